"""What the worker anonymised and erased because its time was over."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, ShortText


class RetentionRun(Base):
    """One batch of a step: how many rows of each table were emptied or deleted, never whose.
    `through` is the number of the last row that was looked at, for steps that go by number."""

    __tablename__ = "retention_runs"
    __table_args__ = (Index("ix_retention_runs_step", "step", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    step: Mapped[str] = mapped_column(ShortText)
    through: Mapped[int | None]
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
