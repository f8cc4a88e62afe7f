"""What happened, and the chain that shows whether the account of it is whole."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId

_HAS_OFFICER = text("officer_id IS NOT NULL")
_HAS_UNIT = text("unit_id IS NOT NULL")


class AuditEntry(Base):
    """One act of an officer or a contact; of the service itself when both are empty. `unit_id` is
    whose affair it was then. The database refuses to change or remove one."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject", "subject", "subject_id"),
        Index(
            "ix_audit_entries_officer",
            "officer_id",
            "id",
            sqlite_where=_HAS_OFFICER,
            postgresql_where=_HAS_OFFICER,
        ),
        Index(
            "ix_audit_entries_unit",
            "unit_id",
            "id",
            sqlite_where=_HAS_UNIT,
            postgresql_where=_HAS_UNIT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    contact_id: Mapped[ContactId | None] = mapped_column(RowId, ForeignKey("contacts.id"))
    unit_id: Mapped[UnitId | None] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    action: Mapped[str] = mapped_column(ShortText)
    subject: Mapped[str] = mapped_column(ShortText)
    subject_id: Mapped[int]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


class AuditLink(Base):
    """One link of the chain: `hash` is that of the entry and of the link before. Positions are
    counted from 1 without a gap, in the order of committing, which numbers of rows are not."""

    __tablename__ = "audit_links"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entries.id"), unique=True)
    hash: Mapped[str] = mapped_column(ShortText)


class AuditHead(Base):
    """The last link, in one row that is locked while others are added. Without it, taking links
    away from the end would not be seen."""

    __tablename__ = "audit_heads"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int]
    hash: Mapped[str] = mapped_column(ShortText)
