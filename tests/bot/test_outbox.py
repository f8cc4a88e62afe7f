"""What was committed is sent: in order for its person, at least once, or failed for a reason."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from backend import clock
from backend.contacts.models import AddressId, ChannelAddress, Contact, Conversation
from backend.db import Database
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.messages.service import put
from backend.office import Operator
from bot.channels.base import Channel
from bot.inbox import Inbox
from bot.messages import Inbound, Kind, Outgoing
from bot.outbox import Outbox, Pace
from bot.service import until_done
from tests.bot.channels.conftest import telegram_channel, zalo_channel
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_people import ZaloPerson
from tests.processes.outage import away

# Pauses are short; limits are not, because a busy machine may stall for a second.
QUICK = Pace(
    look=0.02, first_pause=0.05, longest_pause=0.2, unauthorized_pause=0.1, database_pause=0.05
)
LEASE = 1.5
IMPATIENT = replace(QUICK, send_limit=1, lease=LEASE)  # where the limits are what is tested
WITHIN = 15  # seconds

Person = TelegramPerson | ZaloPerson
Row = tuple[str, str, str | None]  # text, status, reason


@dataclass
class Post:
    """A database, one platform, and who is on it."""

    database: Database
    fake: FakePlatform
    addresses: dict[str, AddressId] = field(default_factory=dict)

    def channel(self) -> Channel:
        """A new client of the platform."""
        if isinstance(self.fake, FakeTelegram):
            return telegram_channel(self.fake)
        assert isinstance(self.fake, FakeZalo)
        return zalo_channel(self.fake)

    def person(self, name: str = "An") -> Person:
        """Somebody with whom the bot has talked before."""
        assert isinstance(self.fake, FakeTelegram | FakeZalo)
        person = self.fake.user(name)
        self.knows(person.chat_id)
        return person

    def knows(self, chat_id: str) -> None:
        """Makes an address known."""
        now = clock.now()
        with self.database.transaction() as session:
            contact = Contact(created_at=now)
            session.add(contact)
            session.flush()
            channel = "telegram" if isinstance(self.fake, FakeTelegram) else "zalo"
            address = ChannelAddress(
                contact_id=contact.id, channel=channel, chat_id=chat_id, last_written_at=now
            )
            session.add_all([address, Conversation(contact_id=contact.id, updated_at=now)])
            session.flush()
            self.addresses[chat_id] = address.id

    def put(self, to: Person | str, *texts: str, priority: Priority = Priority.REPLY) -> None:
        """Commits messages to somebody."""
        address = self.addresses[to if isinstance(to, str) else to.chat_id]
        with self.database.transaction() as session:
            for text in texts:
                put(session, address, Outgoing(text).to_json(), priority)

    def change(self, **values: Any) -> None:
        """Changes every message that waits."""
        with self.database.transaction() as session:
            session.execute(update(OutboxMessage).values(values))

    def rows(self, of: Person | str) -> Sequence[Row]:
        """What became of somebody's messages."""
        address = self.addresses[of if isinstance(of, str) else of.chat_id]
        query = select(OutboxMessage).where(OutboxMessage.address_id == address)
        with self.database.reading() as session:
            found = session.scalars(query.order_by(OutboxMessage.id))
            return [(row.body.get("text", ""), row.status, row.reason) for row in found]

    def address(self, of: Person) -> ChannelAddress:
        """The address as it is stored."""
        with self.database.reading() as session:
            return session.get_one(ChannelAddress, self.addresses[of.chat_id])

    def none_waits(self) -> bool:
        """Whether every message has come to its end."""
        waiting = select(OutboxMessage.id).where(OutboxMessage.status == SendStatus.WAITING)
        with self.database.reading() as session:
            return session.scalar(waiting.limit(1)) is None

    async def until_ended(self) -> None:
        """Waits until none waits."""
        await self.fake.until(self.none_waits, WITHIN)

    @asynccontextmanager
    async def sending(self, pace: Pace = QUICK) -> AsyncIterator[asyncio.Event]:
        """An outbox at work; gives the event that stops it."""
        channel, stop = self.channel(), asyncio.Event()
        await until_done(channel.start, channel.name)  # as the worker does: a busy machine is slow
        working = asyncio.create_task(Outbox(self.database, channel, pace=pace).run(stop))
        try:
            yield stop
        finally:
            stop.set()
            await working
            await channel.stop()

    async def send_all(self, pace: Pace = QUICK) -> None:
        """Lets an outbox work until no message waits."""
        async with self.sending(pace):
            await self.until_ended()


def texts(person: Person) -> list[str]:
    """What somebody got, in order."""
    return [sent.text for sent in person.received]


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def post(database: Database, telegram: FakeTelegram) -> Post:
    """Telegram."""
    return Post(database, telegram)


