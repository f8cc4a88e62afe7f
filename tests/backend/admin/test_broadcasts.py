"""Texts that are used again and messages to many, on the site."""

import pytest
from sqlalchemy import select

from backend.broadcasts import rules
from backend.broadcasts.models import Broadcast, State
from backend.db import Database
from backend.message_templates.models import MessageTemplate
from backend.message_templates.service import add
from backend.officers.models import Officer
from tests.factories import World, make_request
from tests.site import Visitor, hidden, words

TEXT = "Máy của {child} đã về, mời đến {place}."
TEMPLATES, BROADCASTS = "/admin/message-templates", "/admin/broadcasts"


def test_a_text_is_seen_filled_before_it_is_kept(officer: Visitor, database: Database) -> None:
    officer.open(TEMPLATES)
    page = officer.submit(TEMPLATES, title="Mời", text=TEXT)
    assert "Máy của Hồ Văn Mẫu đã về, mời đến nhà văn hóa Thôn 1." in words(page)
    assert 'value="Mời"' in page.text
    assert hidden(page, "seen") == TEXT
    other = officer.submit(TEMPLATES, title="Mời", text=TEXT + " Em chào.", seen=TEXT)
    assert other.status_code == 200, "another text than the one that was seen is shown first"
    kept = officer.submit(TEMPLATES, title="Mời", text=TEXT, seen=TEXT)
    assert kept.status_code == 303
    with database.reading() as session:
        assert session.scalars(select(MessageTemplate.text)).all() == [TEXT]


def test_a_long_text_is_warned_of(officer: Visitor) -> None:
    officer.open(TEMPLATES)
    for text, warned in (("a" * 300, False), ("a" * 301, True), ("a" * 291 + "{child}", True)):
        page = officer.submit(TEMPLATES, title="Dài", text=text)
        assert ("tách thành nhiều tin" in words(page)) == warned


@pytest.mark.parametrize("text", ["{chid}", "{", "", "a" * 1501])
def test_a_text_that_cannot_be_filled_is_refused_and_stays(officer: Visitor, text: str) -> None:
    officer.open(TEMPLATES)
    page = officer.submit(TEMPLATES, title="Mời <b>", text=text, seen=text)
    assert page.status_code in (409, 422, 400)
    assert text[:100] in page.text
    assert "Mời &lt;b&gt;" in page.text


def test_a_text_of_the_province_is_read_and_not_changed(
    officer: Visitor, stranger: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        above = session.get_one(Officer, world.province_officer)
        number = add(session, above, "Của tỉnh", TEXT).id
        other = session.get_one(Officer, world.stranger)
        elsewhere = add(session, other, "Của xã khác", TEXT).id
    page = words(officer.open(f"{TEMPLATES}/{number}"))
    assert "anh/chị dùng được, không sửa được" in page
    assert "Sửa mẫu" not in page
    fields = {"title": "x", "text": TEXT, "seen": TEXT, "version": 1}
    assert officer.submit(f"{TEMPLATES}/{number}", **fields).status_code == 403
    assert officer.submit(f"{TEMPLATES}/{number}/remove", version=1).status_code == 403
    assert officer.get(f"{TEMPLATES}/{elsewhere}").status_code == 404
    assert "Của xã khác" not in officer.get(TEMPLATES).text


def test_two_officers_do_not_overwrite_each_other(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        number = add(session, session.get_one(Officer, world.officer), "Mời", TEXT).id
    officer.open(f"{TEMPLATES}/{number}")
    fields = {"text": TEXT, "seen": TEXT, "version": 1}
    assert officer.submit(f"{TEMPLATES}/{number}", title="Một", **fields).status_code == 303
    assert officer.submit(f"{TEMPLATES}/{number}", title="Hai", **fields).status_code == 409
    assert officer.submit(f"{TEMPLATES}/{number}/remove", version=2).status_code == 303
    assert officer.get(f"{TEMPLATES}/{number}").status_code == 404


def written(officer: Visitor, **fields: object) -> str:
    officer.open(f"{BROADCASTS}/new")
    answer = officer.submit(f"{BROADCASTS}/new", **{"text": TEXT, "place": "xã", **fields})
    assert answer.status_code == 303, words(answer)
    return answer.headers["location"]


def test_a_broadcast_is_looked_at_and_then_sent(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
    address = written(officer, unit=world.commune, status="waiting")
    page = officer.open(address)
    assert "1 người sẽ nhận được" in words(page)
    assert "trạng thái “Chờ duyệt”" in words(page)
    assert words(page).count("đã về, mời đến xã.") == 3
    assert officer.submit(f"{address}/send", version=hidden(page, "version")).status_code == 303
    page = officer.open(address)
    assert "Đã gửi 0 trên 1" in words(page)
    assert officer.submit(f"{address}/send", version=1).status_code == 409
    assert officer.submit(f"{address}/pause", version=2).status_code == 303
    assert "Tạm dừng" in words(officer.open(address))


def test_many_people_need_a_colleague(
    officer: Visitor,
    colleague: Visitor,
    database: Database,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "MOST_ALONE", 0)
    with database.transaction() as session:
        make_request(session, world.commune)
    address = written(officer)
    officer.submit(f"{address}/send", version=1)
    assert "chờ một đồng nghiệp khác" in words(officer.open(address))
    assert officer.submit(f"{address}/confirm", version=2).status_code == 409
    assert "Xác nhận và gửi" in words(colleague.open(address))
    assert colleague.submit(f"{address}/confirm", version=2).status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Broadcast.state)).all() == [State.SENDING]


def test_what_is_typed_stays_when_a_value_is_missing(officer: Visitor) -> None:
    officer.open(f"{BROADCASTS}/new")
    page = officer.submit(f"{BROADCASTS}/new", text=TEXT, place=" ")
    assert page.status_code in (409, 422, 400)
    assert "Tin có {place} mà chưa biết nơi đến" in words(page)
    assert TEXT in page.text


def test_a_text_that_is_used_again_begins_a_broadcast(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        number = add(session, session.get_one(Officer, world.officer), "Mời", TEXT).id
    assert TEXT in officer.open(f"{BROADCASTS}/new?template={number}").text
    assert officer.get(f"{BROADCASTS}/new?template=999").status_code == 404
    assert officer.get(f"{BROADCASTS}/new?template=x").status_code == 200
