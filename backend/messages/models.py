"""Messages in and out: both are rows before anything is acknowledged or sent."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, NewType

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from backend.contacts.models import AddressId, ContactId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted, EncryptedJson

OutboxId = NewType("OutboxId", int)


class InboxMessage(Base):
    """One message that came in. The unique pair makes a second delivery a no-op."""

    __tablename__ = "inbox_messages"
    __table_args__ = (UniqueConstraint("channel", "event_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(ShortText)
    event_id: Mapped[str]
    contact_id: Mapped[ContactId | None] = mapped_column(
        RowId, ForeignKey("contacts.id"), index=True
    )
    kind: Mapped[str] = mapped_column(ShortText)
    text: Mapped[str] = mapped_column(Encrypted("inbox_messages.text"))
    received_at: Mapped[datetime] = mapped_column(index=True)
    failure: Mapped[str | None]  # the fault's class name when carrying it out failed


class Priority(IntEnum):
    """What goes first when a channel is busy: an answer never waits behind a broadcast."""

    REPLY = 0
    NOTICE = 1
    BROADCAST = 2


class SendStatus(StrEnum):
    """Only ever moves forward: waiting, then one of the two ends."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class OutboxMessage(Base):
    """One message to send. `claimed_until` is a lease: when a worker dies, another takes over."""

    __tablename__ = "outbox_messages"
    __table_args__ = (
        Index(
            "ix_outbox_messages_next",
            "priority",
            "id",
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
        Index(
            "ix_outbox_messages_waiting",
            "address_id",
            "id",
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
    )

    id: Mapped[OutboxId] = mapped_column(RowId, primary_key=True)
    address_id: Mapped[AddressId] = mapped_column(
        RowId, ForeignKey("channel_addresses.id"), index=True
    )
    priority: Mapped[Priority] = mapped_column(RowId)
    body: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("outbox_messages.body"))
    status: Mapped[SendStatus] = mapped_column(default=SendStatus.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    lost_answers: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(ShortText)
    platform_id: Mapped[str | None]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    inbox_id: Mapped[int | None]  # the message that led to it; None for what nobody asked for
    ended_at: Mapped[datetime | None]


def waits(messages: Any = OutboxMessage) -> ColumnElement[bool]:
    """The clause "this message is still to be sent", in the words of the partial indexes: SQLite does
    not use them for `status = ?`."""
    clause: ColumnElement[bool] = messages.status == literal_column(f"'{SendStatus.WAITING}'")
    return clause
