"""Administrative scope: an officer sees the own unit and everything below it, and nothing else."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.tree import tree
from backend.officers.models import Officer


def within(officer: Officer, unit_column: Any) -> ColumnElement[bool]:
    """The clause "this row's unit is the officer's or below it"."""
    return below(unit_column, officer.unit_id)


def below(unit_column: Any, unit_id: UnitId) -> ColumnElement[bool]:
    """The clause "this row's unit is this one or below it"."""
    clause: ColumnElement[bool] = unit_column.in_(_units_below(unit_id))
    return clause


@lru_cache(maxsize=512)  # a page asks a dozen times, and building it costs as much as running it
def _units_below(unit_id: UnitId) -> Select[UnitId]:
    # A unit that has no path yet has nothing below it; the empty path would be a prefix of all.
    own = select(AdministrativeUnit.path).where(
        AdministrativeUnit.id == unit_id, AdministrativeUnit.path != ""
    )
    first = own.scalar_subquery()
    # As a range, since no index is used for LIKE with a prefix that is itself looked up; "0" is the
    # letter right after "/".
    return select(AdministrativeUnit.id).where(
        AdministrativeUnit.path >= first,
        AdministrativeUnit.path < func.rtrim(first, "/").concat("0"),
    )


def reaches(session: Session, officer: Officer, unit_id: UnitId) -> bool:
    """Whether a unit is the officer's own or below it."""
    return tree(session).is_within(unit_id, officer.unit_id)


def communes(session: Session, officer: Officer) -> list[UnitId]:
    """The officer's unit and those below it down to the communes, which requests are kept by. A list,
    for an index whose second column is the unit: beside another one, a range of paths is not looked
    for in it."""
    units = tree(session)
    found, waiting = [], [officer.unit_id]
    while waiting:
        unit = waiting.pop()
        found.append(unit)
        waiting += [one.id for one in units.below.get(unit, ()) if one.level is not Level.HAMLET]
    return found
