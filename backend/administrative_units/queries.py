"""Reading the tree of units."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.tree import Place, tree
from backend.officers.models import Officer

__all__ = ["Place", "commune", "communes", "communes_of", "hamlets"]


_unit = AdministrativeUnit


def communes(session: Session) -> list[Place]:
    """Every commune of today that takes part, by name, for the question "ở xã nào?"."""
    return list(tree(session).communes(clock.today()))


def commune(session: Session, commune_id: UnitId) -> Place:
    """One unit as people name it. Raises `KeyError` when there is none."""
    units = tree(session)
    return units.place(units.units[commune_id])


def hamlets(session: Session, commune_id: UnitId) -> list[Place]:
    """The hamlets of a commune."""
    return tree(session).hamlets(commune_id, clock.today())


def communes_of(session: Session, officer: Officer) -> Sequence[AdministrativeUnit]:
    """The communes that take part and that an officer may work for."""
    # Those of the country are some thousand, which need not go to the database and back.
    every = (place.id for place in communes(session))
    own = [unit_id for unit_id in every if scope.reaches(session, officer, unit_id)]
    query = select(_unit).where(_unit.id.in_(own), scope.within(officer, _unit.id))
    return session.scalars(query.order_by(_unit.name)).all()
