"""Reading the tree of units."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.officers.models import Officer


def communes(session: Session) -> Sequence[AdministrativeUnit]:
    """Every commune of today, for the question "ở xã nào?"."""
    return session.scalars(_today(Level.COMMUNE).order_by(AdministrativeUnit.name)).all()


def communes_of(session: Session, officer: Officer) -> Sequence[AdministrativeUnit]:
    """The communes that an officer may work for."""
    query = _today(Level.COMMUNE).where(scope.within(officer, AdministrativeUnit.id))
    return session.scalars(query.order_by(AdministrativeUnit.name)).all()


def hamlets(session: Session, commune_id: UnitId) -> Sequence[AdministrativeUnit]:
    """The hamlets of a commune."""
    query = _today(Level.HAMLET).where(AdministrativeUnit.parent_id == commune_id)
    return session.scalars(query.order_by(AdministrativeUnit.id)).all()


def _today(level: Level) -> Select[AdministrativeUnit]:
    today = clock.today()
    return select(AdministrativeUnit).where(
        AdministrativeUnit.level == level,
        AdministrativeUnit.valid_from <= today,
        AdministrativeUnit.valid_to.is_(None) | (AdministrativeUnit.valid_to > today),
    )
