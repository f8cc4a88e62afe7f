"""A request about data from its first word to its end, on both databases."""

from datetime import date

import pytest

from backend.contacts.commands import WithdrawConsent
from backend.contacts.queries import has_consented
from backend.data_requests import answering, recording, service
from backend.data_requests.commands import ViewData
from backend.data_requests.models import CameBy, Outcome
from backend.errors import Conflict, Invalid
from tests.backend.counter import _contact, must
from tests.backend.data_requests.deeds import (
    PERSON,
    acknowledge,
    by_chat,
    extend,
    later,
    own,
    ticket_of,
)
from tests.backend.data_requests.factory import Desk, entry
from tests.factories import make_contact


def test_a_ticket_and_its_request_have_one_deadline(desk: Desk) -> None:
    for kind, due in (("data_fix", date(2026, 12, 10)), ("data_delete", date(2026, 12, 21))):
        request = desk.found(desk.asked(kind))
        assert (request.acknowledge_by, request.due_by) == (date(2026, 12, 2), due)
        assert ticket_of(desk, request.id).due_on == due
        assert request.code == ticket_of(desk, request.id).code
        said = desk.counter.told(PERSON)[-1]
        assert f" {due.day}/{due.month}/2026" in said
        assert " 2/12/2026" in said


def test_looking_is_done_at_once_and_counts_once_a_day(desk: Desk) -> None:
    for _time in range(3):
        by_chat(desk, recording.view, ViewData())
    (seen,) = own(desk)
    assert (seen.outcome, seen.done_at, seen.done_by_id) == (Outcome.DONE, seen.received_at, None)
    assert seen.unit_id == desk.counter.world.commune
    with later(2):
        by_chat(desk, recording.view, ViewData())
    assert len(own(desk)) == 2


def test_stopping_is_done_at_once(desk: Desk) -> None:
    by_chat(desk, recording.stop, WithdrawConsent())
    (stopped,) = own(desk)
    assert (stopped.outcome, stopped.came_by) == (Outcome.DONE, CameBy.CHAT)
    with desk.counter.database.reading() as session:
        assert not has_consented(session, must(_contact(session, PERSON)))


def test_stopping_stays_open_where_an_operator_has_the_number(desk: Desk) -> None:
    request_id = desk.counter.delivered("tele-2", "SN-9", child_name="Hồ Văn Hai")
    desk.counter.register(request_id)
    with desk.counter.database.transaction() as session:
        recording.stop(session, must(_contact(session, "tele-2")), WithdrawConsent())
    (stopped,) = own(desk, "tele-2")
    assert stopped.third_party
    assert stopped.done_at is None
    assert stopped.due_by == date(2026, 12, 21), "20 days instead of 15"


def test_a_stranger_who_looks_or_stops_belongs_to_no_office(desk: Desk) -> None:
    with desk.counter.database.transaction() as session:
        nobody = make_contact(session, "nguoi-la")
        recording.view(session, nobody, ViewData())
    (seen,) = own(desk, "nguoi-la")
    assert seen.unit_id is None


@pytest.mark.parametrize("came_by", ["office", "telephone", "paper"])
def test_an_officer_enters_what_was_asked_otherwise(desk: Desk, came_by: str) -> None:
    code = desk.counter.code(desk.counter.submit("tele-3", child_name="Hồ Văn Ba"))
    told = entry("fix", came_by=came_by, case=f" {code.lower()} ", is_writer=True)
    request = desk.found(desk.entered(told))
    assert (request.asker, request.words) == (told.asker, told.words)
    assert request.due_by == date(2026, 12, 10)
    assert bool(request.acknowledged_at) == (came_by != "paper"), "a letter is not answered yet"
    assert request.contact_id is not None
    assert request.taken_by_id == desk.counter.world.officer
    assert request.code.startswith("DL-2026-")


def test_days_run_from_the_day_on_which_a_letter_came(desk: Desk) -> None:
    request = desk.found(desk.entered(entry(came_by="paper", received_on=date(2026, 11, 25))))
    assert (request.acknowledge_by, request.due_by) == (date(2026, 11, 27), date(2026, 12, 7))


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("kind", entry("everything")),
        ("kind", entry("")),
        ("came_by", entry(came_by="chat")),
        ("came_by", entry(came_by="")),
        ("identity_check", entry(identity_check="")),
        ("asker", entry(asker="  ")),
        ("words", entry(words="")),
        ("received_on", entry(received_on=date(2026, 12, 1))),
        ("received_on", entry(received_on=date(2026, 10, 30))),
        ("case", entry(received_on=date(2026, 11, 30), case="HT-2026-999999")),
    ],
)
def test_a_wrong_entry_is_told_beside_its_field(
    desk: Desk, field: str, told: service.Entry
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.entered(told)
    assert refused.value.field == field


def test_another_commune_s_case_is_unknown(desk: Desk) -> None:
    code = desk.counter.code(desk.counter.submit("tele-3", child_name="Hồ Văn Ba"))
    with pytest.raises(Invalid) as refused:
        desk.entered(entry(case=code), by=desk.counter.world.stranger)
    assert refused.value.field == "case"


# --- what officers do with it


def test_the_person_hears_that_it_was_received(desk: Desk) -> None:
    request_id = desk.asked()
    acknowledge(desk, request_id)
    assert "đã nhận yêu cầu" in desk.counter.told(PERSON)[-1]
    assert "21/12/2026" in desk.counter.told(PERSON)[-1]
    with pytest.raises(Conflict):
        acknowledge(desk, request_id)


def test_it_is_extended_once_and_by_fifteen_days_at_most(desk: Desk) -> None:
    request_id = desk.asked()  # until 21/12/2026
    for until in (date(2026, 12, 21), date(2026, 12, 26), date(2027, 1, 6), date(2027, 1, 1)):
        with pytest.raises(Invalid) as refused:
            extend(desk, request_id, until)
        assert refused.value.field == "until", until
    for reason in ("", "  ", "x" * 121):
        with pytest.raises(Invalid) as refused:
            extend(desk, request_id, date(2026, 12, 28), reason)
        assert refused.value.field == "reason"
    extend(desk, request_id, date(2027, 1, 5), "chờ nhà trường")
    request = desk.found(request_id)
    assert (request.first_due_by, request.due_by) == (date(2026, 12, 21), date(2027, 1, 5))
    assert ticket_of(desk, request_id).due_on == date(2027, 1, 5)
    told = desk.counter.told(PERSON)[-1]
    assert "chờ nhà trường" in told
    assert "5/1/2027" in told
    with pytest.raises(Conflict, match="một lần"):
        extend(desk, request_id, date(2027, 1, 6))


def test_what_is_late_is_not_extended_any_more(desk: Desk) -> None:
    request_id = desk.asked()
    with later(22), pytest.raises(Conflict, match="quá hạn"):
        extend(desk, request_id, date(2026, 12, 28))


def test_two_officers_do_not_do_it_twice(desk: Desk) -> None:
    request_id = desk.asked("data_fix")
    version = desk.found(request_id).version
    acknowledge(desk, request_id)
    with desk.counter.database.transaction() as session:
        colleague = desk.officer(session, desk.counter.world.colleague)
        with pytest.raises(Conflict, match="vừa có thay đổi"):
            answering.close(session, colleague, request_id, version, "done", "Đã sửa.")
