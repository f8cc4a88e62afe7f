"""Applications for titles with their points, decisions with their awards, and the rubrics used."""

from datetime import date, datetime
from typing import Any, NewType

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.approved_lists.signing import Signable
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted
from backend.learning_titles.words import AwardKind, TitleHappened, TitleStatus
from backend.media.models import MediaId
from backend.officers.models import OfficerId
from backend.programmes.models import RevisionId

RubricId = NewType("RubricId", int)
ApplicationId = NewType("ApplicationId", int)
TitleDecisionId = NewType("TitleDecisionId", int)
AwardId = NewType("AwardId", int)


class TitleRubric(Base):
    """A rubric as it stood when somebody was first scored by it; never changed afterwards."""

    __tablename__ = "title_rubrics"
    __table_args__ = (UniqueConstraint("content_hash"),)

    id: Mapped[RubricId] = mapped_column(RowId, primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_hash: Mapped[str] = mapped_column(ShortText)
    created_at: Mapped[datetime]


class TitleApplication(Base):
    """What one applicant seeks for one year. `title` is a code of the programme's titles; the name of
    the family's head, the clan, the hamlet or the organisation is `applicant_name`, and
    `applicant_key` the same folded, by which a second application is noticed. `words` tells the
    evidence. `cultural` says whether the applicant has the cultural title as well (Gia đình văn hóa,
    Khu phố văn hóa); None is not known. `exemplary` ones are put forward for commendation."""

    __tablename__ = "title_applications"
    __table_args__ = (
        Index("ix_title_applications_queue", "unit_id", "status", "id"),
        Index("ix_title_applications_same", "unit_id", "year", "title", "applicant_key"),
    )

    id: Mapped[ApplicationId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText, unique=True)  # DH-2026-000123
    revision_id: Mapped[RevisionId] = mapped_column(RowId, ForeignKey("programme_revisions.id"))
    rubric_id: Mapped[RubricId] = mapped_column(RowId, ForeignKey("title_rubrics.id"))
    title: Mapped[str] = mapped_column(ShortText)
    year: Mapped[int]
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    hamlet: Mapped[str]
    applicant_name: Mapped[str]
    applicant_key: Mapped[str] = mapped_column(ShortText)
    words: Mapped[str] = mapped_column(Encrypted("title_applications.words"))
    contact_id: Mapped[ContactId | None] = mapped_column(
        RowId, ForeignKey("contacts.id"), index=True
    )
    created_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    status: Mapped[TitleStatus]
    step: Mapped[int] = mapped_column(default=0)
    due_on: Mapped[date]
    cultural: Mapped[bool | None]
    exemplary: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)  # grows with each action; guards two officers
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class TitleScore(Base):
    """One criterion of an application: the answer chosen and its points, what proves it, and the
    reviewer's points, None until they are given."""

    __tablename__ = "title_scores"
    __table_args__ = (UniqueConstraint("application_id", "criterion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[ApplicationId] = mapped_column(
        RowId, ForeignKey("title_applications.id")
    )
    criterion: Mapped[str] = mapped_column(ShortText)
    answer: Mapped[str] = mapped_column(ShortText)
    self_points: Mapped[int]
    media_id: Mapped[MediaId | None] = mapped_column(RowId, ForeignKey("media_files.id"))
    points: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Encrypted("title_scores.reason"), default="")


class TitleEvent(Base):
    """One thing that happened to an application; only ever added."""

    __tablename__ = "title_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[ApplicationId] = mapped_column(
        RowId, ForeignKey("title_applications.id"), index=True
    )
    kind: Mapped[TitleHappened]
    step: Mapped[int]
    text: Mapped[str] = mapped_column(Encrypted("title_events.text"))
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class TitleDecision(Signable, Base):
    """A decision on titles with its list. One that `amends_id` says only what is different from that
    decision."""

    __tablename__ = "title_decisions"
    __table_args__ = (
        UniqueConstraint("unit_id", "decision_number", "decision_date"),
        Index("ix_title_decisions_unit", "unit_id", "id"),
    )

    id: Mapped[TitleDecisionId] = mapped_column(RowId, primary_key=True)
    year: Mapped[int]
    amends_id: Mapped[TitleDecisionId | None] = mapped_column(
        RowId, ForeignKey("title_decisions.id"), index=True
    )


class TitleAward(Base):
    """One line of a decision: a copy of what counts, `number` as printed. A title is valid in its
    `year`, from the signature on; `certificate` is "" in a draft. `earlier_id` is the line that this
    one revokes or corrects, `note` says why. `in_force` from the signature until a later decision
    touches it."""

    __tablename__ = "title_awards"
    __table_args__ = (
        UniqueConstraint("decision_id", "application_id"),
        Index("ix_title_awards_decision", "decision_id", "number"),
        Index("ix_title_awards_unit", "unit_id", "year", "title"),
        # An application is recognised by one line at most.
        Index(
            "uq_title_awards_in_force",
            "application_id",
            unique=True,
            sqlite_where=text("in_force"),
            postgresql_where=text("in_force"),
        ),
    )

    id: Mapped[AwardId] = mapped_column(RowId, primary_key=True)
    decision_id: Mapped[TitleDecisionId] = mapped_column(RowId, ForeignKey("title_decisions.id"))
    application_id: Mapped[ApplicationId] = mapped_column(
        RowId, ForeignKey("title_applications.id"), index=True
    )
    earlier_id: Mapped[AwardId | None] = mapped_column(RowId, ForeignKey("title_awards.id"))
    kind: Mapped[AwardKind] = mapped_column(default=AwardKind.RECOGNISED)
    note: Mapped[str] = mapped_column(Encrypted("title_awards.note"), default="")
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    number: Mapped[int]
    certificate: Mapped[str] = mapped_column(ShortText)
    title: Mapped[str] = mapped_column(ShortText)
    year: Mapped[int]
    code: Mapped[str] = mapped_column(ShortText)
    applicant_name: Mapped[str]
    hamlet: Mapped[str]
    unit_name: Mapped[str]
    title_name: Mapped[str]
    points: Mapped[int]
    exemplary: Mapped[bool]
    in_force: Mapped[bool] = mapped_column(default=False)

    def copied(self) -> dict[str, Any]:
        """What the signature covers. A line that recognises says so by being there."""
        copied = {name: getattr(self, name) for name in COPIED}
        if self.kind is AwardKind.RECOGNISED:
            return copied
        return copied | {"kind": self.kind.value, "note": self.note}


COPIED = (
    "number",
    "certificate",
    "title",
    "year",
    "code",
    "applicant_name",
    "hamlet",
    "unit_name",
    "title_name",
    "points",
    "exemplary",
)
