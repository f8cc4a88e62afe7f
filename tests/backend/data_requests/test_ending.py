"""Requests about data, how they end: answered, erased, passed on, and who may see them."""

from datetime import date

import pytest
from sqlalchemy import select

from backend.administrative_units.models import UnitId
from backend.contacts.queries import has_consented
from backend.data_requests import answering, queries
from backend.data_requests.models import DataRequest, Outcome
from backend.errors import Conflict, Invalid, NotFound
from backend.support_requests.models import RequestId, SupportRequest
from backend.tickets import service as tickets
from backend.tickets.commands import AddToTicket
from backend.tickets.models import Ticket, TicketStatus
from tests.backend.counter import APPROVE, _contact, must
from tests.backend.data_requests.deeds import (
    PERSON,
    acknowledge,
    close,
    erase,
    extend,
    later,
    own,
    ticket_of,
)
from tests.backend.data_requests.factory import Desk, entry
from tests.factories import make_request


@pytest.mark.parametrize("outcome", list(Outcome))
def test_closing_the_one_closes_the_other(desk: Desk, outcome: Outcome) -> None:
    request_id = desk.asked("data_fix")
    close(desk, request_id, outcome.value, "Giấy khai sinh ghi Hồ Văn Tí.")
    request, ticket = desk.found(request_id), ticket_of(desk, request_id)
    assert (request.outcome, ticket.outcome) == (outcome, outcome.value)
    assert ticket.status is TicketStatus.CLOSED
    assert request.done_by_id == desk.counter.world.officer
    assert request.acknowledged_at == request.done_at
    assert "Giấy khai sinh ghi Hồ Văn Tí." in desk.counter.told(PERSON)[-1]
    with pytest.raises(Conflict, match="xong"):
        close(desk, request_id, outcome.value)


def test_the_ticket_cannot_be_closed_past_its_request(desk: Desk) -> None:
    ticket = ticket_of(desk, desk.asked())
    with desk.counter.database.transaction() as session:
        officer = desk.officer(session)
        with pytest.raises(Conflict, match="Yêu cầu về dữ liệu"):
            tickets.close(session, officer, ticket.id, ticket.version, "done", "Đã xóa.")


def test_nothing_is_called_erased_that_was_not(desk: Desk) -> None:
    request_id = desk.asked()
    with pytest.raises(Conflict, match="Chưa xóa"):
        close(desk, request_id, "done", "Đã xóa.")
    close(desk, request_id, "refused", "Máy đã giao, luật yêu cầu giữ biên bản.")
    assert desk.found(request_id).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("outcome", "answer", "field"),
    [("", "x", "outcome"), ("maybe", "x", "outcome"), ("done", " ", "answer")],
)
def test_an_answer_needs_an_outcome_and_words(
    desk: Desk, outcome: str, answer: str, field: str
) -> None:
    request_id = desk.asked("data_fix")
    with pytest.raises(Invalid) as refused:
        close(desk, request_id, outcome, answer)
    assert refused.value.field == field


def test_who_is_not_content_asks_anew_with_days_of_its_own(desk: Desk) -> None:
    request_id = desk.asked("data_fix")
    close(desk, request_id, "refused", "Chưa có giấy khai sinh.")
    code = desk.found(request_id).code
    with later(7), desk.counter.database.transaction() as session:
        tickets.add(session, must(_contact(session, PERSON)), AddToTicket(code, "Đây ạ."))
    first, second = own(desk)
    assert first.outcome is Outcome.REFUSED
    assert (second.code, second.done_at) == (code, None)
    assert "17/12/2026" in desk.counter.told(PERSON)[-1]
    assert second.due_by == ticket_of(desk, second.id).due_on == date(2026, 12, 17)


def test_a_withdrawal_by_word_of_mouth_is_carried_out(desk: Desk) -> None:
    code = desk.counter.code(desk.counter.submit("tele-3", child_name="Hồ Văn Ba"))
    request_id = desk.entered(entry("withdraw", case=code, is_writer=True))
    close(desk, request_id, "done", "Đã dừng nhắn tin.")
    assert "Đã dừng nhắn tin." in desk.counter.told("tele-3")[-1]
    with desk.counter.database.reading() as session:
        assert not has_consented(session, must(_contact(session, "tele-3")))


def test_a_request_follows_its_ticket_to_another_office(desk: Desk) -> None:
    request_id, world = desk.asked(), desk.counter.world
    with desk.counter.database.transaction() as session:
        ticket = session.get_one(Ticket, desk.found(request_id).ticket_id)
        tickets.pass_on(
            session, desk.officer(session), ticket.id, ticket.version, UnitId(world.province)
        )
    assert desk.found(request_id).unit_id == world.province
    with pytest.raises(NotFound):
        acknowledge(desk, request_id)
    acknowledge(desk, request_id, by=world.province_officer)


# --- erasing


def test_erasing_ends_the_request_and_the_person_hears_what_stays(desk: Desk) -> None:
    request_id = desk.asked()
    erase(desk, request_id)
    request = desk.found(request_id)
    assert request.outcome is Outcome.DONE
    assert ticket_of(desk, request_id).status is TicketStatus.CLOSED
    told = desk.counter.told(PERSON)
    assert "đã xóa thông tin" in "\n".join(told)
    assert "Còn giữ lại" in told[-1]
    assert all(len(text) <= 300 for text in told)
    with desk.counter.database.reading() as session:
        names = session.scalars(select(SupportRequest.child_name)).all()
    assert "Hồ Văn Nam" not in names


