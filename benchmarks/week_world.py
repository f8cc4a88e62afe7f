"""The province of the simulated week: communes with lists and officers, the inbox, a sender without a
network, and a note of what each message cost.

Everything here goes through the real code; only the clock stands where the story says, and Telegram is
replaced by a counter.
"""

import asyncio
import contextvars
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ChannelAddress, Conversation
from backend.db import Database
from backend.messages.models import OutboxMessage, SendStatus
from backend.migrate import migrate
from backend.office import Operator
from backend.officers.models import Officer
from bot.channels.telegram import TelegramChannel
from bot.demo.families import Family, families_of
from bot.demo.province import Size, make_province
from bot.demo.world import make_world
from bot.inbox import Inbox
from bot.messages import Inbound, Kind, Outgoing
from bot.outbox import Outbox

CHANNEL = "telegram"
LONGEST_SENDING = 30  # real seconds; a sender that stands still is a failure

_WAITING = (
    select(func.count(OutboxMessage.id))
    .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
    .where(OutboxMessage.status == SendStatus.WAITING, ChannelAddress.channel == CHANNEL)
)
_TALK = (
    select(Conversation.talk)
    .join(ChannelAddress, ChannelAddress.contact_id == Conversation.contact_id)
    .where(ChannelAddress.channel == CHANNEL, ChannelAddress.chat_id == bindparam("chat_id"))
)


class NoNetwork(TelegramChannel):
    """Telegram's channel, but what is sent is only counted."""

    def __init__(self) -> None:
        super().__init__("1:benchmark", "benchmark-secret", base_url="http://127.0.0.1:9")
        self.sent = 0
        self.enough = 0
        self.done = asyncio.Event()

    def expect(self, count: int) -> asyncio.Event:
        """Set when so many more were sent."""
        self.enough, self.done = self.sent + count, asyncio.Event()
        return self.done

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Sent at once."""
        self.sent += 1
        if self.sent >= self.enough:
            self.done.set()
        return str(self.sent)


@dataclass(frozen=True)
class Commune:
    """Whose officers work this week, and the families of its list in a mixed order."""

    name: str
    approver: Officer
    giver: Officer
    families: Sequence[Family]


@dataclass
class Province:
    """The world, and what happened in it: when each message came and the seconds it took; the seconds
    of each officer's act; the seconds of sending and how many were sent."""

    database: Database
    inbox: Inbox
    communes: Sequence[Commune] = ()
    taken: list[tuple[datetime, float]] = field(default_factory=list)
    repeated: list[tuple[datetime, float]] = field(default_factory=list)
    taken_twice: int = 0
    acts: list[float] = field(default_factory=list)
    sending: list[float] = field(default_factory=list)
    may_wait: bool = True  # something to send: spares the sender thousands of looks at night
    channel: NoNetwork = field(default_factory=NoNetwork)

    def warm_up(self) -> None:
        """What a process reads and compiles once, at its first messages, is no part of the week."""
        for number, text in enumerate(("xin máy tính", "hồ sơ của tôi đến đâu rồi", "huỷ")):
            self.inbox.receive(Inbound(CHANNEL, f"first-{number}", "first", Kind.TEXT, text=text))

    def receive(self, message: Inbound) -> None:
        """A message that is new."""
        assert self._receive(message, self.taken), "a new message was taken for an old one"

    def receive_again(self, message: Inbound) -> None:
        """The platform delivers a message another time."""
        self.taken_twice += self._receive(message, self.repeated)

    def _receive(self, message: Inbound, notes: list[tuple[datetime, float]]) -> bool:
        self.may_wait = True
        began = time.perf_counter()
        is_new = self.inbox.receive(message)
        notes.append((clock.now(), time.perf_counter() - began))
        return is_new

    @contextmanager
    def act(self) -> Iterator[Session]:
        """One act of an officer, with what it cost."""
        self.may_wait = True
        began = time.perf_counter()
        with self.database.transaction() as session:
            yield session
        self.acts.append(time.perf_counter() - began)

    def question_to(self, chat_id: str) -> str | None:
        """The name of the question that is open in a chat."""
        with self.database.reading() as session:
            talk = session.scalar(_TALK, {"chat_id": chat_id})
        return talk["waiting_for"] if talk else None

    def waiting_messages(self) -> int:
        """How many are to be sent."""
        with self.database.reading() as session:
            return session.scalar(_WAITING) or 0

    def send_all(self, runner: asyncio.Runner) -> None:
        """The real sender sends what waits, and ends."""
        waiting = self.waiting_messages() if self.may_wait else 0
        self.may_wait = False
        if not waiting:
            return
        began = time.perf_counter()
        # The runner's own context was taken before the clock was set.
        runner.run(self._send(waiting), context=contextvars.copy_context())
        self.sending += [(time.perf_counter() - began) / waiting] * waiting

    async def _send(self, count: int) -> None:
        stop = self.channel.expect(count)
        async with asyncio.timeout(LONGEST_SENDING):
            await Outbox(self.database, self.channel).run(stop)


def make(folder: Path, monday: datetime, communes: int, households: int) -> Province:
    """A province on the eve of the week, with lists that were published before."""
    database = Database(f"sqlite:///{folder / 'week.db'}")
    migrate(database)
    size = Size(communes, households, requests=0, schools=0)

    def grow(session: Session) -> None:
        make_province(session, size, lambda _said: None)

    with clock.at(monday - timedelta(days=1)):
        make_world(database, folder, then=grow)
        with database.reading() as session:
            made = [_commune(session, officer) for officer in _approvers(session)]
        assert len(made) == communes, len(made)
        province = Province(database, Inbox(database, Operator("UBND xã (mẫu)", None)), made)
        province.warm_up()
    return province


def _approvers(session: Session) -> Sequence[Officer]:
    named = select(Officer).where(Officer.username.like("canbo-%"))
    return session.scalars(named.order_by(Officer.id)).all()


def _commune(session: Session, approver: Officer) -> Commune:
    unit = session.get_one(AdministrativeUnit, approver.unit_id)
    other = select(Officer).where(Officer.username == f"canbo2-{unit.code}")
    families = list(families_of(session, unit.id))
    return Commune(unit.full_name, approver, session.scalars(other).one(), families)
