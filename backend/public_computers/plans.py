"""Which upkeep, lines of cost and growth are wanted of a place: the `[places]` of its programme."""

from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.programmes.offered import runs_at
from backend.programmes.schema import Programme
from backend.programmes.sections import Places
from backend.programmes.service import programmes_now


def plan_of(session: Session, unit_id: UnitId) -> Programme | None:
    """The programme with public places that runs in a commune, or else the first that has such places:
    a library needs cleaning wherever it stands."""
    candidates = [one for one in programmes_now(session) if one.places]
    own = (one for one in candidates if runs_at(session, one, unit_id))
    return next(own, next(iter(candidates), None))


def places_of(session: Session, unit_id: UnitId) -> Places | None:
    """What that programme says of public places."""
    programme = plan_of(session, unit_id)
    return programme.places if programme else None


def line_name(session: Session, unit_id: UnitId, code: str) -> str:
    """A line of cost in words; of a line that the programme has no more, its code."""
    places = places_of(session, unit_id)
    names = {line.code: line.name for line in places.costs} if places else {}
    return names.get(code, code)
