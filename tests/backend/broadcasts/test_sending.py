"""Who hears a broadcast: everybody who is meant, once, whatever happens on the way."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.broadcasts import rules, sending, service
from backend.broadcasts.audience import Audience, Reach, reach
from backend.broadcasts.models import Broadcast, BroadcastId, BroadcastRecipient, State
from backend.contacts.models import ChannelAddress, Consent
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound
from backend.jobs import runner
from backend.jobs.runner import LetGo
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.officers.models import Officer, Role
from tests.backend.counter import at_once
from tests.factories import World, make_contact, make_officer, make_request

TEXT = "Chào gia đình em {child}, hồ sơ {code}: mời đến {place}."
Verb = Callable[[Session, Officer, BroadcastId, int], Broadcast]


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two at a time."""
    monkeypatch.setattr(sending, "PORTION", 2)


def audience(world: World, **filters: str) -> Audience:
    return Audience.of({"unit": UnitId(world.commune), **filters})


def families(database: Database, world: World, count: int) -> None:
    with database.transaction() as session:
        for number in range(count):
            contact = make_contact(session, f"gd-{number}")
            make_request(session, world.commune, contact_id=contact, child_name=f"Hồ Bé {number}")


def write(database: Database, world: World, **filters: str) -> BroadcastId:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        wanted = audience(world, **filters)
        return service.write(session, officer, wanted, TEXT, {"place": "xã"}).id


def act(database: Database, officer: int, verb: Verb, number: BroadcastId) -> State:
    with database.transaction() as session:
        version = session.get_one(Broadcast, number).version
        return verb(session, session.get_one(Officer, officer), number, version).state


def begin(database: Database, world: World, count: int) -> BroadcastId:
    """A broadcast to so many families, of which nothing is in the outbox yet."""
    families(database, world, count)
    number = write(database, world)
    assert act(database, world.officer, service.send, number) is State.SENDING
    return number


def put_portion(database: Database, number: BroadcastId) -> bool:
    """What a worker does in one transaction; whether there is more."""
    with database.transaction() as session:
        return sending.put_portion(session, number)


def work(database: Database) -> None:
    """A worker that does all jobs there are."""
    while found := runner.claim(database, threading.Event()):
        runner.run(found, sending.HANDLER)


def put(database: Database) -> list[OutboxMessage]:
    with database.reading() as session:
        query = select(OutboxMessage).where(OutboxMessage.priority == Priority.BROADCAST)
        return list(session.scalars(query.order_by(OutboxMessage.id)))


def reached(database: Database, world: World, **filters: str) -> Reach:
    with database.reading() as session:
        return reach(session, audience(world, **filters))


@pytest.mark.usefixtures("small_portions")
def test_everybody_is_put_into_the_outbox_once_in_portions(
    database: Database, world: World
) -> None:
    number = begin(database, world, 7)
    work(database)
    messages = put(database)
    assert len({message.address_id for message in messages}) == len(messages) == 7
    assert messages[0].body["text"].startswith("Chào gia đình em Hồ Bé 0, hồ sơ HT-")
    assert messages[0].body["text"].endswith("mời đến xã.")
    with database.reading() as session:
        assert session.get_one(Broadcast, number).state is State.DONE


def test_who_has_two_requests_hears_it_once(database: Database, world: World) -> None:
    with database.transaction() as session:
        contact = make_contact(session, "gd")
        for child in ("Hồ Bé Anh", "Hồ Bé Em"):
            make_request(session, world.commune, contact_id=contact, child_name=child)
    act(database, world.officer, service.send, write(database, world))
    work(database)
    (message,) = put(database)
    assert "Hồ Bé Em" in message.body["text"], "the newest request"


def test_who_cannot_hear_it_is_counted_by_why(database: Database, world: World) -> None:
    families(database, world, 5)
    with database.transaction() as session:
        addresses = session.scalars(select(ChannelAddress).order_by(ChannelAddress.id)).all()
        addresses[0].unreachable_at = clock.now()
        session.execute(
            update(Consent)
            .where(Consent.contact_id == addresses[1].contact_id)
            .values(withdrawn_at=clock.now())
        )
    found = reached(database, world)
    assert (found.heard, found.closed, found.without_consent) == (3, 1, 1)
    act(database, world.officer, service.send, write(database, world))
    work(database)
    assert len(put(database)) == found.heard


@pytest.mark.parametrize(
    ("filters", "heard"),
    [
        ({}, 2),
        ({"status": "waiting"}, 2),
        ({"status": "approved"}, 0),
        ({"programme": "no-such"}, 0),
        ({"device": "without"}, 2),
        ({"device": "with"}, 0),
        ({"package": "active"}, 0),
    ],
)
def test_filters_choose_who_is_meant(
    database: Database, world: World, filters: dict[str, str], heard: int
) -> None:
    families(database, world, 2)
    assert reached(database, world, **filters).heard == heard


