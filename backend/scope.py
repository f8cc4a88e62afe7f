"""Administrative scope: an officer sees the own unit and everything below it, and nothing else."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.officers.models import Officer


def within(officer: Officer, unit_column: Any) -> ColumnElement[bool]:
    """The clause "this row's unit is the officer's or below it"."""
    # A unit that has no path yet has nothing below it; the empty path would be a prefix of all.
    own = select(AdministrativeUnit.path).where(
        AdministrativeUnit.id == officer.unit_id, AdministrativeUnit.path != ""
    )
    below = select(AdministrativeUnit.id).where(
        AdministrativeUnit.path.startswith(own.scalar_subquery())
    )
    clause: ColumnElement[bool] = unit_column.in_(below)
    return clause


def reaches(session: Session, officer: Officer, unit_id: UnitId) -> bool:
    """Whether a unit is the officer's own or below it."""
    query = select(AdministrativeUnit.id).where(
        AdministrativeUnit.id == unit_id, within(officer, AdministrativeUnit.id)
    )
    return session.scalar(query) is not None