@pytest.fixture(params=["telegram", "zalo"])
def any_post(request: pytest.FixtureRequest, database: Database) -> Iterator[Post]:
    """Each platform in turn."""
    with FakeTelegram() if request.param == "telegram" else FakeZalo() as fake:
        yield Post(database, fake)


async def test_each_person_gets_their_messages_in_the_order_of_putting(any_post: Post) -> None:
    people = [any_post.person(f"Người {number}") for number in range(6)]
    for number in range(5):
        for person in people:
            any_post.put(person, f"tin {number}")
    await any_post.send_all()
    assert [texts(person) for person in people] == [[f"tin {n}" for n in range(5)]] * 6


async def test_who_is_rate_limited_waits_as_told_while_others_go_on(any_post: Post) -> None:
    an, binh = any_post.person("An"), any_post.person("Bình")
    any_post.put(an, "một", "hai", "ba")
    any_post.put(binh, "một", "hai", "ba")
    any_post.fake.fail("sendMessage", status=429, retry_after=1, chat_id=an.chat_id)
    await any_post.send_all()
    assert texts(an) == texts(binh) == ["một", "hai", "ba"]
    assert binh.received[-1].at < an.received[0].at
    first, second = [p for method, p in any_post.fake.calls if method == "sendMessage"][:2]
    assert {first["chat_id"], second["chat_id"]} == {an.chat_id, binh.chat_id}
    assert an.received[0].at - binh.received[0].at > 0.9  # Telegram said one second


async def test_a_lost_answer_is_tried_again_so_that_the_text_may_come_twice(any_post: Post) -> None:
    an = any_post.person()
    any_post.put(an, "một", "hai")
    any_post.fake.fail("sendMessage", lost_answer=True)
    await any_post.send_all()
    assert texts(an) == ["một", "một", "hai"]
    assert [status for _text, status, _reason in any_post.rows(an)] == ["sent", "sent"]


async def test_after_three_lost_answers_a_message_has_failed_and_the_next_goes(
    any_post: Post,
) -> None:
    an = any_post.person()
    any_post.put(an, "một", "hai")
    any_post.fake.fail("sendMessage", lost_answer=True, times=3)
    await any_post.send_all()
    assert texts(an) == ["một", "một", "một", "hai"]
    assert any_post.rows(an) == [("một", "failed", "connection_lost"), ("hai", "sent", None)]


async def test_a_send_that_hangs_is_given_up_and_tried_again(post: Post) -> None:
    an = post.person()
    post.put(an, "một")
    post.fake.fail("sendMessage", delay=1.5)
    await post.send_all(IMPATIENT)  # the client would wait longer than the outbox
    assert post.fake.called("sendMessage") == 2


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_error_is_tried_again_until_it_is_sent(any_post: Post, status: int) -> None:
    an, binh = any_post.person("An"), any_post.person("Bình")
    any_post.put(an, "một", "hai")
    any_post.put(binh, "một")
    any_post.fake.fail("sendMessage", status=status, times=2, chat_id=an.chat_id)
    await any_post.send_all()
    assert texts(an) == ["một", "hai"]
    assert texts(binh) == ["một"]


async def test_zalos_403_is_an_error_of_its_server_and_blocks_nobody(database: Database) -> None:
    with FakeZalo() as fake:
        post = Post(database, fake)
        an = post.person()
        post.put(an, "một")
        fake.fail("sendMessage", status=403)
        await post.send_all()
        assert texts(an) == ["một"]
        assert post.address(an).unreachable_at is None


async def test_messages_wait_while_the_platform_refuses_connections(any_post: Post) -> None:
    an, binh = any_post.person("An"), any_post.person("Bình")
    async with any_post.sending():
        with any_post.fake.down():
            any_post.put(an, "một", "hai")
            any_post.put(binh, "một")
            refused = lambda: [r for _t, _s, r in any_post.rows(an) if r]  # noqa: E731
            await any_post.fake.until(refused, WITHIN)
            assert {status for _t, status, _r in any_post.rows(an)} == {"waiting"}
        await any_post.until_ended()
    assert texts(an) == ["một", "hai"]
    assert texts(binh) == ["một"]


async def test_a_message_waits_for_its_turn_however_often_it_was_tried(post: Post) -> None:
    """After some hours of outage two to the power of the tries is more than a float holds."""
    an = post.person()
    post.put(an, "một")
    post.change(tries=5000)
    post.fake.fail("sendMessage", status=502)
    await post.send_all()
    assert texts(an) == ["một"]


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 429, "retry_after": 30}])
async def test_what_could_not_be_sent_for_a_day_has_failed(
    post: Post, fault: dict[str, int]
) -> None:
    an = post.person()
    post.put(an, "một", "hai")
    with post.database.transaction() as session:
        first = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).first()
        assert first
        first.created_at = clock.now() - timedelta(hours=25)
    post.fake.fail("sendMessage", **fault)
    await post.send_all()
    assert texts(an) == ["hai"]
    reason = "rate_limited" if fault["status"] == 429 else "server_error"
    assert post.rows(an)[0] == ("một", "failed", reason)


