"""Photos that families sent when they were asked for one, and those that officers put to a case."""

from datetime import datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import EncryptedBytes

MediaId = NewType("MediaId", int)


class MediaState(StrEnum):
    """Waiting to be fetched, then one of the others; what was stored is purged in the end."""

    WAITING = "waiting"
    STORED = "stored"
    FAILED = "failed"
    PURGED = "purged"


class MediaFile(Base):
    """One photo; an officer's has no `contact_id`. `reference` is "channel:handle" as the platform
    named it, emptied once it is of no more use: some handles are addresses at which anybody can look.
    `content` is the picture without what its file told beside it (place, time, camera), `sha256`
    (hex) is of these bytes. While it waits nobody fetches it before `due_at`."""

    __tablename__ = "media_files"
    __table_args__ = (
        Index(
            "ix_media_files_waiting",
            "due_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[MediaId] = mapped_column(RowId, primary_key=True)
    contact_id: Mapped[ContactId | None] = mapped_column(
        RowId, ForeignKey("contacts.id"), index=True
    )
    reference: Mapped[str]
    state: Mapped[MediaState] = mapped_column(default=MediaState.WAITING)
    content: Mapped[bytes | None] = mapped_column(
        EncryptedBytes("media_files.content"), deferred=True
    )
    content_type: Mapped[str | None] = mapped_column(ShortText)
    sha256: Mapped[str | None] = mapped_column(ShortText)
    reason: Mapped[str | None] = mapped_column(ShortText)  # of a failure, a code
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    stored_at: Mapped[datetime | None]
