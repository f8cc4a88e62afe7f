"""Messages of a year ago. The talk is kept apart from the case and shorter than it: whatever counts
of it stands in the case."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from backend import clock
from backend.messages.models import InboxMessage, OutboxMessage
from backend.retention import applying, registry
from backend.retention.applying import Batch
from backend.retention.noting import last_looked_at

TEXTS_KEPT_FOR = timedelta(days=365)
ROWS = 500


def empty_inbox(session: Session) -> Batch:
    """What people wrote."""
    return _empty(session, "inbox", InboxMessage.id, InboxMessage.received_at)


def empty_outbox(session: Session) -> Batch:
    """What was written to them."""
    return _empty(session, "outbox", OutboxMessage.id, OutboxMessage.created_at)


def _empty(
    session: Session, step: str, number: InstrumentedAttribute[Any], at: InstrumentedAttribute[Any]
) -> Batch:
    """By number, on from the last batch: numbers grow with time, so the first young one ends it."""
    query = select(number, at).where(number > last_looked_at(session, step))
    old_until = clock.now() - TEXTS_KEPT_FOR
    old: list[int] = []
    for found, moment in session.execute(query.order_by(number).limit(ROWS)):
        if moment >= old_until:
            break
        old.append(found)
    table = str(number.class_.__tablename__)
    rules = [rule for rule in registry.OF_TALKS if rule.table == table]
    return Batch(applying.apply(session, rules, {table: old}), max(old, default=None))
