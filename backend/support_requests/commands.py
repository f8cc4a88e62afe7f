"""What a family may ask for in chat about a request."""

from dataclasses import dataclass

from backend.administrative_units.models import UnitId
from backend.programmes.rules import Circumstance
from backend.support_requests.models import Lacking, Relation


@dataclass(frozen=True)
class SubmitSupportRequest:
    """Asks for a programme's benefit for one child."""

    programme: str
    benefit: str
    relation: Relation
    circumstance: Circumstance
    unit_id: UnitId
    hamlet: str
    head_name: str
    head_birth_year: int | None
    child_name: str
    child_birth_year: int | None
    school: str
    class_name: str
    lacking: Lacking
    phone: str


@dataclass(frozen=True)
class SupplementSupportRequest:
    """Answers what an officer asked when sending a request back."""

    code: str
    text: str


@dataclass(frozen=True)
class WithdrawSupportRequest:
    """The family does not want it any more."""

    code: str