async def test_an_absurd_pause_asked_for_by_the_platform_stops_nobody_else(post: Post) -> None:
    an, binh = post.person("An"), post.person("Bình")
    post.put(an, "một")
    post.fake.fail("sendMessage", status=429, retry_after=10**9, chat_id=an.chat_id)
    async with post.sending():
        await post.fake.until(lambda: post.rows(an)[0][2], WITHIN)
        post.put(binh, "một")
        await post.fake.until(lambda: texts(binh), WITHIN)
    assert post.rows(an) == [("một", "waiting", "rate_limited")]


def _blocks_telegram(fake: FakePlatform, person: Person) -> None:
    assert isinstance(person, TelegramPerson)
    person.blocks()


def _chat_not_found(fake: FakePlatform, person: Person) -> None:
    assert isinstance(fake, FakeTelegram)
    del fake.people[person.chat_id]


def _gone_from_zalo(fake: FakePlatform, person: Person) -> None:
    assert isinstance(person, ZaloPerson)
    person.vanishes()


def _not_permitted_on_zalo(fake: FakePlatform, person: Person) -> None:
    assert isinstance(person, ZaloPerson)
    person.blocks()


@pytest.mark.parametrize(
    ("platform", "deed", "reason"),
    [
        (FakeTelegram, _blocks_telegram, "blocked"),
        (FakeTelegram, _chat_not_found, "gone"),
        (FakeZalo, _gone_from_zalo, "blocked"),
        (FakeZalo, _not_permitted_on_zalo, "blocked"),
    ],
)
async def test_nothing_more_goes_to_somebody_who_blocked_the_bot_or_is_gone(
    database: Database, platform: Any, deed: Any, reason: str
) -> None:
    with platform() as fake:
        post = Post(database, fake)
        an, binh = post.person("An"), post.person("Bình")
        deed(fake, an)
        post.put(an, "một", "hai", "ba")
        post.put(binh, "một")
        await post.send_all()
        assert post.rows(an) == [(text, "failed", reason) for text in ("một", "hai", "ba")]
        assert fake.called("sendMessage") == 2  # one for each of them
        assert texts(binh) == ["một"]
        address = post.address(an)
        assert address.unreachable_at is not None
        assert address.unreachable_reason == reason


async def test_who_writes_again_can_be_reached_again(post: Post) -> None:
    an = post.person()
    assert isinstance(an, TelegramPerson)
    an.blocks()
    post.put(an, "một")
    await post.send_all()
    assert post.address(an).unreachable_at is not None
    an.unblocks()
    inbox = Inbox(post.database, Operator("UBND xã"))
    inbox.receive(Inbound("telegram", "1", an.chat_id, Kind.TEXT, "chào em"))
    assert post.address(an).unreachable_at is None
    assert post.address(an).unreachable_reason is None
    await post.send_all()
    assert len(texts(an)) == 1


async def test_a_refusal_on_its_way_does_not_drop_the_answer_to_who_came_back(post: Post) -> None:
    an = post.person()
    post.fake.fail("sendMessage", status=403, description="Forbidden: bot was blocked", delay=0.5)
    async with post.sending():
        post.put(an, "lúc đang chặn")
        await post.fake.until_called("sendMessage", 1)
        post.put(an, "trả lời người vừa quay lại")
        await post.until_ended()
    assert texts(an) == ["trả lời người vừa quay lại"]
    assert [status for _t, status, _r in post.rows(an)] == ["failed", "sent"]
    assert post.address(an).unreachable_at is None


async def test_a_message_that_the_platform_will_never_take_has_failed_and_the_next_goes(
    any_post: Post,
) -> None:
    an = any_post.person()
    any_post.put(an, "một", "hai")
    any_post.fake.fail("sendMessage", status=400, description="Bad Request: message is too long")
    await any_post.send_all()
    assert any_post.rows(an) == [("một", "failed", "bad_request"), ("hai", "sent", None)]
    assert any_post.address(an).unreachable_at is None


async def test_a_message_that_makes_us_stumble_has_failed_and_the_next_goes(post: Post) -> None:
    an = post.person()
    post.put(an, "một")
    post.change(body={})
    post.put(an, "hai")
    await post.send_all()
    assert post.rows(an) == [("", "failed", "fault"), ("hai", "sent", None)]


