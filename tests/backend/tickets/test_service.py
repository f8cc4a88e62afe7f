"""A ticket from its submission to its answer: who sees it, until when, and what the sender hears."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from backend import clock
from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.errors import Conflict, Invalid, NotFound
from backend.media.models import MediaFile
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from backend.teachers.queries import teacher
from backend.tickets import queries, service
from backend.tickets.commands import AddToTicket, SubmitTicket
from backend.tickets.models import Ticket, TicketId, TicketStatus
from tests.backend.counter import Counter, at_once
from tests.factories import make_contact, make_request

FAULT = (
    Answer("symptom", "no_power", "Không lên nguồn"),
    Answer("words", "Máy rơi xuống suối hôm qua", "Máy rơi xuống suối hôm qua"),
)
WEAK = (
    Answer("hamlet", "Thôn 1", "Thôn 1"),
    Answer("operator", "viettel", "Viettel"),
    Answer("signal", "weak", "Chập chờn, rất yếu"),
)
TEACHER = (
    Answer("teacher_name", "Nguyễn Thị Hoa", "Nguyễn Thị Hoa"),
    Answer("school", "Tiểu học Hồng Thủy", "Tiểu học Hồng Thủy"),
    Answer("role", "teacher", "Giáo viên"),
    Answer("phone", "0912345678", "0912345678"),
)
NEED = (Answer("words", "30 bộ chăn màn", "30 bộ chăn màn"),)


def sender(counter: Counter, chat_id: str = "tele-1") -> ContactId:
    with counter.database.transaction() as session:
        return make_contact(session, chat_id)


def sent(
    counter: Counter, contact_id: ContactId, kind: str, answers: tuple[Answer, ...] = FAULT
) -> TicketId:
    command = SubmitTicket(kind, UnitId(counter.world.commune), answers)
    with counter.database.transaction() as session:
        return service.submit(session, contact_id, command).id


def stored(counter: Counter, ticket_id: TicketId) -> Ticket:
    with counter.database.reading() as session:
        return session.get_one(Ticket, ticket_id)


def closed(
    counter: Counter,
    ticket_id: TicketId,
    outcome: str = "repaired",
    text: str = "Đã sửa.",
    by: int | None = None,
    version: int | None = None,
) -> None:
    version = version or stored(counter, ticket_id).version
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.officer))
        service.close(session, officer, ticket_id, version, outcome, text)


def seen_by(counter: Counter, officer_id: int) -> list[TicketId]:
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(officer_id))
        return [ticket.id for ticket in queries.tickets(session, officer)]


def test_a_fault_reaches_the_commune_and_the_sender_hears_code_and_date(counter: Counter) -> None:
    ticket = stored(counter, sent(counter, sender(counter), "report_fault"))
    assert ticket.code == f"BH-{clock.today().year}-000001"
    assert (ticket.status, ticket.unit_id) == (TicketStatus.OPEN, counter.world.commune)
    assert ticket.title == "Máy rơi xuống suối hôm qua"
    (told,) = counter.told()
    assert told.startswith(f"Em đã gửi phiếu {ticket.code} đến UBND xã A Lưới 1.")
    assert "suối" not in str([entry.details for entry in counter.audited()])


def test_the_answer_reaches_the_sender_and_ends_the_ticket(counter: Counter) -> None:
    ticket_id = sent(counter, sender(counter), "report_fault")
    closed(counter, ticket_id, text="  Mời chị đến nhận sáng thứ Tư.  ")
    ticket = stored(counter, ticket_id)
    assert (ticket.status, ticket.outcome) == (TicketStatus.CLOSED, "repaired")
    assert counter.told()[-1] == (
        f"UBND xã A Lưới 1 trả lời phiếu {ticket.code}, đã sửa xong: "
        "Mời chị đến nhận sáng thứ Tư.\nChưa ổn, anh/chị nhắn: bổ sung."
    )


@pytest.mark.parametrize(
    ("outcome", "text", "field"),
    [("", "Đã sửa.", "outcome"), ("fixed", "Đã sửa.", "outcome"), ("repaired", " ", "text")],
)
def test_an_answer_needs_an_outcome_of_its_kind_and_words(
    counter: Counter, outcome: str, text: str, field: str
) -> None:
    ticket_id = sent(counter, sender(counter), "report_fault")
    with pytest.raises(Invalid) as refused:
        closed(counter, ticket_id, outcome, text)
    assert refused.value.field == field
    assert stored(counter, ticket_id).status is TicketStatus.OPEN


def test_of_two_officers_at_once_one_answers_and_the_other_is_told(counter: Counter) -> None:
    ticket_id = sent(counter, sender(counter), "report_fault")
    version = stored(counter, ticket_id).version
    answers = at_once(
        partial(closed, counter, ticket_id, version=version),
        partial(closed, counter, ticket_id, by=counter.world.colleague, version=version),
    )
    assert [type(told) for told in answers if told] == [Conflict]
    assert len(counter.told()) == 2


def test_a_complaint_about_officers_is_not_seen_by_their_commune(counter: Counter) -> None:
    about_staff = (Answer("about", "staff", "Cán bộ, người thực hiện"), *FAULT[1:])
    about_list = (Answer("about", "list", "Danh sách hộ nghèo chưa đúng"), *FAULT[1:])
    contact_id = sender(counter)
    hidden = sent(counter, contact_id, "complain", about_staff)
    open_to_all = sent(counter, contact_id, "complain", about_list)
    assert seen_by(counter, counter.world.officer) == [open_to_all]
    assert seen_by(counter, counter.world.province_officer) == [hidden, open_to_all]
    assert seen_by(counter, counter.world.stranger) == []
    with pytest.raises(NotFound):
        closed(counter, hidden, "right")


def test_what_is_for_the_province_goes_there(counter: Counter) -> None:
    gift = sent(counter, sender(counter), "donate", (Answer("words", "5 laptop", "5 laptop"),))
    assert stored(counter, gift).unit_id == counter.world.province
    assert seen_by(counter, counter.world.officer) == []


def test_the_same_weak_signal_counts_once_a_person(counter: Counter) -> None:
    an, binh = sender(counter), sender(counter, "tele-2")
    first = sent(counter, an, "report_coverage", WEAK)
    assert sent(counter, an, "report_coverage", WEAK) == first
    assert sent(counter, binh, "report_coverage", WEAK) != first
    other = (Answer("hamlet", "Thôn 2", "Thôn 2"), *WEAK[1:])
    assert sent(counter, an, "report_coverage", other) != first
    assert "Việc này em đã ghi ở phiếu" in counter.told()[1]


def test_an_appeal_is_answered_within_thirty_days_by_the_calendar(counter: Counter) -> None:
    contact_id = sender(counter)
    with counter.database.transaction() as session:
        code = make_request(session, counter.world.commune, contact_id=contact_id).code
    appeal = sent(counter, contact_id, "appeal", (Answer("request", code, code), *FAULT[1:]))
    ticket = stored(counter, appeal)
    assert ticket.due_on == clock.today() + timedelta(days=30)
    assert ticket.request_id is not None


def test_a_request_of_somebody_else_cannot_be_named(counter: Counter) -> None:
    with counter.database.transaction() as session:
        others = make_request(session, counter.world.commune, chat_id="nguoi-khac").code
    contact_id = sender(counter)
    with pytest.raises(NotFound):
        sent(counter, contact_id, "appeal", (Answer("request", others, others),))


def test_only_a_confirmed_teacher_speaks_for_a_school(counter: Counter) -> None:
    contact_id = sender(counter)
    with pytest.raises(Conflict):
        sent(counter, contact_id, "school_need", NEED)
    closed(counter, sent(counter, contact_id, "confirm_teacher", TEACHER), "confirmed")
    with counter.database.reading() as session:
        known = teacher(session, contact_id)
        assert known
        assert (known.school, known.unit_id) == ("Tiểu học Hồng Thủy", counter.world.commune)
    assert sent(counter, contact_id, "school_need", NEED)


def test_a_teacher_who_is_not_confirmed_stays_unknown(counter: Counter) -> None:
    contact_id = sender(counter)
    closed(counter, sent(counter, contact_id, "confirm_teacher", TEACHER), "refused")
    with counter.database.reading() as session:
        assert teacher(session, contact_id) is None


def test_who_changes_school_speaks_for_the_new_one_only(counter: Counter) -> None:
    contact_id = sender(counter)
    moved = tuple(
        Answer("school", "THCS Hồng Vân", "THCS Hồng Vân") if a.field == "school" else a
        for a in TEACHER
    )
    for answers in (TEACHER, moved):
        closed(counter, sent(counter, contact_id, "confirm_teacher", answers), "confirmed")
    with counter.database.reading() as session:
        known = teacher(session, contact_id)
        assert known
        assert known.school == "THCS Hồng Vân"


def test_the_senders_words_open_a_closed_ticket_again(counter: Counter) -> None:
    contact_id = sender(counter)
    ticket_id = sent(counter, contact_id, "report_fault")
    closed(counter, ticket_id)
    code = stored(counter, ticket_id).code
    with counter.database.transaction() as session:
        service.add(session, contact_id, AddToTicket(code, "Vẫn chưa lên nguồn"))
    assert stored(counter, ticket_id).status is TicketStatus.OPEN
    assert counter.told()[-1].startswith(f"Em đã chuyển lời anh/chị vào phiếu {code}")


def test_a_ticket_of_somebody_else_takes_no_words(counter: Counter) -> None:
    code = stored(counter, sent(counter, sender(counter), "report_fault")).code
    other = sender(counter, "tele-2")
    with pytest.raises(NotFound), counter.database.transaction() as session:
        service.add(session, other, AddToTicket(code, "Tôi đây"))


def test_a_ticket_is_passed_on_to_the_office_above_and_back(counter: Counter) -> None:
    ticket_id = sent(counter, sender(counter), "report_fault")

    def passed(by: int, to: int) -> None:
        version = stored(counter, ticket_id).version
        with counter.database.transaction() as session:
            officer = session.get_one(Officer, OfficerId(by))
            service.pass_on(session, officer, ticket_id, version, UnitId(to))

    with pytest.raises(Invalid):
        passed(counter.world.officer, counter.world.other_commune)
    passed(counter.world.officer, counter.world.province)
    assert seen_by(counter, counter.world.officer) == []
    passed(counter.world.province_officer, counter.world.commune)
    assert seen_by(counter, counter.world.officer) == [ticket_id]
    assert "UBND thành phố Huế" in counter.told()[1]


def test_a_photo_is_kept_for_the_one_who_sent_it(counter: Counter) -> None:
    contact_id = sender(counter)
    sent(counter, contact_id, "report_fault", (*FAULT, Answer("photo", "telegram:f1", "có ảnh")))
    with counter.database.reading() as session:
        media = session.scalars(select(MediaFile)).one()
    assert (media.contact_id, media.reference) == (contact_id, "telegram:f1")


def test_points_of_a_self_assessment_add_up(counter: Counter) -> None:
    answers = (
        Answer("title", "family", "Gia đình học tập"),
        Answer("children", "all", "Tất cả"),
        Answer("adults", "sometimes", "Thỉnh thoảng"),
        Answer("conditions", "some", "Một phần"),
    )
    assert stored(counter, sent(counter, sender(counter), "learning_title", answers)).points == 65
