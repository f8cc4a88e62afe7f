"""Programmes as they stood when somebody asked under them."""

from datetime import datetime
from typing import Any, NewType

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, RowId, ShortText

RevisionId = NewType("RevisionId", int)


class ProgrammeRevision(Base):
    """One immutable state of a programme's file. A changed file makes the next number; a request
    keeps pointing at the revision under which it was made."""

    __tablename__ = "programme_revisions"
    __table_args__ = (UniqueConstraint("code", "number"),)

    id: Mapped[RevisionId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText)
    number: Mapped[int]
    # Read once in a process, see `service`; what else is asked of a revision is small.
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    content_hash: Mapped[str] = mapped_column(ShortText)
    created_at: Mapped[datetime]