async def test_a_token_that_is_refused_keeps_the_messages_until_it_is_accepted(
    any_post: Post,
) -> None:
    an = any_post.person()
    any_post.put(an, "một", "hai")
    any_post.fake.fail("sendMessage", status=401, description="Unauthorized", times=4)
    async with any_post.sending():
        await any_post.fake.until_called("sendMessage", 2)
        assert [status for _t, status, _r in any_post.rows(an)] == ["waiting", "waiting"]
        await any_post.until_ended()
    assert texts(an) == ["một", "hai"]


async def test_a_reply_does_not_wait_behind_a_broadcast_to_everybody(post: Post) -> None:
    everybody = [post.person(f"Người {number}") for number in range(40)]
    for person in everybody:
        post.put(person, "thông báo chung", priority=Priority.BROADCAST)
    post.fake.fail("sendMessage", delay=0.02, times=100)
    async with post.sending():
        await post.fake.until(lambda: len(post.fake.sent) >= 4, WITHIN)
        post.put(everybody[-1], "câu trả lời")
        before = len(post.fake.sent)
        await post.until_ended()
    place = [sent.text for sent in post.fake.sent].index("câu trả lời")
    assert place - before <= 8  # those in flight, and a look that had begun


async def test_a_reply_does_not_wait_behind_a_broadcast_to_the_same_person(post: Post) -> None:
    an = post.person()
    post.put(an, "thông báo chung", priority=Priority.BROADCAST)
    post.fake.fail("sendMessage", status=429, retry_after=1)
    async with post.sending():
        await post.fake.until(lambda: post.rows(an)[0][2], WITHIN)
        post.put(an, "câu trả lời")
        await post.until_ended()
    assert texts(an) == ["câu trả lời", "thông báo chung"]


async def test_a_notice_keeps_its_place_among_the_replies(post: Post) -> None:
    an = post.person()
    post.put(an, "câu một")
    post.put(an, "thông báo", priority=Priority.NOTICE)
    post.put(an, "câu hai")
    await post.send_all()
    assert texts(an) == ["câu một", "thông báo", "câu hai"]


async def test_two_workers_send_every_message_once_and_in_order(
    post: Post, database_url: str
) -> None:
    people = [post.person(f"Người {number}") for number in range(12)]
    for number in range(8):
        for person in people:
            post.put(person, f"tin {number}")
    second = Database(database_url)
    async with post.sending(), Post(second, post.fake).sending():
        await post.until_ended()
    second.close()
    assert [texts(person) for person in people] == [[f"tin {n}" for n in range(8)]] * 12


async def test_what_a_dead_worker_had_in_flight_is_sent_when_its_lease_has_run_out(
    post: Post,
) -> None:
    an = post.person()
    post.put(an, "một", "hai")
    post.fake.fail("sendMessage", delay=0.3, drop=True)
    dying = post.channel()
    await dying.start()
    working = asyncio.create_task(Outbox(post.database, dying, pace=IMPATIENT).run(asyncio.Event()))
    await post.fake.until_called("sendMessage", 1)
    claimed = clock.now()
    working.cancel()
    await asyncio.wait({working})
    await dying.stop()
    await post.send_all(IMPATIENT)
    assert texts(an) == ["một", "hai"]
    assert an.received[0].at >= claimed.timestamp() + LEASE - 0.5


async def test_what_is_in_flight_at_the_end_is_finished_and_nothing_new_is_begun(
    post: Post,
) -> None:
    an, binh = post.person("An"), post.person("Bình")
    post.put(an, "một", "hai")
    post.fake.fail("sendMessage", delay=0.3)
    async with post.sending() as stop:
        await post.fake.until_called("sendMessage", 1)
        stop.set()
        post.put(binh, "một")
    assert post.rows(an) == [("một", "sent", None), ("hai", "waiting", None)]
    assert post.rows(binh) == [("một", "waiting", None)]
    await post.send_all()
    assert texts(an) == ["một", "hai"]


async def test_a_database_that_goes_away_stops_nothing_for_good_and_repeats_nothing(
    post: Post, database_url: str
) -> None:
    an, binh = post.person("An"), post.person("Bình")
    post.put(an, "một")
    post.fake.fail("sendMessage", delay=0.8)  # longer than it takes to cut the connections
    async with post.sending(replace(QUICK, look=1.5)):  # looks again when it is sent
        await post.fake.until_called("sendMessage", 1)
        with away(database_url):
            await post.fake.until(lambda: texts(an), WITHIN)
            await asyncio.sleep(0.3)  # the end of the send cannot be noted now
        post.put(an, "hai")
        post.put(binh, "một")
        await post.until_ended()
    assert texts(an) == ["một", "hai"]
    assert texts(binh) == ["một"]
