"""What a person may do about titles in chat."""

from dataclasses import dataclass

from backend.administrative_units.models import UnitId
from backend.programmes.fields import Answer

PHOTO = "photo_"  # so begin the answers that are photos; the criterion's code follows


@dataclass(frozen=True)
class ApplyForTitle:
    """Applies for a title of this year. `answers` are those to the rubric's criteria, by their codes,
    and photos of them ("photo_" and the code)."""

    title: str
    applicant_name: str
    unit_id: UnitId
    hamlet: str
    words: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class AddToTitle:
    """More evidence for an own application that was sent back, or why a refusal is wrong."""

    code: str
    text: str
