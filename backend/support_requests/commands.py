"""What a family may ask for in chat about a request."""

from dataclasses import dataclass

from backend.administrative_units.models import UnitId
from backend.programmes.fields import Answer
from backend.programmes.rules import Circumstance
from backend.support_requests.models import Lacking, Relation


@dataclass(frozen=True)
class SubmitSupportRequest:
    """Asks for a programme's benefit, for one child or for the household as a whole: then nothing is
    said of a child. `lacking` is said only where the programme is for those without a device;
    `answers` are those of the programme's own fields."""

    programme: str
    benefit: str
    relation: Relation
    circumstance: Circumstance
    unit_id: UnitId
    hamlet: str
    head_name: str
    head_birth_year: int | None
    phone: str
    child_name: str = ""
    child_birth_year: int | None = None
    school: str = ""
    class_name: str = ""
    lacking: Lacking | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class SupplementSupportRequest:
    """Answers what an officer asked when sending a request back."""

    code: str
    text: str


@dataclass(frozen=True)
class StopAll:
    """Withdraws whatever can still be withdrawn, and every consent."""


@dataclass(frozen=True)
class WithdrawSupportRequest:
    """The family does not want it any more."""

    code: str
