"""The audit trail: who did what to which record, and when. Rows are only ever added.

Details hold codes and numbers of records, never a name, an id or a phone number.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend import clock
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.officers.models import Officer, OfficerId


class AuditEntry(Base):
    """One act of an officer or a contact; of the service itself when both are empty."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    contact_id: Mapped[ContactId | None] = mapped_column(RowId, ForeignKey("contacts.id"))
    action: Mapped[str] = mapped_column(ShortText)
    subject: Mapped[str] = mapped_column(ShortText)
    subject_id: Mapped[int]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


def record(
    session: Session,
    action: str,
    subject: Base,
    *,
    by: Officer | ContactId | None,
    **details: Any,
) -> None:
    """Adds one entry about `subject`, which must already have its number."""
    session.add(
        AuditEntry(
            at=clock.now(),
            officer_id=by.id if isinstance(by, Officer) else None,
            contact_id=None if isinstance(by, Officer) else by,
            action=action,
            subject=subject.__tablename__,
            subject_id=subject.id,  # type: ignore[attr-defined]  # every audited table has one
            details=details,
        )
    )
