"""What a person may put to an officer."""

from dataclasses import dataclass

from backend.administrative_units.models import UnitId


@dataclass(frozen=True)
class AskOfficer:
    """A question in the person's own words, to the office of a commune."""

    unit_id: UnitId
    text: str
