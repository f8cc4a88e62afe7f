"""Reading area counts: what is entered, and what is known of an area from its parts."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import Tree, Unit, tree
from backend.area_counts.kinds import parts_of
from backend.area_counts.models import AreaCount
from backend.area_counts.rules import Total, total
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer


def require_unit(session: Session, officer: Officer, unit_id: UnitId | None) -> Unit:
    """A unit in the officer's scope, the own one for None. Raises `NotFound`."""
    if unit_id and not scope.reaches(session, officer, unit_id):
        raise NotFound(_("Không có đơn vị này trong phạm vi của anh/chị."))
    return tree(session).units[unit_id or officer.unit_id]


def entered(
    session: Session, officer: Officer, unit_id: UnitId, year: int
) -> dict[str, tuple[AreaCount, str]]:
    """What a unit entered itself for a year, by code, with the name of who did."""
    query = (
        select(AreaCount, Officer.full_name)
        .join(Officer, Officer.id == AreaCount.officer_id)
        .where(
            AreaCount.unit_id == unit_id,
            AreaCount.year == year,
            scope.within(officer, AreaCount.unit_id),
        )
    )
    return {row.code: (row, name) for row, name in session.execute(query)}


def totals(session: Session, unit_id: UnitId, year: int, codes: Iterable[str]) -> dict[str, Total]:
    """What is known of a unit for a year, by code: its own entry or the sum of its parts. Sums of an
    area name nobody, so who may ask is the caller's to say."""
    units, wanted = tree(session), sorted(set(codes))
    query = select(AreaCount.code, AreaCount.unit_id, AreaCount.count).where(
        AreaCount.code.in_(wanted), AreaCount.year == year
    )
    own: dict[str, dict[UnitId, int]] = {code: {} for code in wanted}
    for code, unit, count in session.execute(query):
        own[code][unit] = count
    return {code: _known(units, units.units[unit_id], own[code]) for code in wanted}


def _known(units: Tree, unit: Unit, own: Mapping[UnitId, int]) -> Total:
    parts = [_known(units, part, own) for part in parts_of(units, unit)]
    return total(own.get(unit.id), parts)
