"""One message to many families, and who was put into the outbox for it."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId
from backend.i18n import N_, _
from backend.messages.models import OutboxId
from backend.officers.models import OfficerId

BroadcastId = NewType("BroadcastId", int)


class State(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"  # looked at, nothing sent
    ASKED = "asked"  # waits for a second officer
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"  # everybody is in the outbox; some may still wait there

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_STATES[self])


_STATES = {
    State.DRAFT: N_("Bản nháp"),
    State.ASKED: N_("Chờ người thứ hai xác nhận"),
    State.SENDING: N_("Đang gửi"),
    State.PAUSED: N_("Tạm dừng"),
    State.CANCELLED: N_("Đã hủy"),
    State.DONE: N_("Đã gửi xong"),
}


class Broadcast(Base):
    """`filters` are an `audience.Audience` as JSON, `values` what the sender typed for variables.
    Contacts are walked by number; up to `cursor` they are in the outbox."""

    __tablename__ = "broadcasts"
    __table_args__ = (Index("ix_broadcasts_list", "unit_id", "id"),)

    id: Mapped[BroadcastId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    second_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    text: Mapped[str]
    values: Mapped[dict[str, str]] = mapped_column(JSON)
    filters: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[State]
    version: Mapped[int] = mapped_column()
    cursor: Mapped[int] = mapped_column(default=0)
    expected: Mapped[int]  # how many were to hear it when it was begun
    created_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own


class BroadcastRecipient(Base):
    """Somebody a broadcast goes to, once. `outbox_id` is no reference: old messages are removed."""

    __tablename__ = "broadcast_recipients"

    broadcast_id: Mapped[BroadcastId] = mapped_column(
        RowId, ForeignKey("broadcasts.id"), primary_key=True, autoincrement=False
    )
    contact_id: Mapped[ContactId] = mapped_column(
        RowId, ForeignKey("contacts.id"), primary_key=True, autoincrement=False
    )
    outbox_id: Mapped[OutboxId] = mapped_column(RowId)
