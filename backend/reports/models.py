"""Reports that offices write about a programme: drafts, and those that were issued."""

from datetime import date, datetime
from typing import Any, NewType

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.figures.rules import Period
from backend.officers.models import OfficerId
from backend.programmes.models import RevisionId

ReportId = NewType("ReportId", int)

_DRAFT = text("issued_on IS NULL")


class ProgrammeReport(Base):
    """A report of a unit on a period. A draft has what an officer types (`words`, by heading); its
    figures are counted whenever it is opened. Issued, it has number, day and signer, and `content`
    is what it said; it is never changed again. `programme` and `code` name it in the programme's
    file, `revision_id` as that stood when it was last saved."""

    __tablename__ = "programme_reports"
    __table_args__ = (
        Index(
            "uq_programme_reports_draft",
            *("unit_id", "programme", "code", "since", "until"),
            unique=True,
            sqlite_where=_DRAFT,
            postgresql_where=_DRAFT,
        ),
        Index("ix_programme_reports_unit", "unit_id", "id"),
    )

    id: Mapped[ReportId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    programme: Mapped[str] = mapped_column(ShortText)
    code: Mapped[str] = mapped_column(ShortText)
    revision_id: Mapped[RevisionId] = mapped_column(RowId, ForeignKey("programme_revisions.id"))
    since: Mapped[date]
    until: Mapped[date]
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    number: Mapped[str]
    signer_title: Mapped[str]
    signer_name: Mapped[str]
    issued_on: Mapped[date | None]
    content: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    @property
    def period(self) -> Period:
        """What it reports on."""
        return Period(self.since, self.until)
