"""Numbers by their codes, as targets and reports name them: figures, and counts of an area
("area-" and the code), each with where it opens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import tree
from backend.area_counts import queries as area_counts
from backend.area_counts.kinds import kinds as kinds_of
from backend.area_counts.rules import year_of
from backend.figures import queries
from backend.figures.catalogue import Figure, figures
from backend.figures.narrowing import Narrowing
from backend.figures.sources import DELIVERIES, REQUESTS
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import programmes_now

AREA = "area-"


@dataclass(frozen=True)
class Number:
    """A number as it is told. `count` is None while nobody has entered it; `address` opens what it
    counts; `about` adds the year of an area's count."""

    code: str
    title: str
    count: int | None
    address: str
    about: str = ""


def numbers(
    session: Session, officer: Officer, narrowed: Narrowing, codes: Iterable[str]
) -> Mapping[str, Number]:
    """All of these, one statement a source. Raises `NotFound` outside the scope, `KeyError` for a
    code that `reports/checking.py` would have refused."""
    wanted = sorted(set(codes))
    of_area = [code.removeprefix(AREA) for code in wanted if code.startswith(AREA)]
    found = _of_area(session, officer, narrowed, of_area) if of_area else {}
    own = [figures()[code] for code in wanted if not code.startswith(AREA)]
    for source in {figure.source.title: figure.source for figure in own}.values():
        of_source: list[Figure] = [figure for figure in own if figure.source is source]
        counts = queries.totals(session, officer, narrowed, of_source)
        for figure in of_source:
            found[figure.code] = _number(figure, counts[figure.code], narrowed)
    return found


def numbers_below(
    session: Session,
    officer: Officer,
    narrowed: Narrowing,
    codes: Sequence[str],
    units: Sequence[UnitId],
) -> Mapping[UnitId, Mapping[str, Number]]:
    """The same for each of some units right below: of most sources one statement for all units, since
    a province has too many to ask one by one."""
    wanted = sorted(set(codes))
    every = [figures()[code] for code in wanted if not code.startswith(AREA)]
    found: dict[UnitId, dict[str, Number]] = {unit: {} for unit in units}
    for source in {figure.source.title: figure.source for figure in every}.values():
        of_source = [figure for figure in every if figure.source is source]
        if source in (REQUESTS, DELIVERIES):
            divided = queries.divided(session, officer, narrowed, of_source, queries.By.UNIT)
        elif source.unit is not None:
            own = queries.by_own_unit(session, officer, narrowed, of_source)
            divided = _summed(session, own, units)
        else:
            continue
        for unit, figure in product(units, of_source):
            count = divided.get(unit, {}).get(figure.code, 0)
            found[unit][figure.code] = _number(figure, count, narrowed.having(unit=unit))
        wanted = [code for code in wanted if code not in {figure.code for figure in of_source}]
    for unit in units if wanted else ():
        found[unit] |= numbers(session, officer, narrowed.having(unit=unit), wanted)
    return found


def _summed(
    session: Session, own: Mapping[UnitId, queries.Counts], units: Sequence[UnitId]
) -> dict[UnitId, queries.Counts]:
    """What the parts of each unit have, put together."""
    every, found = tree(session).units, dict[UnitId, queries.Counts]()
    for at, counts in own.items():
        unit: UnitId | None = at
        while unit is not None and unit not in units:
            parent = every[unit].parent_id
            unit = UnitId(parent) if parent else None
        if unit is not None:
            sums = found.setdefault(unit, dict.fromkeys(counts, 0))
            sums.update({code: sums[code] + count for code, count in counts.items()})
    return found


def _number(figure: Figure, count: int, narrowed: Narrowing) -> Number:
    address = f"/admin/figures/rows?figure={figure.code}&{narrowed.address}"
    return Number(figure.code, figure.title, count, address)


def _of_area(
    session: Session, officer: Officer, narrowed: Narrowing, codes: Iterable[str]
) -> dict[str, Number]:
    unit = area_counts.require_unit(session, officer, narrowed.unit)
    year = year_of(narrowed.period.until, clock.today())
    kinds = kinds_of(programmes_now(session))
    totals = area_counts.totals(session, unit.id, year, codes)
    address = "/admin/area-counts?" + urlencode({"unit": unit.id, "year": year})
    return {
        AREA + code: Number(
            AREA + code,
            kinds[code].name if code in kinds else code,
            total.count,
            f"{address}#{code}",
            _("năm {year}").format(year=year),
        )
        for code, total in totals.items()
    }
