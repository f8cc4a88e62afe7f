"""Tickets: what people put to an office besides a request for support, and what became of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted, EncryptedJson
from backend.i18n import N_, _
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

TicketId = NewType("TicketId", int)


class TicketStatus(StrEnum):
    """Where a ticket stands. Stored for the list's sake, always derived by `rules.status_of`."""

    OPEN = "open"
    ASKED = "asked"  # an officer waits for the person's answer
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """As officers and families read it."""
        return _(_STATUS[self])


_STATUS = {
    TicketStatus.OPEN: N_("Đang giải quyết"),
    TicketStatus.ASKED: N_("Chờ người gửi trả lời"),
    TicketStatus.CLOSED: N_("Đã trả lời"),
}


class Happened(StrEnum):
    """What can happen to a ticket."""

    SUBMITTED = "submitted"
    ADDED = "added"  # the person wrote more; a closed ticket is open again
    ASKED = "asked"
    PASSED_ON = "passed_on"  # to another unit
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_HAPPENED[self])


_HAPPENED = {
    Happened.SUBMITTED: N_("Gửi phiếu"),
    Happened.ADDED: N_("Người gửi nhắn thêm"),
    Happened.ASKED: N_("Cán bộ hỏi thêm"),
    Happened.PASSED_ON: N_("Chuyển đơn vị khác"),
    Happened.CLOSED: N_("Trả lời và kết thúc"),
}


class Ticket(Base):
    """One matter of one person, for the office of `unit_id`. `facts` are the form's answers as they
    were given: [{name, label, value, shown}]. `request_id` is the own request that it is about. Since
    `anonymised_at` nothing of what was said in it is kept."""

    __tablename__ = "tickets"
    __table_args__ = (Index("ix_tickets_queue", "unit_id", "status", "id"),)

    id: Mapped[TicketId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText, unique=True)  # PA-2026-000123
    kind: Mapped[str] = mapped_column(ShortText, index=True)
    contact_id: Mapped[ContactId | None] = mapped_column(
        RowId, ForeignKey("contacts.id"), index=True
    )
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    about_unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    request_id: Mapped[RequestId | None] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    facts: Mapped[list[dict[str, Any]]] = mapped_column(EncryptedJson("tickets.facts"))
    points: Mapped[int | None]
    status: Mapped[TicketStatus]
    outcome: Mapped[str | None] = mapped_column(ShortText)
    due_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)  # grows with each action; guards two officers
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    anonymised_at: Mapped[datetime | None]

    @property
    def title(self) -> str:
        """What was said in free words, or else the first two answers."""
        words = [fact["shown"] for fact in self.facts if fact["name"] == "words"]
        shown = [fact["shown"] for fact in self.facts if fact["shown"]]
        return " · ".join(words or shown[:2])


class TicketEvent(Base):
    """One thing that happened to a ticket, by a person or by an officer; only ever added."""

    __tablename__ = "ticket_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[TicketId] = mapped_column(RowId, ForeignKey("tickets.id"), index=True)
    kind: Mapped[Happened]
    text: Mapped[str] = mapped_column(Encrypted("ticket_events.text"))
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
