"""Which parts of the service live."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, ShortText


class ProcessSeen(Base):
    """The last sign of life of a part of the service; several workers share a row."""

    __tablename__ = "processes_seen"

    part: Mapped[str] = mapped_column(ShortText, primary_key=True)
    seen_at: Mapped[datetime]
