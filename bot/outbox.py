"""Sends what was committed: at least once, in order for its person, until it is sent or has failed
for a reason that is kept.

A sender claims messages for a while (a lease), so that another one takes over when it dies.

When a channel has sent all that its platform allows in a month, only people who are writing right now
are still tried, with all that waits for them in its order: our count may be too high, and a refusal
costs nothing. Everything else keeps until the month turns.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import AddressId, ChannelAddress
from backend.db import DATABASE_AWAY, Database, table
from backend.health import instruments
from backend.message_quotas import service as quotas
from backend.messages.models import OutboxMessage, Priority, SendStatus, waits
from backend.messages.trace import answering
from bot.channels.base import Ambiguous, Channel, Retry, SendError, Unauthorized, Unreachable
from bot.channels.bulk import BulkPace
from bot.due import Claimed, due, with_open_questions
from bot.messages import Outgoing

log = structlog.get_logger()

IN_FLIGHT = 4  # as many may be repeated after a kill
GIVE_UP_AFTER = timedelta(hours=24)
WRITING_NOW = timedelta(minutes=20)  # the inbox notes the last message to ten minutes
MOST_LOST_ANSWERS = 3  # the first send and two more: each may have arrived

# Statements of the hot path are built once: building takes longer than carrying out.
_outbox = table(OutboxMessage)
_WHILE_WAITING = update(_outbox).where(
    _outbox.c.id == bindparam("message"), _outbox.c.status == SendStatus.WAITING
)


@dataclass(frozen=True)
class Pace:
    """How long things may take, and the pauses between them, in seconds."""

    send_limit: float = 15.0
    lease: float = 20.0  # longer than a send may take
    look: float = 0.2  # how often to look for messages that another process committed
    look_soon: float = 0.02  # the same while people write
    lively: float = 2.0  # how long they are taken to do so after a message
    together: float = 0.005  # what ends so soon after another is noted in one transaction with it
    first_pause: float = 1.0  # doubled with every further try
    longest_pause: float = 30.0
    unauthorized_pause: float = 60.0
    database_pause: float = 1.0


@dataclass(frozen=True)
class Outcome:
    """How a send ended: the columns of the message to set, how many of the platform's messages it
    took or may have taken, and whether the person was gone when it began."""

    began: datetime
    values: dict[str, Any]
    pieces: int
    is_unreachable: bool = False


Ended = tuple[Claimed, Outcome]


@dataclass
class Outbox:
    """Sends the messages of one channel. `wake` may be set when this process committed one."""

    database: Database
    channel: Channel
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    pace: Pace = Pace()
    _bulk: BulkPace = field(init=False)

    def __post_init__(self) -> None:
        self._bulk = BulkPace(self.channel.capabilities.bulk_per_second)

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until `stop` is set, then finishes what is in flight. When it is cancelled, that is
        left to its lease, as after a crash."""
        sending: set[asyncio.Task[Ended]] = set()
        try:
            await self._run(stop, sending)
        finally:
            for task in sending:
                task.cancel()

    async def _run(self, stop: asyncio.Event, sending: set[asyncio.Task[Ended]]) -> None:
        ended: list[Ended] = []
        is_woken, lively_until, now = False, 0.0, asyncio.get_running_loop().time
        while sending or ended or not stop.is_set():
            room = 0 if stop.is_set() else IN_FLIGHT - len(sending)
            bulk = self._bulk.room()
            try:
                look_first = not (ended or is_woken)
                claimed = await asyncio.to_thread(self._exchange, ended, room, bulk, look_first)
            except DATABASE_AWAY:
                log.warning("database_away", channel=self.channel.name)
                await asyncio.sleep(self.pace.database_pause)
                continue
            ended = []
            self._bulk.took(len(claimed))
            sending |= {asyncio.create_task(self._send(message)) for message in claimed}
            if claimed:
                lively_until = now() + self.pace.lively
            look = self.pace.look_soon if now() < lively_until else self.pace.look
            look = look if bulk != 0 else min(look, self._bulk.pause())
            ended, is_woken = await self._next_ends(sending, stop, look)

    def has_waiting(self) -> bool:
        """Whether anything is due that was not sent yet: also what is on its way, and what stands
        behind it."""
        waiting = (
            select(OutboxMessage.id)
            .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
            .where(
                waits(),
                OutboxMessage.due_at <= clock.now(),
                ChannelAddress.channel == self.channel.name,
            )
        )
        with self.database.reading() as session:
            return session.scalar(waiting.limit(1)) is not None

    async def _next_ends(
        self, sending: set[asyncio.Task[Ended]], stop: asyncio.Event, look: float
    ) -> tuple[list[Ended], bool]:
        """Waits until a send ends, a message is there to send, or it is time to look. What ended, and
        whether this process committed a message meanwhile."""
        woken = asyncio.create_task(self.wake.wait())
        full = len(sending) >= IN_FLIGHT or stop.is_set()
        waiting = set(sending) if full else {*sending, woken}
        if waiting:
            limit = None if full else look
            await asyncio.wait(waiting, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
        if any(task.done() for task in sending):
            await asyncio.wait(sending, timeout=self.pace.together)
        woken.cancel()
        is_woken = self.wake.is_set()
        self.wake.clear()
        done = {task for task in sending if task.done()}
        sending -= done
        return [task.result() for task in done], is_woken

    def _exchange(
        self,
        ended: Sequence[Ended],
        room: int,
        bulk: int | None,
        look_first: bool,
    ) -> Sequence[Claimed]:
        """Notes how sends ended and leases the next messages, in one transaction; of a broadcast
        no more than `bulk`. Where nothing is known to have happened it looks before it writes."""
        if look_first:
            with self.database.reading() as session:
                if not (room and self._due(session, room, bulk)):
                    return ()
        with self.database.transaction() as session:
            _note(session, ended)
            warned = self._count(session, sum(outcome.pieces for _message, outcome in ended))
            claimed = self._due(session, room, bulk, lock=True) if room else ()
            if claimed:
                until = clock.now() + timedelta(seconds=self.pace.lease)
                _set(session, [{"message": each.id, "claimed_until": until} for each in claimed])
                claimed = with_open_questions(session, claimed)
        for message, outcome in ended:
            _tell(self.channel.name, message, outcome)
        if warned:
            log.warning(
                "quota",
                channel=warned.channel,
                percent=warned.percent,
                sent=warned.pieces,
                quota=warned.quota,
            )
        return claimed

    def _due(
        self, session: Session, most: int, bulk: int | None, *, lock: bool = False
    ) -> Sequence[Claimed]:
        now, name = clock.now(), self.channel.name
        used_up = quotas.is_used_up(session, name, self._quota)
        wrote_after = now - WRITING_NOW if used_up else None
        found = due(session, name, now, most, wrote_after=wrote_after, lock=lock)
        if bulk is None:
            return found
        before = sum(each.priority < Priority.BROADCAST for each in found)
        return found[: before + bulk]  # broadcasts come last

    def _count(self, session: Session, pieces: int) -> quotas.Warned | None:
        if not pieces:
            return None
        return quotas.count(session, self.channel.name, self._quota, pieces)

    @property
    def _quota(self) -> int | None:
        return self.channel.capabilities.monthly_quota

    async def _send(self, message: Claimed) -> Ended:
        with answering(message.inbox_id):
            return await self._try(message)

    async def _try(self, message: Claimed) -> Ended:
        began, pieces = clock.now(), 0
        try:
            outgoing = Outgoing.from_json(message.body)
            pieces = self.channel.pieces(outgoing)
            async with asyncio.timeout(self.pace.send_limit):
                sent = await self.channel.send(message.chat_id, outgoing)
        except SendError as fault:
            error = fault
        except TimeoutError:
            error = Ambiguous("timeout", pieces)
        except Exception as fault:  # noqa: BLE001 - one broken message must not stop all others
            log.error("send_fault", outbox=message.id, fault=type(fault).__name__)
            error = Ambiguous("fault", pieces)
        else:
            values = {"status": SendStatus.SENT, "platform_id": sent, "ended_at": clock.now()}
            return message, Outcome(began, values, pieces)
        # What was held back for want of quota has waited only since the month turned.
        since = quotas.month_began() if self._quota else message.created_at
        values = _after_failure(message, error, self.pace, max(since, message.created_at))
        return message, Outcome(began, values, error.pieces, isinstance(error, Unreachable))


def _note(session: Session, ended: Sequence[Ended]) -> None:
    alike = defaultdict(list)  # rows that have the same columns to set
    for message, outcome in ended:
        values = outcome.values | {"claimed_until": None, "tries": message.tries + 1}
        alike[tuple(values)].append({"message": message.id, **values})
    for rows in alike.values():
        _set(session, rows)
    for message, outcome in ended:
        if outcome.is_unreachable:
            _give_up_on(session, message.address_id, outcome.values["reason"], outcome.began)


def _set(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    session.connection().execute(_WHILE_WAITING, rows)


def _tell(channel: str, message: Claimed, outcome: Outcome) -> None:
    """Says in the log and the counters how a send ended, once that is on disk."""
    values = outcome.values
    status, reason = values.get("status"), values.get("reason", "")
    seconds = (values["ended_at"] - message.created_at).total_seconds() if status else 0.0
    is_answer = status is SendStatus.SENT and message.priority == Priority.REPLY
    ended = status.value if status else "again"
    instruments.send_ended(channel, ended, reason, seconds if is_answer else None)
    if status is SendStatus.SENT:
        with answering(message.inbox_id):
            log.info(
                "message_sent",
                outbox=message.id,
                channel=channel,
                tries=message.tries + 1,
                milliseconds=round(seconds * 1000),
            )


def _after_failure(
    message: Claimed, error: SendError, pace: Pace, since: datetime
) -> dict[str, Any]:
    """What becomes of a message that was not, or perhaps not, delivered, and could have been sent
    since a moment: its columns."""
    now = clock.now()
    lost_answers = message.lost_answers + isinstance(error, Ambiguous)
    values: dict[str, Any] = {"reason": error.reason, "lost_answers": lost_answers}
    # The exponent is capped: in a long outage the number of tries grows past what a float holds.
    pause = min(pace.first_pause * 2.0 ** min(message.tries, 20), pace.longest_pause)
    pause *= random.uniform(0.8, 1.2)  # noqa: S311
    match error:
        case Unauthorized():
            log.error("channel_unauthorized", outbox=message.id)
            pause = pace.unauthorized_pause
        case Ambiguous() if lost_answers < MOST_LOST_ANSWERS:
            pass
        case Retry() if now - since < GIVE_UP_AFTER:
            if error.after is not None:
                pause = min(max(error.after, 0), GIVE_UP_AFTER.total_seconds())
        case _:
            log.warning("message_not_sent", outbox=message.id, reason=error.reason)
            return values | {"status": SendStatus.FAILED, "ended_at": now}
    return values | {"due_at": now + timedelta(seconds=pause)}


def _give_up_on(session: Session, address_id: AddressId, reason: str, since: datetime) -> None:
    """Nothing more goes to somebody who blocked the bot or is gone, until they write again. They
    may have done so already: what was put after the send began is kept, and tried."""
    now, waiting = clock.now(), waits()
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.address_id == address_id, waiting, OutboxMessage.created_at <= since)
        .values(status=SendStatus.FAILED, reason=reason, ended_at=now)
    )
    later = select(OutboxMessage.id).where(OutboxMessage.address_id == address_id, waiting)
    session.execute(
        update(ChannelAddress)
        .where(
            ChannelAddress.id == address_id,
            ChannelAddress.last_written_at <= since,
            ~later.exists(),
        )
        .values(unreachable_at=now, unreachable_reason=reason)
    )
