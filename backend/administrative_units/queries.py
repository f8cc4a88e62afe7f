"""Reading the tree of units."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.officers.models import Officer


@dataclass(frozen=True)
class Place:
    """A unit as people name it; `former_names` are those by which they still call it."""

    id: UnitId
    type: str
    name: str
    former_name: str | None

    @property
    def full_name(self) -> str:
        """With its type: "xã A Lưới 1", "Thôn 1"."""
        return AdministrativeUnit.with_type(self.type, self.name)

    @property
    def former_names(self) -> tuple[str, ...]:
        """The units that became this one."""
        return tuple(filter(None, (self.former_name or "").split("; ")))


_unit = AdministrativeUnit
_exists = (
    _unit.valid_from <= bindparam("today"),
    _unit.valid_to.is_(None) | (_unit.valid_to > bindparam("today")),
)
_PLACES: Select[UnitId, str, str, str | None] = select(
    _unit.id, _unit.type, _unit.name, _unit.former_name
).where(_unit.level == bindparam("level"), *_exists)
# Built once: they run for nearly every message.
_COMMUNES = _PLACES.order_by(_unit.name)
_HAMLETS = _PLACES.where(_unit.parent_id == bindparam("commune")).order_by(_unit.id)


def communes(session: Session) -> list[Place]:
    """Every commune of today, for the question "ở xã nào?"."""
    today = {"level": Level.COMMUNE, "today": clock.today()}
    return [Place(*row) for row in session.connection().execute(_COMMUNES, today)]


def hamlets(session: Session, commune_id: UnitId) -> list[Place]:
    """The hamlets of a commune."""
    of = {"level": Level.HAMLET, "today": clock.today(), "commune": commune_id}
    return [Place(*row) for row in session.connection().execute(_HAMLETS, of)]


def communes_of(session: Session, officer: Officer) -> Sequence[AdministrativeUnit]:
    """The communes that an officer may work for."""
    query = (
        select(_unit)
        .where(_unit.level == Level.COMMUNE, *_exists, scope.within(officer, _unit.id))
        .order_by(_unit.name)
    )
    return session.scalars(query, {"today": clock.today()}).all()
