"""Requests for support, what was found about the household, and what officers decided."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.households.models import HouseholdId
from backend.i18n import N_, _
from backend.officers.models import OfficerId
from backend.programmes.models import RevisionId
from backend.vietnamese import compact

RequestId = NewType("RequestId", int)


class Status(StrEnum):
    """Where a request stands. Stored for the queue's sake, always derived by `rules.status_of`."""

    WAITING = "waiting"  # for the officers of step `step`
    SENT_BACK = "sent_back"  # for the family, with a reason
    QUEUED = "queued"  # approved at every step, but the quota is used up
    APPROVED = "approved"
    REFUSED = "refused"
    HANDED_OVER = "handed_over"
    NOT_RECEIVED = "not_received"  # the family says that it has no device
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"  # into another request of the same child, which goes on

    @property
    def label(self) -> str:
        """As officers and families read it."""
        return _(_STATUS[self])


_STATUS = {
    Status.WAITING: N_("Chờ duyệt"),
    Status.SENT_BACK: N_("Chờ gia đình bổ sung"),
    Status.QUEUED: N_("Đủ điều kiện, chờ chỉ tiêu"),
    Status.APPROVED: N_("Đã duyệt, chờ bàn giao"),
    Status.REFUSED: N_("Không được duyệt"),
    Status.HANDED_OVER: N_("Đã bàn giao, chờ xác nhận"),
    Status.NOT_RECEIVED: N_("Gia đình báo chưa nhận"),
    Status.RECEIVED: N_("Đã nhận máy"),
    Status.WITHDRAWN: N_("Đã rút"),
    Status.MERGED: N_("Đã gộp vào hồ sơ khác"),
}


class Lacking(StrEnum):
    """What the child has to learn with today."""

    NO_DEVICE = "no_device"
    SHARED = "shared"
    BROKEN = "broken"
    TV_ONLY = "tv_only"
    HAS_DEVICE = "has_device"

    @property
    def label(self) -> str:
        """As families say it."""
        return _(_LACKING[self])


_LACKING = {
    Lacking.NO_DEVICE: N_("Chưa có máy nào"),
    Lacking.SHARED: N_("Dùng chung với người khác"),
    Lacking.BROKEN: N_("Có nhưng bị hỏng"),
    Lacking.TV_ONLY: N_("Chỉ học qua tivi"),
    Lacking.HAS_DEVICE: N_("Đã có máy riêng dùng tốt"),
}


class Relation(StrEnum):
    """Who asks, to the child."""

    PARENT = "parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    TEACHER = "teacher"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_RELATIONS[self])


_RELATIONS = {
    Relation.PARENT: N_("Bố hoặc mẹ"),
    Relation.GRANDPARENT: N_("Ông hoặc bà"),
    Relation.SIBLING: N_("Anh hoặc chị"),
    Relation.TEACHER: N_("Thầy cô"),
}


def _key_of_child(context: DefaultExecutionContext) -> str:
    """The name as requests for one child are found by it: without marks and spaces."""
    said: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return compact(said["child_name"])


class SupportRequest(Base):
    """One child, one benefit. What the family said stays as said; findings live beside it.
    `created_by_id` is the officer who entered it for a family without a phone; `merged_into_id` the
    request that goes on in its place."""

    __tablename__ = "support_requests"
    __table_args__ = (Index("ix_support_requests_queue", "unit_id", "status", "id"),)

    id: Mapped[RequestId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText, unique=True)  # HT-2026-000123
    revision_id: Mapped[RevisionId] = mapped_column(RowId, ForeignKey("programme_revisions.id"))
    benefit: Mapped[str] = mapped_column(ShortText)
    contact_id: Mapped[ContactId | None] = mapped_column(
        RowId, ForeignKey("contacts.id"), index=True
    )
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    relation: Mapped[Relation]
    circumstance: Mapped[str] = mapped_column(ShortText)  # the ground that the family names
    head_name: Mapped[str]
    head_birth_year: Mapped[int | None]
    hamlet: Mapped[str]
    child_name: Mapped[str]
    child_key: Mapped[str] = mapped_column(default=_key_of_child, index=True)
    child_birth_year: Mapped[int | None]
    school: Mapped[str]
    class_name: Mapped[str] = mapped_column(ShortText)
    lacking: Mapped[Lacking]
    phone: Mapped[str] = mapped_column(ShortText)
    status: Mapped[Status]
    step: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)  # grows with each action; guards two officers
    household_id: Mapped[HouseholdId | None] = mapped_column(
        RowId, ForeignKey("households.id"), index=True
    )
    withdrawn_at: Mapped[datetime | None]
    merged_into_id: Mapped[RequestId | None] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    created_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Verification(Base):
    """One look into the lists: which version, what it said, and why, in words."""

    __tablename__ = "verifications"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    verdict: Mapped[str] = mapped_column(ShortText)  # households.rules.Verdict
    list_id: Mapped[int | None] = mapped_column(ForeignKey("poverty_lists.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("poverty_list_entries.id"))
    score: Mapped[int]  # 0..100, likeness of the names
    reason: Mapped[str]
    candidates: Mapped[list[Any]] = mapped_column(JSON)  # [{entry_id, score, reason}]
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class DecisionKind(StrEnum):
    """What an officer can decide at a step."""

    APPROVE = "approve"
    REFUSE = "refuse"
    SEND_BACK = "send_back"
    RETURN = "return"  # to the officers of the step before
    REOPEN = "reopen"  # an appeal was right: the last step decides anew


# Decisions after which a step begins to wait.
MOVES = (DecisionKind.APPROVE, DecisionKind.RETURN, DecisionKind.REOPEN)


class Decision(Base):
    """One officer's decision at one step, with the reason that the family reads."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    step: Mapped[int]
    kind: Mapped[DecisionKind]
    reason: Mapped[str]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class Supplement(Base):
    """What a family added after a request was sent back."""

    __tablename__ = "supplements"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    text: Mapped[str]
    created_at: Mapped[datetime]
