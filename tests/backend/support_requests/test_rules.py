"""Where a request stands, and which requests are for one child."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.households.models import HouseholdId
from backend.support_requests.models import Status
from backend.support_requests.rules import (
    Child,
    Happened,
    History,
    is_same_child,
    status_of,
)

APPROVE, REFUSE, SEND_BACK = Happened.APPROVE, Happened.REFUSE, Happened.SEND_BACK
RETURN, REOPEN = Happened.RETURN, Happened.REOPEN
SUPPLEMENT, WITHDRAW = Happened.SUPPLEMENT, Happened.WITHDRAW
WAITING, SENT_BACK, QUEUED, APPROVED, REFUSED = list(Status)[:5]
HANDED_OVER, NOT_RECEIVED, RECEIVED, WITHDRAWN = list(Status)[5:9]

STANDINGS = [
    (History(1, []), WAITING, 0),
    (History(1, [APPROVE]), APPROVED, 1),
    (History(1, [REFUSE]), REFUSED, 0),
    (History(1, [SEND_BACK]), SENT_BACK, 0),
    (History(1, [SEND_BACK, SUPPLEMENT]), WAITING, 0),
    (History(1, [SEND_BACK, SUPPLEMENT, APPROVE]), APPROVED, 1),
    (History(1, [WITHDRAW]), WITHDRAWN, 0),
    (History(1, [SEND_BACK, WITHDRAW]), WITHDRAWN, 0),
    (History(1, [APPROVE, WITHDRAW]), WITHDRAWN, 1),
    (History(2, [APPROVE]), WAITING, 1),
    (History(2, [APPROVE, SEND_BACK]), SENT_BACK, 1),
    (History(2, [APPROVE, SEND_BACK, SUPPLEMENT]), WAITING, 1),
    (History(2, [APPROVE, REFUSE]), REFUSED, 1),
    (History(2, [APPROVE, APPROVE]), APPROVED, 2),
    (History(1, [APPROVE], handed_over=True), HANDED_OVER, 1),
    (History(1, [APPROVE], handed_over=True, received=True), RECEIVED, 1),
    (History(1, [APPROVE], handed_over=True, received=False), NOT_RECEIVED, 1),
    (History(2, [APPROVE], handed_over=True, received=True), WAITING, 1),
    (History(2, [APPROVE, RETURN]), WAITING, 0),
    (History(3, [APPROVE, APPROVE, RETURN]), WAITING, 1),
    (History(2, [APPROVE, RETURN, APPROVE, APPROVE]), APPROVED, 2),
    (History(2, [APPROVE, RETURN, REFUSE]), REFUSED, 0),
    (History(1, [RETURN]), WAITING, 0),
    (History(1, [REFUSE, REOPEN]), WAITING, 0),
    (History(2, [APPROVE, REFUSE, REOPEN]), WAITING, 1),
    (History(2, [APPROVE, REFUSE, REOPEN, APPROVE]), APPROVED, 2),
    (History(2, [APPROVE, APPROVE, REOPEN]), WAITING, 1),
    (History(1, [APPROVE, REOPEN, REFUSE]), REFUSED, 0),
    (History(1, [APPROVE], lacks_quota=True), QUEUED, 1),
    (History(2, [APPROVE], lacks_quota=True), WAITING, 1),
    (History(1, [APPROVE, WITHDRAW], lacks_quota=True), WITHDRAWN, 1),
    (History(1, [APPROVE], handed_over=True, lacks_quota=True), HANDED_OVER, 1),
]


@pytest.mark.parametrize(("history", "status", "step"), STANDINGS)
def test_the_status_follows_from_what_happened(history: History, status: Status, step: int) -> None:
    assert status_of(history) == (status, step)


@given(st.integers(1, 4), st.lists(st.sampled_from(Happened), max_size=8), st.booleans())
def test_nothing_counts_as_delivered_that_was_not_approved_at_every_step(
    steps: int, happened: list[Happened], received: bool
) -> None:
    status, step = status_of(History(steps, happened, handed_over=True, received=received))
    if status in (RECEIVED, NOT_RECEIVED):
        assert step == steps
        assert happened[-1] is APPROVE


NAM = Child("Hồ Văn Nam", 2014, HouseholdId(1), "Hồ Thị A Lơ")
CHILDREN = {
    "the same": (NAM, True),
    "without marks": (Child("ho van nam", 2014, HouseholdId(1), "x"), True),
    "no year": (Child("Hồ Văn Nam", None, HouseholdId(1), "x"), True),
    "another year": (Child("Hồ Văn Nam", 2015, HouseholdId(1), "Hồ Thị A Lơ"), False),
    "a brother": (Child("Hồ Văn Năm", 2014, HouseholdId(1), "Hồ Thị A Lơ"), False),
    "a slip in the name": (Child("Hồ Văn Nan", 2014, HouseholdId(1), "Hồ Thị A Lơ"), False),
    "another household": (Child("Hồ Văn Nam", 2014, HouseholdId(2), "Hồ Thị A Lơ"), False),
    "no household found, the same head": (Child("Hồ Văn Nam", 2014, None, "ho thi alo"), True),
    "no household found, another head": (Child("Hồ Văn Nam", 2014, None, "Hồ Văn Dư"), False),
}


@pytest.mark.parametrize(("other", "same"), CHILDREN.values(), ids=CHILDREN)
def test_two_requests_are_for_one_child(other: Child, same: bool) -> None:
    assert (is_same_child(NAM, other), is_same_child(other, NAM)) == (same, same)