@pytest.mark.usefixtures("small_portions")
def test_a_worker_that_dies_between_portions_is_followed_by_one_that_goes_on(
    database: Database, world: World
) -> None:
    number = begin(database, world, 5)
    put_portion(database, number)
    with pytest.raises(LetGo):
        die_after_writing(database, number)  # killed: its portion is undone with its transaction
    assert len(put(database)) == 2
    work(database)
    assert len({message.address_id for message in put(database)}) == len(put(database)) == 5


def die_after_writing(database: Database, number: BroadcastId) -> None:
    with database.transaction() as session:
        sending.put_portion(session, number)
        raise LetGo


@pytest.mark.usefixtures("small_portions")
def test_two_workers_at_once_send_nobody_twice(database: Database, world: World) -> None:
    number = begin(database, world, 9)

    def go() -> None:
        while put_portion(database, number):
            pass

    assert at_once(go, go, go) == [None] * 3
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(BroadcastRecipient)) == 9
    assert len(put(database)) == 9


@pytest.mark.usefixtures("small_portions")
def test_pausing_holds_back_what_waits_and_going_on_sends_the_rest(
    database: Database, world: World
) -> None:
    number = begin(database, world, 4)
    put_portion(database, number)
    assert act(database, world.officer, service.pause, number) is State.PAUSED
    work(database)
    assert all(message.due_at > clock.now() for message in put(database))
    assert len(put(database)) == 2
    act(database, world.officer, service.go_on, number)
    work(database)
    assert len(put(database)) == 4
    assert all(message.due_at <= clock.now() for message in put(database))


def test_cancelling_takes_out_what_nobody_is_sending(database: Database, world: World) -> None:
    number = begin(database, world, 3)
    work(database)
    with database.transaction() as session:
        first, second, _third = session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.priority == Priority.BROADCAST)
            .order_by(OutboxMessage.id)
        )
        first.status = SendStatus.SENT
        second.claimed_until = clock.now() + a_minute()
        kept = [first.id, second.id]
    assert act(database, world.officer, service.cancel, number) is State.CANCELLED
    assert [message.id for message in put(database)] == kept
    with pytest.raises(Conflict):
        act(database, world.officer, service.go_on, number)


def a_minute() -> timedelta:
    return timedelta(seconds=60)


def test_many_people_need_another_officer_than_the_writer(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_ALONE", 2)
    families(database, world, 3)
    number = write(database, world)
    assert act(database, world.officer, service.send, number) is State.ASKED
    work(database)
    assert put(database) == []
    with pytest.raises(Conflict, match="do anh/chị soạn"):
        act(database, world.officer, service.confirm, number)
    with pytest.raises(NotFound):
        act(database, world.stranger, service.confirm, number)
    assert act(database, world.colleague, service.confirm, number) is State.SENDING
    work(database)
    assert len(put(database)) == 3


def test_what_cannot_be_sent_is_refused(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        elsewhere = Audience(UnitId(world.other_commune))
        with pytest.raises(Invalid, match="ngoài đơn vị"):
            service.write(session, officer, elsewhere, "Chào", {})
        for text, field in ((TEXT, "place"), ("{ngay}", "text"), (" ", "text")):
            with pytest.raises(Invalid) as refused:
                service.write(session, officer, audience(world), text, {"date": "1/1"})
            assert refused.value.field == field
    with pytest.raises(Conflict, match="Không có ai"):
        act(database, world.officer, service.send, write(database, world))


def test_the_same_click_twice_sends_once(database: Database, world: World) -> None:
    families(database, world, 2)
    number = write(database, world)

    def send() -> None:
        with database.transaction() as session:
            service.send(session, session.get_one(Officer, world.officer), number, 1)

    answers = at_once(send, send)
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "NoneType"]
    work(database)
    assert len(put(database)) == 2


def test_an_officer_of_the_province_reaches_every_commune(database: Database, world: World) -> None:
    families(database, world, 2)
    with database.transaction() as session:
        province = session.get_one(AdministrativeUnit, world.province)
        admin = make_officer(session, "qt", "Trần Thị Quản", province, Role.ADMINISTRATOR)
        whole = Audience(UnitId(world.province))
        number = service.write(session, admin, whole, "Chào", {}).id
        admin_id = admin.id
    act(database, admin_id, service.send, number)
    work(database)
    assert len(put(database)) == 2
