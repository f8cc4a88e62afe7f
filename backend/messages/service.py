"""Putting messages into the outbox."""

from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import AddressId
from backend.db import table
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.messages.trace import answered

_PUT = insert(table(OutboxMessage))


def put(session: Session, address_id: AddressId, body: dict[str, Any], priority: Priority) -> None:
    """Queues one message; it is sent after the transaction, in the order of putting."""
    now = clock.now()
    row = {
        "address_id": address_id,
        "priority": priority,
        "body": body,
        "status": SendStatus.WAITING,
        "tries": 0,
        "lost_answers": 0,
        "created_at": now,
        "due_at": now,
        "inbox_id": answered(),
    }
    session.connection().execute(_PUT, row)
