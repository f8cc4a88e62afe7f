"""After an erasure nothing of the family is found anywhere, but where the law keeps it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import clock
from backend.backups.making import NIGHTLY, note
from backend.contacts.models import ChannelAddress, Contact, ContactId
from backend.contacts.queries import has_consented
from backend.media.models import MediaFile, MediaState
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.messages.service import put
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.retention.erasure import Erasure, erase, erase_request, would_erase
from backend.retention.keeping import keep_terms
from backend.retention.people import ANSWER_WITHIN
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.tickets.models import Ticket, TicketStatus
from tests.backend.counter import APPROVE, REFUSE, Counter
from tests.backend.retention.family import (
    FIRST,
    OTHER,
    Family,
    counter_contact,
    places,
    rows_of,
    settle,
)
from tests.factories import make_request

# Proofs of the hand-over until the audit is over; where the last answer goes; the wish itself, which
# was not answered yet.
STAYS = {
    "deliveries.receiver_name",
    "deliveries.receiver_relation",
    "deliveries.receiver_id_last4",
    "deliveries.sim_operator",
    "deliveries.sim_number",
    "deliveries.imei",
    "hand_over_rows.receiver_name",
    "hand_over_rows.receiver_relation",
    "channel_addresses.chat_id",
    "channel_addresses.unreachable_reason",
    "consents.event_id",  # of a test: "consent-trong-1"
    "data_requests.words",
    "data_requests.asker",
    "data_requests.answer",
    "data_requests.extension_reason",
}


def erased(counter: Counter, contact: ContactId) -> Erasure:
    with counter.database.transaction() as session:
        return erase(session, contact, by=session.get_one(Officer, counter.world.officer))


def asked(counter: Counter, family: Family = FIRST, **said: object) -> tuple[ContactId, RequestId]:
    """A request that nobody has decided on."""
    own = {"child_name": family.child, "head_name": family.head, "phone": family.phone}
    request = counter.submit(family.chat, **{**own, **said})
    with counter.database.reading() as session:
        return counter_contact(session, request), request


def left_of(counter: Counter, family: Family = FIRST) -> set[str]:
    return places(counter.database, family).keys() - STAYS


def test_nothing_of_the_family_is_left(counter: Counter) -> None:
    contact, _request = settle(counter, FIRST, "SN-1")
    assert len(left_of(counter)) > 55, "it was everywhere"
    erased(counter, contact)
    assert left_of(counter) == set()


def test_what_is_said_before_is_what_is_done(counter: Counter) -> None:
    contact, _request = settle(counter, FIRST, "SN-1")
    before = rows_of(counter.database)
    with counter.database.transaction() as session:
        would = would_erase(session, contact)
    assert rows_of(counter.database) == before, "looking changes nothing"
    done = erased(counter, contact)
    done.erased.pop("exports")  # files that somebody was having written at this moment
    assert would == done
    assert done.erased["support_requests"] == 1


def test_another_family_keeps_every_row(counter: Counter) -> None:
    first, _request = settle(counter, FIRST, "SN-1")
    settle(counter, OTHER, "SN-2")
    with counter.database.transaction() as session:
        session.execute(sa.text("DELETE FROM exports"))
    before = places(counter.database, OTHER)
    rows = rows_of(counter.database)
    erased(counter, first)
    assert places(counter.database, OTHER) == before
    other = {
        table: [row for row in of_table if any(word in str(row) for word in OTHER.planted)]
        for table, of_table in rows.items()
    }
    after = rows_of(counter.database)
    assert all(row in after[table] for table, kept in other.items() for row in kept)


def test_twice_is_harmless(counter: Counter) -> None:
    contact, _request = settle(counter, FIRST, "SN-1")
    erased(counter, contact)
    once = rows_of(counter.database)
    again = erased(counter, contact)
    assert "support_requests" not in again.erased
    changed = {table for table, rows in rows_of(counter.database).items() if rows != once[table]}
    assert changed <= {"contacts"}, "but for the moment of the erasure"


@pytest.mark.parametrize("act", [None, APPROVE, REFUSE])
def test_what_nobody_decided_is_withdrawn_and_its_household_forgotten(
    counter: Counter, act: object
) -> None:
    contact, request = asked(counter, head_name="Hồ Thị A Lơ")
    if act is not None:
        counter.decide(request, act, "Chưa đủ giấy tờ.")  # type: ignore[arg-type]
    erased(counter, contact)
    left = counter.request(request)
    assert left.status is (Status.REFUSED if act is REFUSE else Status.WITHDRAWN)
    assert counter.status(request) is left.status
    assert (left.household_id, left.contact_id, left.phone) == (None, None, "")


def test_the_answer_reaches_the_person_and_nothing_older_does(counter: Counter) -> None:
    contact, _request = asked(counter)
    with counter.database.transaction() as session:
        notify(session, contact, f"Hồ sơ của {FIRST.child} đang được xem.")
    erased(counter, contact)
    answer(counter, contact, "Em đã xóa dữ liệu của anh/chị.")
    with counter.database.reading() as session:
        assert not notify(session, contact, "Có máy mới."), "the consent is over"
        waiting = sa.select(OutboxMessage).where(OutboxMessage.status == SendStatus.WAITING)
        assert [one.body["text"] for one in session.scalars(waiting)] == [
            "Em đã xóa dữ liệu của anh/chị."
        ]


def answer(counter: Counter, contact: ContactId, words: str) -> None:
    """As the page tells it: to the address, whatever became of the consent."""
    with counter.database.transaction() as session:
        address = sa.select(ChannelAddress.id).where(ChannelAddress.contact_id == contact)
        put(session, session.scalars(address).one(), {"text": words}, Priority.NOTICE)


def send_all(counter: Counter) -> None:
    with counter.database.transaction() as session:
        session.execute(sa.update(OutboxMessage).values(status=SendStatus.SENT))


def test_the_address_goes_once_the_answer_has_gone_out(counter: Counter) -> None:
    contact, _request = asked(counter)
    erased(counter, contact)
    answer(counter, contact, f"Em đã xóa dữ liệu của {FIRST.child}.")
    later = clock.now() + ANSWER_WITHIN + timedelta(hours=1)
    with clock.at(later):
        keep_terms(counter.database)
        assert FIRST.chat in str(places(counter.database, FIRST)), "the answer still waits"
        send_all(counter)
        keep_terms(counter.database)
    left = places(counter.database, FIRST)
    assert left.keys() <= {"consents.event_id"}, left
    with counter.database.reading() as session:
        assert not notify(session, contact, "Chào anh/chị."), "nobody is written to any more"


def test_who_writes_again_is_a_new_acquaintance(counter: Counter) -> None:
    contact, _request = asked(counter)
    erased(counter, contact)
    send_all(counter)
    with clock.at(clock.now() + timedelta(hours=5)), counter.database.transaction() as session:
        session.execute(sa.update(ChannelAddress).values(last_written_at=clock.now()))
        new = "Hồ Văn Mới"
        request = make_request(
            session, counter.world.commune, contact_id=contact, child_name=new
        ).id
    with clock.at(clock.now() + timedelta(days=5)):
        keep_terms(counter.database)
    assert counter.request(request).child_name == new
    with counter.database.reading() as session:
        assert session.get_one(Contact, contact).erased_at is None
        assert not has_consented(session, contact), "they are asked anew"
        address = sa.select(ChannelAddress.chat_id).where(ChannelAddress.contact_id == contact)
        assert session.scalar(address) == FIRST.chat


def test_an_open_complaint_stays_until_it_is_answered(counter: Counter) -> None:
    contact, request = asked(counter)
    with counter.database.transaction() as session:
        ticket = _complaint(contact, counter, request)
        session.add(ticket)
        session.flush()
        number = ticket.id
    done = erased(counter, contact)
    with counter.database.transaction() as session:
        assert notify(session, contact, "Về khiếu nại của anh/chị …"), "they hear how it ends"
    assert any("KN-2026-000001" in line for line in done.kept)
    assert counter.request(request).child_name == FIRST.child
    later = clock.now() + ANSWER_WITHIN + timedelta(hours=1)
    with clock.at(later):
        keep_terms(counter.database)
        assert counter.request(request).child_name == FIRST.child, "it is still asked about"
        with counter.database.transaction() as session:
            session.get_one(Ticket, number).status = TicketStatus.CLOSED
        send_all(counter)
        keep_terms(counter.database)
        send_all(counter)
        keep_terms(counter.database)
    assert places(counter.database, FIRST).keys() <= {"consents.event_id"}


def _complaint(contact: ContactId, counter: Counter, request: RequestId) -> Ticket:
    now = clock.now()
    return Ticket(
        code="KN-2026-000001",
        kind="complain",
        contact_id=contact,
        unit_id=counter.world.commune,
        about_unit_id=counter.world.commune,
        request_id=request,
        facts=[{"name": "words", "label": "", "value": FIRST.child, "shown": FIRST.child}],
        status=TicketStatus.OPEN,
        due_on=clock.today(),
        created_at=now,
        updated_at=now,
    )


def test_a_device_that_did_not_arrive_is_cleared_up_first(counter: Counter) -> None:
    contact, request = asked(counter, head_name="Hồ Thị A Lơ")
    counter.decide(request, APPROVE)
    counter.hand_over(request)
    counter.confirm(counter.code(request), received=False, chat_id=FIRST.chat)
    done = erased(counter, contact)
    assert counter.request(request).child_name == FIRST.child
    assert any("chưa nhận được" in line for line in done.kept)


def test_a_number_whose_package_runs_is_kept_until_it_ends(counter: Counter) -> None:
    contact, request = asked(counter, head_name="Hồ Thị A Lơ")
    counter.decide(request, APPROVE)
    counter.hand_over(request)
    counter.confirm(counter.code(request), chat_id=FIRST.chat)
    counter.register(request, FIRST.phone)
    counter.activate(request)
    done = erased(counter, contact)
    assert any("gói cước" in line for line in done.kept)
    package = counter.package(request)
    assert package
    assert package.phone == FIRST.phone
    with clock.at(clock.now() + timedelta(days=200)):
        keep_terms(counter.database)
    package = counter.package(request)
    assert package
    assert package.phone == ""


def test_what_is_told_never_says_who_is_on_a_list(counter: Counter) -> None:
    listed, _one = asked(counter, head_name="Hồ Thị A Lơ")
    unlisted, _two = asked(counter, OTHER)
    assert erased(counter, listed).kept == erased(counter, unlisted).kept


def test_a_request_that_an_officer_entered_is_erased_by_itself(counter: Counter) -> None:
    _contact, request = asked(counter)
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        done = erase_request(session, session.get_one(SupportRequest, request), by=officer)
    assert done.erased["support_requests"] == 1
    assert counter.request(request).child_name != FIRST.child


def test_pictures_are_gone_and_the_row_says_so(counter: Counter) -> None:
    contact, _request = settle(counter, FIRST, "SN-1")
    erased(counter, contact)
    with counter.database.reading() as session:
        (photo,) = session.scalars(sa.select(MediaFile))
        assert (photo.state, photo.content) == (MediaState.PURGED, None)


def test_backups_hold_it_for_as_many_nights_as_are_kept(counter: Counter) -> None:
    contact, _request = asked(counter)
    with counter.database.transaction() as session:
        assert would_erase(session, contact).backups_until is None, "there are none"
        note(session, "back_up", NIGHTLY, rows=1, keep=30)
    with counter.database.transaction() as session:
        assert would_erase(session, contact).backups_until == clock.today() + timedelta(days=31)


def test_the_trail_counts_and_names_nobody(counter: Counter) -> None:
    contact, _request = settle(counter, FIRST, "SN-1")
    erased(counter, contact)
    entry = counter.audited()[-1]
    assert (entry.action, entry.subject_id) == ("erase_contact", contact)
    assert entry.details["support_requests"] == 1
    assert all(isinstance(value, int) for value in entry.details.values())
