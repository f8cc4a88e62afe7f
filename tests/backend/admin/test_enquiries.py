"""Answering questions, over HTTP."""

from sqlalchemy import select

from backend.db import Database
from backend.enquiries.commands import AskOfficer
from backend.enquiries.service import ask
from backend.messages.models import OutboxMessage
from tests.factories import World, make_contact
from tests.site import Visitor, words


def make_enquiry(database: Database, world: World, text: str = "Bao giờ có máy ạ?") -> str:
    """The address of a question's answer."""
    with database.transaction() as session:
        enquiry = ask(session, make_contact(session), AskOfficer(world.commune, text))
        return f"/admin/enquiries/{enquiry.id}/answer"


def test_an_answer_goes_into_the_familys_chat(
    officer: Visitor, database: Database, world: World
) -> None:
    answer = make_enquiry(database, world)
    assert "1 Câu hỏi chưa trả lời" in words(officer.open("/admin/"))
    assert "Bao giờ có máy ạ?" in words(officer.open("/admin/enquiries"))
    officer.submit(answer, text="Tuần sau anh/chị nhé.")
    shown = words(officer.open("/admin/enquiries"))
    assert "Đã gửi câu trả lời" in shown
    assert "Tuần sau anh/chị nhé. Lê Thị Mai" in shown
    with database.reading() as session:
        texts = [message.body["text"] for message in session.scalars(select(OutboxMessage))]
    assert any("Tuần sau anh/chị nhé." in text for text in texts)


def test_an_empty_answer_is_asked_for_again(
    officer: Visitor, database: Database, world: World
) -> None:
    answer = make_enquiry(database, world)
    officer.open("/admin/enquiries")
    refused = officer.submit(answer, text=" ")
    assert refused.status_code == 422
    assert "Anh/chị ghi câu trả lời rồi gửi." in words(refused)


def test_the_second_answer_is_told_that_a_colleague_was_faster(
    officer: Visitor, colleague: Visitor, database: Database, world: World
) -> None:
    answer = make_enquiry(database, world)
    officer.submit(answer, text="Tuần sau.")
    late = colleague.submit(answer, text="Tháng sau.")
    assert late.status_code == 409
    assert "vừa được trả lời" in words(late)
