"""What the sender has to do next: of each person only the oldest message that waits, which keeps the
order across processes. A broadcast alone may be overtaken: nobody's answer waits behind one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ScalarSelect, Select, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from backend.contacts.models import AddressId, ChannelAddress
from backend.messages.models import OutboxId, OutboxMessage, Priority, waits
from backend.notices.service import above, open_questions


@dataclass(frozen=True)
class Claimed:
    """One message to send now."""

    id: OutboxId
    address_id: AddressId
    chat_id: str
    body: dict[str, Any]
    tries: int
    lost_answers: int
    created_at: datetime
    priority: Priority
    inbox_id: int | None = None  # the message that it answers


def due(
    session: Session,
    channel: str,
    now: datetime,
    most: int,
    *,
    wrote_after: datetime | None = None,
    lock: bool = False,
) -> Sequence[Claimed]:
    """Of each person (who wrote after a moment, when one is given) the oldest waiting message, when
    it is due and nobody is sending it."""
    given = {"channel": channel, "now": now, "most": most, "wrote_after": wrote_after}
    rows = session.execute(_next(writing_now=wrote_after is not None, lock=lock), given)
    return [Claimed(*row) for row in rows]


@cache
def _next(*, writing_now: bool, lock: bool) -> Select[Any]:
    earlier, now = aliased(OutboxMessage), bindparam("now", type_=OutboxMessage.due_at.type)
    comes_first = select(earlier.id).where(
        earlier.address_id == OutboxMessage.address_id,
        waits(earlier),
        earlier.id < OutboxMessage.id,
        or_(earlier.priority < Priority.BROADCAST, OutboxMessage.priority == Priority.BROADCAST),
    )
    query = (
        select(
            OutboxMessage.id,
            OutboxMessage.address_id,
            _of_address(ChannelAddress.chat_id),
            OutboxMessage.body,
            OutboxMessage.tries,
            OutboxMessage.lost_answers,
            OutboxMessage.created_at,
            OutboxMessage.priority,
            OutboxMessage.inbox_id,
        )
        .where(
            waits(),
            OutboxMessage.due_at <= now,
            or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until < now),
            _of_address(ChannelAddress.channel) == bindparam("channel"),
            ~comes_first.exists(),
        )
        .order_by(OutboxMessage.priority, OutboxMessage.id)
        .limit(bindparam("most"))
    )
    if writing_now:
        query = query.where(_of_address(ChannelAddress.last_written_at) >= bindparam("wrote_after"))
    return query.with_for_update(of=OutboxMessage, skip_locked=True) if lock else query


def _of_address(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    """Not joined: a hundred thousand may wait for a broadcast, and a database that began with the
    addresses of the channel would sort them all for the first four."""
    address = select(column).where(ChannelAddress.id == OutboxMessage.address_id)
    return address.scalar_subquery()


def with_open_questions(session: Session, claimed: Sequence[Claimed]) -> Sequence[Claimed]:
    """Below a broadcast stands the question that is open now, as below a notice; the broadcast itself
    may have waited for hours. The row stays as it is: another try may find another question."""
    broadcasts = [each.address_id for each in claimed if each.priority == Priority.BROADCAST]
    asked = open_questions(session, broadcasts)
    return [
        replace(each, body=above(each.body["text"], asked[each.address_id]))
        if each.priority == Priority.BROADCAST and each.address_id in asked
        else each
        for each in claimed
    ]
