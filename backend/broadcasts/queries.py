"""Reading broadcasts, within an officer's unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.broadcasts.models import Broadcast, BroadcastId, BroadcastRecipient
from backend.errors import NotFound
from backend.i18n import _
from backend.messages.models import OutboxMessage, SendStatus
from backend.officers.models import Officer

PAGE = 30


@dataclass(frozen=True)
class Progress:
    """How many are in the outbox, and what became of them. A message that is not there any more was
    sent, or called off with the broadcast."""

    put: int
    waiting: int
    failed: int
    sent: int


def broadcasts(
    session: Session, officer: Officer, before: BroadcastId | None = None
) -> Sequence[Broadcast]:
    """The newest first, one more than a page holds."""
    query = select(Broadcast).where(scope.within(officer, Broadcast.unit_id))
    if before:
        query = query.where(Broadcast.id < before)
    return session.scalars(query.order_by(Broadcast.id.desc()).limit(PAGE + 1)).all()


def broadcast(session: Session, officer: Officer, number: BroadcastId) -> Broadcast:
    """One. Raises `NotFound`, also for another unit's."""
    query = select(Broadcast).where(
        Broadcast.id == number, scope.within(officer, Broadcast.unit_id)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có tin gửi này trong đơn vị của anh/chị."))
    return found


def progress(session: Session, officer: Officer, number: BroadcastId) -> Progress:
    """How far it is. Raises `NotFound`, also for another unit's."""
    mine = BroadcastRecipient.broadcast_id == broadcast(session, officer, number).id
    put = session.scalar(select(func.count()).select_from(BroadcastRecipient).where(mine)) or 0
    query = (
        select(OutboxMessage.status, func.count())
        .join(BroadcastRecipient, BroadcastRecipient.outbox_id == OutboxMessage.id)
        .where(mine)
        .group_by(OutboxMessage.status)
    )
    by_status = {status: count for status, count in session.execute(query)}
    waiting, failed = by_status.get(SendStatus.WAITING, 0), by_status.get(SendStatus.FAILED, 0)
    return Progress(put, waiting, failed, by_status.get(SendStatus.SENT, 0))
