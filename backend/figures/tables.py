"""The table of figures by unit, month, programme or class, each number with the address of its rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import Unit, tree
from backend.figures import charts, queries
from backend.figures.catalogue import (
    APPROVED,
    CONFIRMED,
    HANDED_OVER,
    MADE,
    NOT_RECEIVED,
    OVERDUE,
    REFUSED,
    WAITING,
    Figure,
)
from backend.figures.catalogue import OF_REQUESTS as EVERY_OF_REQUESTS
from backend.figures.narrowing import Narrowing
from backend.figures.queries import By, Counts
from backend.figures.rules import month, months_back, overlap
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.rules import Circumstance
from backend.programmes.service import programmes_now

OF_REQUESTS = (MADE, WAITING, OVERDUE, APPROVED, REFUSED)
OF_DELIVERIES = (HANDED_OVER, CONFIRMED, NOT_RECEIVED)
COLUMNS = (*OF_REQUESTS, *OF_DELIVERIES)
DRAWN = (MADE, HANDED_OVER)
MOST_MONTHS = 12
MOST_LINES = 25


@dataclass(frozen=True)
class Line:
    """One line: what it is about, what its figures are narrowed to, and whether one can look closer."""

    title: str
    narrowed: Narrowing
    counts: Counts
    opens: bool = False


@dataclass(frozen=True)
class Table:
    """One page of lines; `after` is the unit behind which the next page begins."""

    lines: Sequence[Line]
    after: UnitId | None = None


Divided = dict[Any, Counts]


def by_month(session: Session, officer: Officer, narrowed: Narrowing) -> Divided:
    """What the tables tell, and every figure of requests, by month: together it is all there is."""
    return _counts(session, officer, narrowed, By.MONTH, EVERY_OF_REQUESTS)


def together(counts: Divided, figures: Sequence[Figure]) -> Counts:
    """The sums over all months."""
    return {one.code: sum(each[one.code] for each in counts.values()) for one in figures}


def table(
    session: Session,
    officer: Officer,
    narrowed: Narrowing,
    by: By,
    months: Divided,
    after: UnitId | None = None,
) -> Table:
    """The lines of a division that have something in them, units of today also without."""
    counts = months if by is By.MONTH else _counts(session, officer, narrowed, by)
    if by is By.UNIT:
        return _by_unit(session, officer, narrowed, counts, together(months, COLUMNS), after)
    if by is By.MONTH:
        return Table(
            [_month(narrowed, name, counts) for name in sorted(counts, reverse=True)][:MOST_MONTHS]
        )
    if by is By.PROGRAMME:
        names = {one.code: one.name for one in programmes_now(session)}
        return Table(
            [
                Line(names.get(code, code), narrowed.having(programme=code), counts[code])
                for code in sorted(counts)
            ]
        )
    return Table(
        [
            Line(one.label, narrowed.having(circumstance=one), counts[one])
            for one in Circumstance
            if one in counts
        ]
    )


def months(narrowed: Narrowing, counts: Divided) -> list[Line]:
    """Up to a year of months without a gap, oldest first, up to the last one with anything in it."""
    if not counts:
        return []
    names = [name for name in months_back(max(counts), MOST_MONTHS) if name >= min(counts)]
    return [_month(narrowed, name, counts) for name in names]


def drawn(months: Sequence[Line]) -> charts.Lines:
    """The picture of the months."""
    names = [line.narrowed.period.since for line in months]
    series = [(one.title, [line.counts[one.code] for line in months]) for one in DRAWN]
    return charts.lines([f"{name:%Y-%m}" for name in names if name], series)


def _month(narrowed: Narrowing, name: str, counts: Divided) -> Line:
    period = overlap(narrowed.period, month(name))
    title = f"{int(name[5:])}/{name[:4]}"
    return Line(title, narrowed.having(period=period), counts.get(name, _none()))


def _by_unit(
    session: Session,
    officer: Officer,
    narrowed: Narrowing,
    counts: Divided,
    everything: Counts,
    after: UnitId | None,
) -> Table:
    units = tree(session)
    own = narrowed.unit or officer.unit_id
    today = clock.today()
    below = [unit for unit in units.below.get(own, ()) if unit.id in counts or unit.exists(today)]
    below.sort(key=by_name)
    ids = [unit.id for unit in below]
    first = ids.index(after) + 1 if after in ids else 0
    shown = below[first : first + MOST_LINES]
    lines = [
        Line(unit.full_name, narrowed.having(unit=unit.id), counts.get(unit.id, _none()), True)
        for unit in shown
    ]
    is_last = first + MOST_LINES >= len(below)
    if is_last and below:
        lines += _unplaced(narrowed, counts, everything)
    return Table(lines, None if is_last else shown[-1].id)


def _unplaced(narrowed: Narrowing, counts: Divided, everything: Counts) -> Iterator[Line]:
    """What the unit has beyond the units below it."""
    rest = {
        code: count - sum(below[code] for below in counts.values())
        for code, count in everything.items()
    }
    if any(rest.values()):
        yield Line(_("Chưa rõ thôn, xã"), narrowed.having(unplaced=True), rest)


def _counts(
    session: Session,
    officer: Officer,
    narrowed: Narrowing,
    by: By,
    of_requests: Sequence[Figure] = OF_REQUESTS,
) -> Divided:
    found: Divided = {}
    none = {figure.code: 0 for figure in (*of_requests, *OF_DELIVERIES)}
    for figures in (of_requests, OF_DELIVERIES):
        for key, counts in queries.divided(session, officer, narrowed, figures, by).items():
            found[key] = found.get(key, none) | counts
    return found


def _none() -> Counts:
    return {figure.code: 0 for figure in COLUMNS}


def by_name(unit: Unit) -> tuple[str, UnitId]:
    """«Thôn 2» comes before «Thôn 10»."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(4), unit.name), unit.id
