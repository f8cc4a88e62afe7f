"""What a report looks at: a programme in a unit and a period, through an officer's eyes."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.area_counts.queries import require_unit
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.officers.models import Officer
from backend.programmes.schema import Programme


@dataclass(frozen=True)
class Look:
    """`officer` stands in the unit that is reported on."""

    session: Session
    officer: Officer
    programme: Programme
    period: Period

    @property
    def narrowed(self) -> Narrowing:
        """As figures are asked for."""
        unit = UnitId(self.officer.unit_id)
        return Narrowing(unit, programme=self.programme.code, period=self.period)


class Opened(int):
    """A number that knows where what it counts can be seen; in a file it is the number."""

    address: str

    def __new__(cls, count: int, address: str) -> "Opened":
        made = super().__new__(cls, count)
        made.address = address
        return made


def standing_in(session: Session, officer: Officer, unit_id: UnitId) -> Officer:
    """The officer as if of a unit below: so a report on a commune is the same whoever writes it. Never
    stored. Raises `NotFound` outside the scope."""
    if unit_id == officer.unit_id:
        return officer
    return Officer(
        id=officer.id,
        username=officer.username,
        full_name=officer.full_name,
        password_hash="",
        role=officer.role,
        unit_id=require_unit(session, officer, unit_id).id,
        active=officer.active,
        created_at=officer.created_at,
        version=officer.version,
    )
