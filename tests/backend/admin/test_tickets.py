"""Tickets over HTTP: found, answered, asked about, passed on; and never by another commune."""

import struct
import zlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from backend import clock
from backend.administrative_units.models import UnitId
from backend.audit import AuditEntry
from backend.contacts.models import ContactId
from backend.db import Database
from backend.media import service as media
from backend.media.models import MediaFile, MediaId
from backend.messages.models import OutboxMessage
from backend.programmes.fields import Answer
from backend.tickets.commands import SubmitTicket
from backend.tickets.models import Ticket, TicketStatus
from backend.tickets.service import submit
from tests.factories import World, make_contact
from tests.site import Visitor, words

FAULT = (
    Answer("symptom", "no_power", "Không lên nguồn"),
    Answer("words", "Máy rơi xuống suối", "Máy rơi xuống suối"),
    Answer("photo", "telegram:f1", "có ảnh"),
)
TEACHER = (
    Answer("teacher_name", "Nguyễn Thị Hoa", "Nguyễn Thị Hoa"),
    Answer("school", "Tiểu học Hồng Thủy", "Tiểu học Hồng Thủy"),
    Answer("phone", "0912345678", "0912345678"),
)


def make_ticket(
    database: Database,
    world: World,
    kind: str = "report_fault",
    answers: tuple[Answer, ...] = FAULT,
    contact_id: ContactId | None = None,
) -> str:
    """The address of a new ticket of xã A Lưới 1."""
    with database.transaction() as session:
        contact_id = contact_id or make_contact(session)
        ticket = submit(session, contact_id, SubmitTicket(kind, UnitId(world.commune), answers))
        return f"/admin/tickets/{ticket.id}"


def png() -> bytes:
    """An invented picture of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def last_told(database: Database) -> str:
    with database.reading() as session:
        newest = select(OutboxMessage).order_by(OutboxMessage.id.desc())
        return str(session.scalars(newest).first().body["text"])  # type: ignore[union-attr]


def test_a_ticket_is_found_opened_and_answered(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make_ticket(database, world)
    assert "1 Phiếu chờ giải quyết" in words(officer.open("/admin/"))
    listed = words(officer.open("/admin/tickets?status=open&kind=report_fault"))
    assert "Máy rơi xuống suối" in listed
    opened = words(officer.open(place))
    assert "Tình trạng Không lên nguồn" in opened
    officer.submit(f"{place}/close", version=2, outcome="repaired", text="Mời chị đến nhận.")
    shown = words(officer.open(place))
    assert "Đã trả lời và kết thúc phiếu. Người gửi sẽ nhận được tin nhắn." in shown
    assert "đã sửa xong: Mời chị đến nhận." in last_told(database)


def test_a_wrong_entry_is_told_beside_its_field_and_what_was_typed_is_kept(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make_ticket(database, world)
    officer.open(place)
    refused = officer.submit(f"{place}/close", version=2, outcome="", text="Mời chị đến nhận.")
    assert refused.status_code == 422
    assert "Anh/chị chọn kết quả giải quyết." in words(refused)
    assert "Mời chị đến nhận." in refused.text


def test_a_question_goes_to_the_sender_and_waits_for_the_answer(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make_ticket(database, world)
    officer.open(place)
    officer.submit(f"{place}/ask", version=2, text="Máy còn bảo hành không ạ?")
    assert "Chờ người gửi trả lời" in words(officer.open(place))
    assert "Máy còn bảo hành không ạ?" in last_told(database)


def test_a_ticket_that_was_passed_on_is_gone_from_here(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make_ticket(database, world)
    officer.open(place)
    officer.submit(f"{place}/pass-on", version=2, unit=world.province)
    assert officer.get(place).status_code == 404


@pytest.mark.parametrize("action", ["", "/photos/1"])
def test_another_commune_finds_nothing(
    address: str, database: Database, world: World, action: str
) -> None:
    place = make_ticket(database, world)
    with Visitor(address) as stranger:
        stranger.sign_in("canbo5")
        assert stranger.get(f"{place}{action}").status_code == 404
        assert "Máy rơi" not in stranger.open("/admin/tickets").text


def test_a_photo_is_shown_once_it_was_fetched_and_only_with_its_ticket(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make_ticket(database, world)
    other = make_ticket(database, world, answers=FAULT[:2], contact_id=ContactId(1))
    assert "Ảnh đang được tải về" in words(officer.open(place))
    with database.transaction() as session:
        media_id = session.scalars(select(MediaFile.id)).one()
        media.store(session, MediaId(media_id), png())
    photo = officer.get(f"{place}/photos/{media_id}")
    assert (photo.status_code, photo.headers["content-type"]) == (200, "image/png")
    assert officer.get(f"{other}/photos/{media_id}").status_code == 404


def test_a_phone_is_masked_until_somebody_says_what_for(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make_ticket(database, world, "confirm_teacher", TEACHER)
    assert "0912345678" not in officer.open(place).text
    assert "0912345678" in officer.submit(f"{place}/phone", why="call_family").text
    with database.reading() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None
    assert (last.action, last.details) == ("show_phone", {"why": "call_family"})


def test_pages_of_fifty_follow_each_other(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        contact_id = make_contact(session)
        for number in range(53):
            answers = (Answer("words", f"Việc số {number}", f"Việc số {number}"),)
            command = SubmitTicket("report_fault", UnitId(world.commune), answers)
            submit(session, contact_id, command)
        last = session.scalars(select(Ticket.id).order_by(Ticket.id).offset(49).limit(1)).one()
    first = officer.open(f"/admin/tickets?status={TicketStatus.OPEN}")
    assert "Việc số 49" in first.text
    assert "Việc số 50" not in first.text
    assert f"after={last}" in first.text
    assert "Việc số 52" in officer.open(f"/admin/tickets?status=open&after={last}").text


def test_what_is_late_has_a_list_of_its_own(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make_ticket(database, world)
    assert "Máy rơi xuống suối" not in officer.open("/admin/tickets?overdue=1").text
    with database.transaction() as session:
        session.scalars(select(Ticket)).one().due_on = clock.today() - timedelta(days=1)
    assert "1 Phiếu quá hẹn trả lời" in words(officer.open("/admin/"))
    late = officer.open("/admin/tickets?overdue=1")
    assert f'href="{place}"' in late.text
    assert "quá hạn 1 ngày" in words(late)
