"""Questions to an officer, and the answers into the chat."""

from functools import partial

import pytest
from sqlalchemy import select

from backend.administrative_units.models import UnitId
from backend.enquiries import queries
from backend.enquiries.commands import AskOfficer
from backend.enquiries.models import Enquiry, EnquiryId
from backend.enquiries.service import answer, ask
from backend.errors import Conflict, Invalid, NotFound
from backend.officers.models import Officer, OfficerId
from tests.backend.counter import Counter, at_once
from tests.factories import make_contact

QUESTION = "Bao giờ có máy cho cháu Nam ạ?"


def asked(counter: Counter, chat_id: str = "tele-1", *, consents: bool = True) -> EnquiryId:
    with counter.database.transaction() as session:
        contact_id = make_contact(session, chat_id, consents=consents)
        return ask(session, contact_id, AskOfficer(UnitId(counter.world.commune), QUESTION)).id


def answered(counter: Counter, enquiry_id: EnquiryId, text: str, by: int | None = None) -> None:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.officer))
        answer(session, officer, enquiry_id, text)


def test_a_question_reaches_the_office_and_its_answer_the_chat(counter: Counter) -> None:
    enquiry_id = asked(counter)
    answered(counter, enquiry_id, "  Tuần sau xã giao máy.  ")
    assert counter.told() == [
        "Em đã chuyển lời anh/chị đến cán bộ xã A Lưới 1. Có trả lời em sẽ nhắn ngay ở đây.",
        "Cán bộ xã A Lưới 1 trả lời anh/chị: Tuần sau xã giao máy.",
    ]
    asking, answering = counter.audited()[-2:]
    assert (asking.action, answering.action) == ("ask_officer", "answer_enquiry")
    assert (asking.officer_id, answering.officer_id) == (None, counter.world.officer)
    assert "Nam" not in str([asking.details, answering.details])


def test_a_question_is_answered_once_and_the_second_officer_is_told(counter: Counter) -> None:
    enquiry_id = asked(counter)
    answers = at_once(
        partial(answered, counter, enquiry_id, "Tuần sau."),
        partial(answered, counter, enquiry_id, "Tháng sau.", counter.world.colleague),
    )
    assert answers.count(None) == 1
    (refused,) = (told for told in answers if told)
    assert isinstance(refused, Conflict), refused
    assert len(counter.told()) == 2


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_answer_is_refused(counter: Counter, text: str) -> None:
    enquiry_id = asked(counter)
    with pytest.raises(Invalid) as refused:
        answered(counter, enquiry_id, text)
    assert refused.value.field == "text"


def test_to_an_officer_of_another_commune_a_question_does_not_exist(counter: Counter) -> None:
    enquiry_id = asked(counter)
    refusals = set()
    for tried in (enquiry_id, EnquiryId(999)):
        with pytest.raises(NotFound) as refused:
            answered(counter, tried, "Tuần sau.", counter.world.stranger)
        refusals.add(str(refused.value))
    assert len(refusals) == 1
    with counter.database.reading() as session:
        stranger = session.get_one(Officer, OfficerId(counter.world.stranger))
        assert queries.enquiries(session, stranger) == []
        assert queries.unanswered_count(session, stranger) == 0


def test_the_answer_is_kept_for_somebody_who_may_not_be_written_to(counter: Counter) -> None:
    enquiry_id = asked(counter, consents=False)
    answered(counter, enquiry_id, "Tuần sau.")
    assert counter.told() == []
    with counter.database.reading() as session:
        assert session.scalar(select(Enquiry.answer)) == "Tuần sau."


def test_unanswered_questions_come_first_and_the_oldest_of_them_on_top(counter: Counter) -> None:
    first, second, third = (asked(counter, f"tele-{number}") for number in range(3))
    answered(counter, second, "Tuần sau.")
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        ids = [enquiry.id for enquiry in queries.enquiries(session, officer)]
        assert queries.unanswered_count(session, officer) == 2
    assert ids == [first, third, second]
