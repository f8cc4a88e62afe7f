"""An appeal is not seen by whom it is about, and can end in a new decision at the right step."""

import pytest
from sqlalchemy import select

from backend.administrative_units.models import UnitId
from backend.errors import NotFound
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from backend.support_requests.models import Decision, RequestId, Status
from backend.tickets import queries, service
from backend.tickets.commands import SubmitTicket
from backend.tickets.models import Ticket, TicketId
from tests.backend.counter import APPROVE, REFUSE, REOPEN, SEND_BACK, Counter, _contact, must
from tests.backend.quotas.factory import approved_by_commune, load_programme


def appeal(counter: Counter, request_id: RequestId, chat_id: str = "tele-1") -> TicketId:
    answers = (
        Answer("request", counter.code(request_id), counter.code(request_id)),
        Answer("words", "Nhà em là hộ nghèo.", "Nhà em là hộ nghèo."),
    )
    with counter.database.transaction() as session:
        command = SubmitTicket("appeal", UnitId(counter.world.commune), answers)
        return service.submit(session, must(_contact(session, chat_id)), command).id


def seen_by(counter: Counter, officer_id: int) -> set[TicketId]:
    """The tickets of an officer, once list, count and page agree."""
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(officer_id))
        listed = {ticket.id for ticket in queries.tickets(session, officer)}
        assert sum(queries.status_counts(session, officer).values()) == len(listed)
        for ticket_id in session.scalars(select(Ticket.id)):
            if ticket_id in listed:
                queries.ticket(session, officer, ticket_id)
            else:
                with pytest.raises(NotFound):
                    queries.ticket(session, officer, ticket_id)
        return listed


def close(counter: Counter, ticket_id: TicketId, outcome: str, by: int) -> None:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by))
        version = session.get_one(Ticket, ticket_id).version
        service.close(session, officer, ticket_id, version, outcome, "Đã xem lại hồ sơ.")


@pytest.mark.parametrize("kind", [REFUSE, SEND_BACK])
def test_who_decided_does_not_see_the_appeal_and_colleagues_do(
    counter: Counter, kind: object
) -> None:
    world = counter.world
    request_id = counter.submit()
    counter.decide(request_id, kind, "Không đúng diện.")  # type: ignore[arg-type]
    ticket_id = appeal(counter, request_id)
    assert seen_by(counter, world.officer) == set()
    assert seen_by(counter, world.colleague) == {ticket_id}
    assert seen_by(counter, world.province_officer) == {ticket_id}
    assert seen_by(counter, world.stranger) == set()


@pytest.mark.parametrize("outcome", ["upheld", "partly"])
def test_an_appeal_that_is_right_opens_the_request_at_the_step_that_refused(
    counter: Counter, outcome: str
) -> None:
    load_programme(counter)
    world = counter.world
    request_id = approved_by_commune(counter, 1)
    counter.decide(request_id, REFUSE, "Không đúng diện.", by=world.province_officer)
    ticket_id = appeal(counter, request_id)
    close(counter, ticket_id, outcome, world.colleague)
    assert (counter.status(request_id), counter.request(request_id).step) == (Status.WAITING, 1)
    assert any("xét lại hồ sơ" in words for words in counter.told())
    counter.decide(request_id, APPROVE, by=world.province_officer)
    assert counter.status(request_id) is Status.APPROVED


def test_an_appeal_that_is_rejected_changes_nothing(counter: Counter) -> None:
    request_id = counter.submit()
    counter.decide(request_id, REFUSE, "Không đúng diện.")
    close(counter, appeal(counter, request_id), "rejected", counter.world.colleague)
    assert counter.status(request_id) is Status.REFUSED


@pytest.mark.parametrize("decided", [True, False], ids=["approved", "waiting"])
def test_what_was_not_refused_stays_as_it_is(counter: Counter, *, decided: bool) -> None:
    request_id = counter.submit()
    if decided:
        counter.decide(request_id, APPROVE)
    before = counter.status(request_id)
    close(counter, appeal(counter, request_id), "upheld", counter.world.colleague)
    assert counter.status(request_id) is before


def test_who_opened_the_request_anew_goes_on_seeing_the_appeal(counter: Counter) -> None:
    """Closing an appeal as right writes a decision of its own kind, which hides nothing; a verdict on
    the request afterwards does."""
    load_programme(counter)
    world = counter.world
    request_id = approved_by_commune(counter, 1)
    counter.decide(request_id, REFUSE, "Không đúng diện.", by=world.province_officer)
    ticket_id = appeal(counter, request_id)
    close(counter, ticket_id, "upheld", world.colleague)
    with counter.database.reading() as session:
        kinds = select(Decision.kind).where(Decision.officer_id == world.colleague)
        assert set(session.scalars(kinds)) == {REOPEN}
    assert seen_by(counter, world.colleague) == {ticket_id}
    assert seen_by(counter, world.province_officer) == set(), "it refused"
    assert seen_by(counter, world.officer) == set(), "it had approved the first step"


def test_who_decides_again_after_opening_it_sees_the_appeal_no_more(counter: Counter) -> None:
    world = counter.world
    request_id = counter.submit()
    counter.decide(request_id, REFUSE, "Không đúng diện.")
    ticket_id = appeal(counter, request_id)
    close(counter, ticket_id, "upheld", world.colleague)
    assert seen_by(counter, world.colleague) == {ticket_id}
    counter.decide(request_id, APPROVE, by=world.colleague)
    assert seen_by(counter, world.colleague) == set()
