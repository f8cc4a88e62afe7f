"""Several requests for one child are found and shown; a household is served once."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.support_requests.duplicates import _alike, duplicates
from backend.support_requests.earlier import of_household
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


def test_of_a_household_of_too_many_the_same_name_is_compared_in_any_case(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.support_requests.duplicates.MOST_COMPARED", 2)
    oldest = counter.submit()
    for number in range(3):
        counter.submit(f"em-{number}", child_name=f"Hồ Thị Én {number}", child_birth_year=2012)
    assert found(counter, counter.submit("tele-2")) == [(counter.code(oldest), True)]


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
        assert of_household(session, session.get_one(SupportRequest, brother)).device is None
    counter.hand_over(first)
    with counter.database.reading() as session:
        served = of_household(session, session.get_one(SupportRequest, brother)).device
        assert served == counter.code(first)
        assert of_household(session, session.get_one(SupportRequest, first)).device is None
        assert of_household(session, session.get_one(SupportRequest, stranger)).device is None


NAMES = ("Hồ Văn Nam", "ho van nam", "Hồ Văn Nan", "Hồ Nam", "Lý Thị Lí", "Lí Thị Lý", "Hồ V. Nam")
SAID = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["Hồ Thị A Lơ", "Hồ Thị Lơ", "ho thi a lo", "Hồ Thị Hoa", "Hồ Văn Nghiên"]),
    st.sampled_from([None, 2012, 2013]),
    st.sampled_from([None, 1985]),
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SAID, min_size=2, max_size=7))
def test_only_what_cannot_be_a_duplicate_is_left_unread(
    said: list[tuple[str, str, int | None, int | None]], counter: Counter
) -> None:
    requests = [
        counter.submit(
            f"moi-{uuid4()}",
            child_name=child,
            head_name=head,
            child_birth_year=year,
            head_birth_year=born,
        )
        for child, head, year, born in said
    ]
    with counter.database.reading() as session:
        everything = session.scalars(select(SupportRequest).order_by(SupportRequest.id)).all()
        for number in requests:
            request = session.get_one(SupportRequest, number)
            others = [other for other in everything if other.id != number]
            whole = {(one.request.id, one.certain) for one in _alike(request, others)}
            quick = {(one.request.id, one.certain) for one in duplicates(session, request)}
            assert quick == whole