def test_looking_before_erasing_changes_nothing(desk: Desk) -> None:
    request_id = desk.asked()
    with desk.counter.database.transaction() as session:
        _request, would = answering.look_before_erasing(session, desk.officer(session), request_id)
        assert would.erased
        assert not session.dirty
        assert not session.new
    assert desk.found(request_id).done_at is None


def _cases(desk: Desk) -> list[RequestId]:
    with desk.counter.database.reading() as session:
        return list(session.scalars(select(SupportRequest.id)))


def test_who_decided_on_the_case_does_not_erase_it(desk: Desk) -> None:
    (case,) = _cases(desk)
    desk.counter.decide(case, APPROVE)
    request_id = desk.asked()
    with pytest.raises(Conflict, match="đã quyết định"):
        erase(desk, request_id)
    erase(desk, request_id, by=desk.counter.world.colleague)


def test_nothing_is_erased_for_another_wish(desk: Desk) -> None:
    request_id = desk.asked("data_fix")
    with pytest.raises(Conflict, match="không xóa tự động"):
        erase(desk, request_id)


def test_a_mother_s_wish_erases_her_case_and_not_all_that_the_teacher_wrote(desk: Desk) -> None:
    hers = desk.counter.submit("co-giao", child_name="Hồ Văn Một")
    other = desk.counter.submit("co-giao", child_name="Hồ Văn Hai", head_name="Hồ Thị Hoa")
    request_id = desk.entered(entry("delete", case=desk.counter.code(hers)))
    with pytest.raises(Conflict, match="Chưa xóa"):
        close(desk, request_id, "done", "Đã xóa.")
    before = desk.counter.told("co-giao")
    with desk.counter.database.reading() as session:
        _request, would = answering.look_before_erasing(session, desk.officer(session), request_id)
    assert would.erased == {"support_requests": 1}
    erase(desk, request_id)
    assert desk.found(request_id).outcome is Outcome.DONE
    assert desk.counter.request(hers).child_name != "Hồ Văn Một"
    assert desk.counter.request(other).child_name == "Hồ Văn Hai"
    assert desk.counter.told("co-giao") == before, "the mother was not the one who wrote"


def test_a_case_of_another_commune_is_not_erased_from_here(desk: Desk) -> None:
    world = desk.counter.world
    with desk.counter.database.transaction() as session:
        contact_id = must(_contact(session, PERSON))
        make_request(session, world.other_commune, contact_id=contact_id, child_name="Hồ Văn Xa")
    request_id = desk.asked()
    with pytest.raises(Conflict, match="đơn vị khác"):
        erase(desk, request_id)
    with desk.counter.database.reading() as session:
        child = select(SupportRequest.child_name).where(SupportRequest.child_name == "Hồ Văn Xa")
        assert session.scalar(child)
    erase(desk, request_id, by=world.province_officer)


def test_an_officer_of_another_commune_finds_nothing(desk: Desk) -> None:
    request_id, stranger = desk.asked(), desk.counter.world.stranger
    for act in (acknowledge, erase):
        with pytest.raises(NotFound):
            act(desk, request_id, by=stranger)
    with pytest.raises(NotFound):
        close(desk, request_id, "refused", by=stranger)
    with desk.counter.database.reading() as session:
        officer = desk.officer(session, stranger)
        assert not queries.data_requests(session, officer)
        assert set(queries.counts(session, officer).values()) == {0}


# --- lists


def test_open_ones_come_first_by_their_day_page_by_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = ["see", "delete", "withdraw", "fix", "object", "see", "delete"]
    made = [desk.entered(entry(kind)) for kind in kinds]
    close(desk, made[0], "done", "Đã cho xem.")
    monkeypatch.setattr(queries, "PAGE", 2)
    listed: list[DataRequest] = []
    with desk.counter.database.reading() as session:
        officer, after = desk.officer(session), None
        while page := queries.data_requests(session, officer, after=after)[:2]:
            listed += page
            after = page[-1].id
    assert sorted(each.id for each in listed) == sorted(made)
    assert [each.id for each in listed][-1] == made[0], "it is done"
    days = [each.due_by for each in listed[:-1]]
    assert days == sorted(days)


def test_late_and_soon_due_ones_are_counted(desk: Desk) -> None:
    told = desk.asked()  # acknowledge until 2/12, done until 21/12
    desk.entered(entry("fix"))  # acknowledged, until 10/12

    def counted() -> tuple[int, int]:
        with desk.counter.database.reading() as session:
            officer = desk.officer(session)
            late, soon = queries.waiting_counts(session, officer)
            assert queries.counts(session, officer)[queries.Shown.LATE] == late
            return late, soon

    assert counted() == (0, 1), "to be acknowledged"
    with later(3):
        assert counted() == (1, 0)
    acknowledge(desk, told)
    with later(3):
        assert counted() == (0, 0)
    with later(8):
        assert counted() == (0, 1)
    with later(11):
        assert counted() == (1, 0)
    with later(22):
        assert counted() == (2, 0)


def test_every_act_is_in_the_trail_without_a_name(desk: Desk) -> None:
    request_id = desk.asked("data_fix")
    acknowledge(desk, request_id)
    extend(desk, request_id, date(2026, 12, 14), "chờ Hồ Thị A Lơ")
    close(desk, request_id, "done", "Đã sửa tên Hồ Văn Tí.")
    acts = [each for each in desk.counter.audited() if each.subject == "data_requests"]
    assert [each.action for each in acts] == [
        "ask_about_data",
        "acknowledge_data_request",
        "extend_data_request",
        "close_data_request",
    ]
    assert "Hồ" not in str([each.details for each in acts])
