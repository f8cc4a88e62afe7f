"""Where a request stands, derived from everything that happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from backend.households.models import HouseholdId
from backend.households.names import NameMatch, compare_names
from backend.support_requests.models import Status


class Happened(StrEnum):
    """What can move a request along its approval."""

    APPROVE = "approve"
    REFUSE = "refuse"
    SEND_BACK = "send_back"
    RETURN = "return"
    REOPEN = "reopen"
    SUPPLEMENT = "supplement"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    MERGE = "merge"


@dataclass(frozen=True)
class History:
    """All that counts: `steps` approvals are needed, `passed` of which an old paper had behind it;
    `happened` is in order; `received` is the family's last word about what it was given, None before
    the first; `lacks_quota` while an approved one waits for a place in a quota."""

    steps: int
    happened: Sequence[Happened]
    handed_over: bool = False
    received: bool | None = None
    lacks_quota: bool = False
    passed: int = 0


def status_of(history: History) -> tuple[Status, int]:
    """The status, and the number of the approval step that was reached."""
    step = history.passed
    status = Status.WAITING if step < history.steps else Status.APPROVED
    for event in history.happened:
        if event is Happened.APPROVE:
            step += 1
        elif event is Happened.RETURN or (event is Happened.REOPEN and step == history.steps):
            step = max(0, step - 1)
        elif event is Happened.TRANSFER:
            step = 0
        status = _AFTER[event]
        if event is Happened.APPROVE and step == history.steps:
            status = Status.APPROVED
    if history.handed_over and status is Status.APPROVED:
        status = _RECEIVED[history.received]
    elif history.lacks_quota and status is Status.APPROVED:
        status = Status.QUEUED
    return status, step


@dataclass(frozen=True)
class Child:
    """Whom a request is for. `household` is None while nobody has found it in a list."""

    name: str
    birth_year: int | None
    household: HouseholdId | None
    head_name: str


def is_same_child(one: Child, other: Child) -> bool:
    """Whether two requests of one commune are for one child: the same name, no other year of birth,
    and the same household, or the same head where one of the two was not found in the list."""
    if not (one.name and other.name):  # one of them is for a household as a whole
        return False
    if one.birth_year and other.birth_year and one.birth_year != other.birth_year:
        return False
    if not _is_same_name(one.name, other.name):
        return False
    if one.household and other.household:
        return one.household == other.household
    return _is_same_name(one.head_name, other.head_name)


def _is_same_name(one: str, other: str) -> bool:
    return compare_names(one, other)[0] in (NameMatch.EXACT, NameMatch.FOLDED)


_AFTER = {
    Happened.APPROVE: Status.WAITING,
    Happened.REFUSE: Status.REFUSED,
    Happened.SEND_BACK: Status.SENT_BACK,
    Happened.RETURN: Status.WAITING,
    Happened.REOPEN: Status.WAITING,
    Happened.SUPPLEMENT: Status.WAITING,
    Happened.TRANSFER: Status.WAITING,
    Happened.WITHDRAW: Status.WITHDRAWN,
    Happened.MERGE: Status.MERGED,
}
_RECEIVED = {
    None: Status.HANDED_OVER,
    True: Status.RECEIVED,
    False: Status.NOT_RECEIVED,
}
