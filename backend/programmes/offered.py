"""Which programmes there are, which take requests, and where they run."""

from collections.abc import Set

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.tree import tree
from backend.programmes.schema import Programme
from backend.programmes.service import programmes_now


def programmes_at(session: Session, commune: UnitId | None) -> list[Programme]:
    """Those that take requests in a commune; for None, in any."""
    asked = (programme for programme in programmes_now(session) if programme.request)
    if commune is None:
        return list(asked)
    codes = _codes_above(session, commune)
    return [each for each in asked if not each.units or codes & set(each.units)]


def programmes_of(session: Session, unit_id: UnitId) -> list[Programme]:
    """Those that concern a unit's officers: they run there, above it, or in a part of it."""
    every = programmes_now(session)
    near = _codes_above(session, unit_id)
    near |= _codes_below(session, unit_id, {code for each in every for code in each.units} - near)
    return [each for each in every if not each.units or near & set(each.units)]


def runs_at(session: Session, programme: Programme, commune: UnitId) -> bool:
    """Whether a programme runs in a commune: in its own unit, or in one above it."""
    return not programme.units or bool(_codes_above(session, commune) & set(programme.units))


def _codes_below(session: Session, unit_id: UnitId, codes: Set[str]) -> Set[str]:
    """Which of these codes name a part of the unit, as it is today."""
    if not codes:
        return set()
    part = AdministrativeUnit
    query = select(part.code).where(
        part.code.in_(codes), part.valid_to.is_(None), scope.below(part.id, unit_id)
    )
    return {code for code in session.scalars(query) if code}


def _codes_above(session: Session, unit_id: UnitId) -> set[str]:
    """The codes of a unit and of all above it, those that have one."""
    units = tree(session)
    line = (unit_id, *units.parents(units.units[unit_id]))
    return {code for each in line if (code := units.units[each].code)}
