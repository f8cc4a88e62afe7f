"""Tables that an officer asked for as a file, until they expire."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted, EncryptedBytes
from backend.jobs.models import JobId
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

ExportId = NewType("ExportId", int)


class Export(Base):
    """One file for one officer, who alone may fetch it. `noun` is a key of `exports.NOUNS`, `filters`
    the query of its list; `reason` is why whole telephone numbers are needed, "" when they are
    masked. `rows` and `size` (bytes) are None until the job has written it."""

    __tablename__ = "exports"
    __table_args__ = (
        Index("ix_exports_officer", "officer_id", "id"),
        Index("ix_exports_expires", "expires_at"),
    )

    id: Mapped[ExportId] = mapped_column(RowId, primary_key=True)
    noun: Mapped[str] = mapped_column(ShortText)
    filters: Mapped[str] = mapped_column(Encrypted("exports.filters"))
    reason: Mapped[str] = mapped_column(ShortText)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    job_id: Mapped[JobId | None] = mapped_column(RowId, ForeignKey("jobs.id"))
    rows: Mapped[int | None]
    size: Mapped[int | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ExportPiece(Base):
    """A part of the file, so that nobody has to hold all of it."""

    __tablename__ = "export_pieces"

    export_id: Mapped[ExportId] = mapped_column(
        RowId, ForeignKey("exports.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(EncryptedBytes("export_pieces.content"))


class ExportRequest(Base):
    """A request of whose family the file tells, for the register of disclosures."""

    __tablename__ = "export_requests"

    export_id: Mapped[ExportId] = mapped_column(
        RowId, ForeignKey("exports.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    request_id: Mapped[RequestId] = mapped_column(
        RowId,
        ForeignKey("support_requests.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )
