"""A database, a platform, and an outbox between them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select, update

from backend import clock
from backend.contacts.models import AddressId, ChannelAddress, Contact, Conversation
from backend.db import Database, table
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.messages.service import put
from bot.channels.base import Channel
from bot.messages import Outgoing
from bot.outbox import Outbox, Pace
from bot.service import until_done
from tests.bot.channels.conftest import telegram_channel, zalo_channel
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_people import ZaloPerson

# Pauses are short; limits are not, because a busy machine may stall for a second.
QUICK = Pace(
    look=0.02, first_pause=0.05, longest_pause=0.2, unauthorized_pause=0.1, database_pause=0.05
)
IMPATIENT = replace(QUICK, send_limit=1, lease=1.5)  # where the limits are what is tested
WITHIN = 30  # seconds
Person = TelegramPerson | ZaloPerson
Row = tuple[str, str, str | None]  # text, status, reason


@dataclass
class Post:
    """A database, one platform, and who is on it."""

    database: Database
    fake: FakePlatform
    addresses: dict[str, AddressId] = field(default_factory=dict)

    def channel(self) -> Channel:
        """A new client of the platform, which by itself gives nothing up."""
        if isinstance(self.fake, FakeTelegram):
            return telegram_channel(self.fake, timeout=2.0 * WITHIN)
        assert isinstance(self.fake, FakeZalo)
        return zalo_channel(self.fake, timeout=2.0 * WITHIN)

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
            session.execute(update(table(OutboxMessage)).values(values))

    def first(self) -> OutboxMessage:
        """The oldest message, as it is stored."""
        with self.database.reading() as session:
            return session.scalars(select(OutboxMessage).order_by(OutboxMessage.id).limit(1)).one()

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
