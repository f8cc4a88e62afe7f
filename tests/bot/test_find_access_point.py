"""«Chỗ nào có máy tính gần đây»: whom the answer is for, and which places it tells."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ContactId
from backend.contacts.service import Origin
from backend.db import Database
from backend.office import Office, Operator
from bot.conversation import Chat, Finished, Paused, Talk, run
from bot.flows.find_access_point import find_access_point
from bot.messages import Inbound, Kind
from tests.backend.access_points.factory import make_access_point
from tests.factories import World, make_contact, make_request

MONDAY_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 8 o'clock in Việt Nam
EVERY_DAY = "T2-CN 7:00-17:00"


@pytest.fixture
def session(database: Database, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(clock, "now", lambda: MONDAY_MORNING)
    with database.transaction() as session:
        yield session


@pytest.fixture
def contact_id(session: Session) -> ContactId:
    return make_contact(session, consents=False)


def office_of(
    session: Session, contact_id: ContactId, phone: str | None = "0234 3878 123"
) -> Office:
    origin = Origin(channel="telegram", event_id="1")
    return Office(session, contact_id, Operator("UBND xã A Lưới 1", phone), origin)


def told(session: Session, contact_id: ContactId, opening: str) -> list[str]:
    """What is said at once, without a question."""
    chat = Chat(Talk("find_access_point", opening, told=[opening]), None, lambda command: None)
    result = run(find_access_point, chat, office_of(session, contact_id))
    assert isinstance(result, Finished), "something was asked"
    assert result.command is None
    return chat.said


def told_after(session: Session, contact_id: ContactId, opening: str, answer: Inbound) -> list[str]:
    """What is said after one question."""
    talk, office = (
        Talk("find_access_point", opening, told=[opening]),
        office_of(session, contact_id),
    )
    asked = run(find_access_point, Chat(talk, None, lambda command: None), office)
    assert isinstance(asked, Paused)
    assert asked.question.name == "whereabouts"
    chat = Chat(talk, answer, lambda command: None)
    assert isinstance(run(find_access_point, chat, office), Finished)
    return chat.said


def typed(text: str) -> Inbound:
    return Inbound("telegram", "2", "tele-1", Kind.TEXT, text)


def test_who_has_a_request_is_not_asked_for_the_commune(
    session: Session, world: World, contact_id: ContactId
) -> None:
    make_request(session, world.commune, contact_id=contact_id)
    make_access_point(session, world, hours=EVERY_DAY)
    assert told(session, contact_id, "thư viện mở chủ nhật không") == [
        "Thư viện A Lưới 1: Chủ nhật 29/11 mở 7:00-17:00 ạ."
    ]


def test_the_commune_of_the_sentence_counts_before_that_of_the_request(
    session: Session, world: World, contact_id: ContactId
) -> None:
    make_request(session, world.commune, contact_id=contact_id)
    make_access_point(session, world, hours=EVERY_DAY)
    make_access_point(session, world, "Nhà văn hóa", unit_id=world.other_commune, hours="T2 8-9")
    (said,) = told(session, contact_id, "chỗ nào có máy tính ở xã A Lưới 5")
    assert said.startswith("Nhà văn hóa: đang mở, đến 9:00 ạ.")


def test_at_most_three_are_told_and_shortly(
    session: Session, world: World, contact_id: ContactId
) -> None:
    for number in range(5):
        make_access_point(
            session,
            world,
            f"Nhà văn hóa thôn {number}",
            hours=EVERY_DAY,
            address="cạnh trường tiểu học, thôn 1",
            phone="0234 3878 200",
        )
    said = told(session, contact_id, "gần xã A Lưới 1 chỗ nào có máy tính")
    assert [line.partition(":")[0] for line in said] == [
        f"Nhà văn hóa thôn {number}" for number in range(3)
    ]
    assert max(map(len, said)) < 120


def test_only_places_of_the_kind_that_was_named_are_told(
    session: Session, world: World, contact_id: ContactId
) -> None:
    for name in ("Bưu điện xã", "Thư viện xã", "Nhà văn hóa thôn 1"):
        make_access_point(session, world, name, hours=EVERY_DAY)
    (said,) = told(session, contact_id, "thu vien a luoi 1 mai co mo ko")
    assert said.startswith("Thư viện xã: mai (thứ Ba 24/11)")


def test_a_time_told_with_the_commune_counts(
    session: Session, world: World, contact_id: ContactId
) -> None:
    make_access_point(session, world, hours="T7 8:00-11:00")
    answer = typed("xã A Lưới 1, thứ bảy này ạ")
    talk = Talk("find_access_point", "thư viện có mở cửa không")
    office = office_of(session, contact_id)
    run(find_access_point, Chat(talk, None, lambda command: None), office)
    run(find_access_point, Chat(talk, answer, lambda command: None), office)
    chat = Chat(talk, typed("đúng"), lambda command: None)
    assert isinstance(run(find_access_point, chat, office), Finished)
    assert chat.said == ["Thư viện A Lưới 1: thứ Bảy 28/11 mở 8:00-11:00 ạ."]


def test_a_position_leads_to_the_nearest(
    session: Session, world: World, contact_id: ContactId
) -> None:
    make_access_point(session, world, "Xa", hours=EVERY_DAY, position="16.40, 107.30")
    make_access_point(session, world, "Gần", hours=EVERY_DAY, position="16.28, 107.23")
    here = Inbound("telegram", "2", "tele-1", Kind.LOCATION, value="16.27,107.23")
    said = told_after(session, contact_id, "chỗ nào có máy tính gần đây", here)
    assert [line.partition(":")[0] for line in said] == ["Gần", "Xa"]
    assert "cách khoảng 1 km" in said[0]


@pytest.mark.parametrize("value", ["", "0,0", "48.85,2.35", "x", "16.27"])
def test_a_position_of_no_use_is_asked_for_in_words(
    session: Session, contact_id: ContactId, value: str
) -> None:
    talk, office = Talk("find_access_point", "máy tính gần đây"), office_of(session, contact_id)
    run(find_access_point, Chat(talk, None, lambda command: None), office)
    here = Inbound("telegram", "2", "tele-1", Kind.LOCATION, value=value)
    chat = Chat(talk, here, lambda command: None)
    assert isinstance(run(find_access_point, chat, office), Paused)
    assert chat.unclear
    assert "Anh/chị gõ tên thôn, tên xã" in chat.unclear


def test_where_nothing_is_known_one_is_told_whom_to_ask(
    session: Session, contact_id: ContactId
) -> None:
    opening = "chỗ nào có máy tính gần đây"
    nothing, whom = told_after(session, contact_id, opening, typed("a luoi 5"))
    assert nothing == "Dạ, em chưa biết chỗ nào có máy tính công cộng gần xã A Lưới 5."
    assert whom == "Anh/chị nhắn: gặp cán bộ, hoặc gọi 0234 3878 123 để hỏi thêm ạ."


def test_a_place_of_the_province_is_said_to_be_far(
    session: Session, world: World, contact_id: ContactId
) -> None:
    make_access_point(session, world, hours=EVERY_DAY)
    first, second, last = told(session, contact_id, "ở xã A Lưới 5 có thư viện không")
    assert first == "Dạ, gần xã A Lưới 5 em chưa biết chỗ nào. Xa hơn có:"
    assert "Ở xã A Lưới 1." in second
    assert "gặp cán bộ" in last
