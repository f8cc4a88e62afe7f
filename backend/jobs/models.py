"""Jobs: long work that a worker does beside the chat, with how far it is."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId

JobId = NewType("JobId", int)


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"  # by whoever holds the lease; when that is over, anybody may begin anew
    DONE = "done"
    FAILED = "failed"  # `sentence` says why
    CANCELLED = "cancelled"


class Job(Base):
    """One piece of work that an officer asked for. `argument` holds numbers of records, never what
    people wrote. `attempts` counts the beginnings; the newest one alone may write."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_next", "state", "id"),)

    id: Mapped[JobId] = mapped_column(RowId, primary_key=True)
    kind: Mapped[str] = mapped_column(ShortText)
    argument: Mapped[dict[str, Any]] = mapped_column(JSON)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    state: Mapped[JobState]
    done: Mapped[int]
    total: Mapped[int | None]  # None while nobody knows
    sentence: Mapped[str]
    attempts: Mapped[int]
    leased_until: Mapped[datetime | None]  # of a waiting one: not to be begun before
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether it waits for a worker or is in one's hands."""
        return self.state in (JobState.WAITING, JobState.RUNNING)
