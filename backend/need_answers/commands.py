"""What a household says when it is asked and needs nothing."""

from dataclasses import dataclass

from backend.administrative_units.models import UnitId


@dataclass(frozen=True)
class DeclareNoNeed:
    """The household does not need what a programme gives."""

    programme: str
    unit_id: UnitId
    hamlet: str
    head_name: str
    head_birth_year: int | None
    phone: str = ""
