"""Several requests for one child are found and shown; a household is served once."""

from typing import Any

import pytest

from backend.support_requests.duplicates import duplicates, household_served_by
from backend.support_requests.models import DecisionKind, Relation, RequestId, SupportRequest
from tests.backend.counter import Counter

# What the second request says otherwise than the mother's, and whether it is the same child.
SECONDS: dict[str, tuple[dict[str, Any], bool | None]] = {
    "the teacher": ({"relation": Relation.TEACHER}, True),
    "without marks": ({"child_name": "ho van nam", "head_name": "ho thi a lo"}, True),
    "no year": ({"child_birth_year": None}, True),
    "a slip in the child's name": ({"child_name": "Hồ Văn Nan"}, False),
    "a word left out": ({"child_name": "Hồ Nam"}, False),
    "another year of birth": ({"child_birth_year": 2013}, False),
    "a head who was not found": ({"head_name": "Hồ Thị A Lơ", "head_birth_year": 1950}, True),
    "a head of nearly the name": ({"head_name": "Hồ Thị Lơ", "head_birth_year": None}, False),
    "a sister": ({"child_name": "Hồ Thị Én", "child_birth_year": 2012}, None),
    "a child of nearly the name and another year": (
        {"child_name": "Hồ Văn Nan", "child_birth_year": 2010},
        None,
    ),
    "another household": (
        {"head_name": "Hồ Văn Nghiên", "head_birth_year": 1979, "hamlet": "Thôn 2"},
        None,
    ),
}


def found(counter: Counter, request_id: RequestId) -> list[tuple[str, bool]]:
    with counter.database.reading() as session:
        request = session.get_one(SupportRequest, request_id)
        return [(one.request.code, one.certain) for one in duplicates(session, request)]


@pytest.mark.parametrize(("said", "certain"), SECONDS.values(), ids=SECONDS)
def test_a_second_request_for_a_child_is_shown_and_not_blocked(
    counter: Counter, said: dict[str, Any], certain: bool | None
) -> None:
    first, second = counter.submit(), counter.submit("tele-2", **said)
    expected = [] if certain is None else [(counter.code(first), certain)]
    assert found(counter, second) == expected
    assert [sure for _code, sure in found(counter, first)] == [sure for _code, sure in expected]


def test_a_withdrawn_request_is_no_duplicate(counter: Counter) -> None:
    first, second = counter.submit(), counter.submit("tele-2")
    counter.withdraw(counter.code(first))
    assert found(counter, second) == []


def test_the_surest_stands_first(counter: Counter) -> None:
    counter.submit(child_name="Hồ Văn Nan")
    counter.submit("tele-2")
    assert [sure for _code, sure in found(counter, counter.submit("tele-3"))] == [True, False]


def test_a_household_that_has_a_device_is_known_for_every_child_of_it(counter: Counter) -> None:
    first = counter.submit()
    counter.decide(first, DecisionKind.APPROVE)
    brother = counter.submit("tele-2", child_name="Hồ Văn Kê", child_birth_year=2011)
    stranger = counter.submit("tele-3", head_name="Vàng Thị Dợ", child_name="Vàng A Páo")
    with counter.database.reading() as session:
        assert household_served_by(session, session.get_one(SupportRequest, brother)) is None
    counter.hand_over(first)
    with counter.database.reading() as session:
        served = household_served_by(session, session.get_one(SupportRequest, brother))
        assert served == counter.code(first)
        assert household_served_by(session, session.get_one(SupportRequest, first)) is None
        assert household_served_by(session, session.get_one(SupportRequest, stranger)) is None
