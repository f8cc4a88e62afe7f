"""A broadcast through the real outbox: everybody once, and nobody's reply behind it."""

import threading
from collections.abc import Sequence

from sqlalchemy import update

from backend.administrative_units.models import UnitId
from backend.broadcasts import sending, service
from backend.broadcasts.audience import Audience
from backend.broadcasts.models import BroadcastId
from backend.contacts.models import ChannelAddress
from backend.db import Database
from backend.jobs import runner
from backend.officers.models import Officer
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
        found = service.queries.broadcast(session, officer, number)
        service.cancel(session, officer, number, found.version)
    post.put(people[0], "Dạ, em nghe.")
    async with post.sending():
        await post.fake.until(lambda: bool(texts(people[0])), WITHIN)
    assert [texts(person) for person in people] == [["Dạ, em nghe."], [], []]
