"""Requests for whole households: another one of the household is found, whoever else asks is not."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.officers.models import Officer, OfficerId
from backend.support_requests.duplicates import _alike, duplicates, related
from backend.support_requests.models import RequestId, SupportRequest
from tests.backend.programmes.test_phones import Huế
from tests.factories import World, make_request

A_LO, NGHIEN = ("Hồ Thị A Lơ", 1985), ("Hồ Văn Nghiên", 1979)


@pytest.fixture
def hue(database: Database, world: World) -> Huế:
    return Huế(database, world)


def ask(hue: Huế, head: tuple[str, int | None], hamlet: str = "Thôn 1") -> RequestId:
    return hue.ask(head_name=head[0], head_birth_year=head[1], hamlet=hamlet)


def codes(hue: Huế, request_id: RequestId) -> tuple[list[RequestId], list[RequestId]]:
    """Those that are duplicates, and those that are shown as related."""
    with hue.database.reading() as session:
        request = session.get_one(SupportRequest, request_id)
        officer = session.get_one(Officer, OfficerId(hue.world.officer))
        return (
            [found.request.id for found in duplicates(session, request)],
            [found.request.id for found in related(session, officer, request)],
        )


@pytest.mark.parametrize(
    "again", [A_LO, ("ho thi a lo", 1985), ("Hồ Thị A Lơ", None), ("HỒ THỊ A LƠ", 1985)]
)
def test_a_second_request_of_a_household_is_found(hue: Huế, again: tuple[str, int | None]) -> None:
    first = ask(hue, A_LO)
    second = ask(hue, again)
    assert codes(hue, second) == ([first], [first])
    assert codes(hue, first) == ([second], [second])


def test_two_households_that_no_list_knows_are_not_one(hue: Huế) -> None:
    """Neither has a child or a household's identity: nothing is not the same nothing."""
    one, other = ask(hue, ("Lê Thị Một", 1950)), ask(hue, ("Vàng Văn Hai", 1951))
    assert codes(hue, one) == ([], [])
    assert codes(hue, other) == ([], [])


def test_a_pupil_and_a_household_are_no_duplicates_and_one_home(hue: Huế) -> None:
    phone = ask(hue, A_LO)
    with hue.database.transaction() as session:
        pupil = make_request(session, UnitId(hue.world.commune), chat_id="con").id
        same = session.get_one(SupportRequest, pupil)
        asked = session.get_one(SupportRequest, phone)
        assert same.household_id == asked.household_id is not None
    assert codes(hue, phone) == ([], [pupil])
    assert codes(hue, pupil) == ([], [phone])


def test_children_of_one_name_in_different_homes_are_not_related(hue: Huế) -> None:
    with hue.database.transaction() as session:
        unit = UnitId(hue.world.commune)
        one, other = (
            make_request(session, unit, chat_id=head, head_name=head, head_birth_year=1950).id
            for head in ("Lê Thị Một", "Vàng Văn Hai")
        )
    assert codes(hue, one) == ([], [])
    assert codes(hue, other) == ([], [])


HEADS = ("Hồ Thị A Lơ", "ho thi a lo", "Hồ Thị Lơ", "Hồ Văn Nghiên", "Lý Thị Lí", "Lí Thị Lý")
SAID = st.tuples(st.sampled_from(HEADS), st.sampled_from([None, 1985, 1979]))


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.lists(SAID, min_size=2, max_size=6))
def test_only_what_cannot_be_a_duplicate_is_left_unread(
    said: list[tuple[str, int | None]], hue: Huế
) -> None:
    own = [ask(hue, head) for head in said]
    with hue.database.reading() as session:
        everything = session.scalars(select(SupportRequest).order_by(SupportRequest.id)).all()
        for number in own:
            _same_either_way(session, number, everything)


def _same_either_way(
    session: Session, number: RequestId, everything: Sequence[SupportRequest]
) -> None:
    request = session.get_one(SupportRequest, number)
    others = [other for other in everything if other.id != number]
    whole = {(one.request.id, one.certain) for one in _alike(request, others)}
    quick = {(one.request.id, one.certain) for one in duplicates(session, request)}
    assert quick == whole
