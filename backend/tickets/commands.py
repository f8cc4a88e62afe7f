"""What a person may do about tickets in chat."""

from dataclasses import dataclass

from backend.administrative_units.models import UnitId
from backend.programmes.fields import Answer


@dataclass(frozen=True)
class SubmitTicket:
    """Puts something to the office of a commune, or above it where the kind says so."""

    kind: str
    unit_id: UnitId
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class AskOfficer:
    """A question in the person's own words, to the office of a commune."""

    unit_id: UnitId
    text: str


@dataclass(frozen=True)
class AddToTicket:
    """More words on a matter of one's own; a closed one is looked into again."""

    code: str
    text: str
