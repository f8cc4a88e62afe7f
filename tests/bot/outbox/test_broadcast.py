"""A broadcast through the real outbox: everybody once, and nobody's reply behind it."""

import threading
from collections.abc import Sequence

from sqlalchemy import update

from backend import clock
from backend.administrative_units.models import UnitId
from backend.broadcasts import queries, sending, service
from backend.broadcasts.audience import Audience
from backend.broadcasts.models import BroadcastId
from backend.contacts.models import ChannelAddress, Conversation
from backend.db import Database
from backend.jobs import runner
from backend.messages.models import Priority
from backend.officers.models import Officer
from bot.messages import Option, Outgoing
from tests.bot.outbox.post import WITHIN, Person, Post, texts
from tests.factories import World, make_contact, make_request

HELLO = "Chào {child}"


def families(post: Post, world: World, count: int) -> Sequence[Person]:
    """People on the platform, each with a consent and a request in the first commune."""
    people = [post.person(f"Người {number}") for number in range(count)]
    with post.database.transaction() as session:
        for number, person in enumerate(people):
            contact = make_contact(session, f"x-{number}")
            make_request(session, world.commune, contact_id=contact, child_name=f"Hồ Bé {number}")
            session.execute(
                update(ChannelAddress)
                .where(ChannelAddress.contact_id == contact)
                .values(unreachable_at=ChannelAddress.last_written_at)
            )
            session.execute(
                update(ChannelAddress)
                .where(ChannelAddress.id == post.addresses[person.chat_id])
                .values(contact_id=contact)
            )
        # what the requests themselves told, to addresses that are closed, is not what is tested
    return people


def begin(database: Database, world: World) -> BroadcastId:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        made = service.write(session, officer, Audience(UnitId(world.commune)), HELLO, {})
        service.send(session, officer, made.id, made.version)
        return made.id


def work(database: Database) -> None:
    while found := runner.claim(database, threading.Event()):
        runner.run(found, sending.HANDLER)


async def test_everybody_hears_it_once(post: Post, world: World) -> None:
    people = families(post, world, 12)
    begin(post.database, world)
    work(post.database)
    work(post.database)
    async with post.sending():
        await post.fake.until(lambda: all(texts(person) for person in people), WITHIN)
    assert [texts(person) for person in people] == [[f"Chào Hồ Bé {n}"] for n in range(12)]


async def test_a_reply_goes_before_what_is_left_of_it(post: Post, world: World) -> None:
    people = families(post, world, 30)
    begin(post.database, world)
    work(post.database)
    post.fake.fail("sendMessage", delay=0.02, times=100)
    last = people[-1]
    post.put(last, "Dạ, em nghe.")
    async with post.sending():
        await post.fake.until(lambda: len(texts(last)) > 0, WITHIN)
        heard = sum(bool(texts(person)) for person in people[:-1])
        assert texts(last)[0] == "Dạ, em nghe."
        assert heard < 25, "most of the broadcast came later"


async def test_what_is_cancelled_is_not_heard(post: Post, world: World) -> None:
    people = families(post, world, 3)
    number = begin(post.database, world)
    work(post.database)
    with post.database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        found = queries.broadcast(session, officer, number)
        service.cancel(session, officer, number, found.version)
    post.put(people[0], "Dạ, em nghe.")
    async with post.sending():
        await post.fake.until(lambda: bool(texts(people[0])), WITHIN)
    assert [texts(person) for person in people] == [["Dạ, em nghe."], [], []]


def ask(post: Post, person: Person, question: Outgoing | None) -> None:
    """The question that is open in somebody's talk."""
    with post.database.transaction() as session:
        address = session.get_one(ChannelAddress, post.addresses[person.chat_id])
        session.merge(
            Conversation(
                contact_id=address.contact_id,
                run=0,
                updated_at=clock.now(),
                question=question.to_json() if question else None,
            )
        )


async def test_the_question_that_is_open_when_it_is_sent_stands_below_it(
    post: Post, world: World
) -> None:
    asked, answered, none = families(post, world, 3)
    first = Outgoing("Cháu học lớp mấy ạ?")
    ask(post, asked, first)
    ask(post, answered, first)
    begin(post.database, world)
    work(post.database)
    # Both went on while the broadcast waited.
    ask(post, asked, Outgoing("Máy cho ai ạ?", (Option("a", "Cho con"), Option("b", "Cho cháu"))))
    ask(post, answered, None)
    await post.send_all()
    (heard,) = asked.received
    assert heard.text == "Chào Hồ Bé 0\n\nMáy cho ai ạ?"
    assert [button.label for button in heard.buttons] == ["Cho con", "Cho cháu"]
    assert [texts(person) for person in (answered, none)] == [["Chào Hồ Bé 1"], ["Chào Hồ Bé 2"]]
    assert "Máy cho ai" not in post.rows(asked)[-1][0], "another try may find another question"


async def test_a_reply_shows_no_question_twice(post: Post) -> None:
    person = post.person()
    ask(post, person, Outgoing("Cháu học lớp mấy ạ?"))
    for priority in (Priority.REPLY, Priority.NOTICE):
        post.put(person, "Dạ, em nghe.\n\nCháu học lớp mấy ạ?", priority=priority)
    await post.send_all()
    assert texts(person) == ["Dạ, em nghe.\n\nCháu học lớp mấy ạ?"] * 2
