"""Requests for support, what was found about the household, and what officers decided."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import SENSITIVE, Base, RowId, ShortText
from backend.encryption.types import Encrypted, EncryptedJson
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
    Status.RECEIVED: N_("Đã nhận"),
    Status.WITHDRAWN: N_("Đã rút"),
    Status.MERGED: N_("Đã gộp vào hồ sơ khác"),
}
# Those of a request as long as what was handed over for it is not returned.
GIVEN = (Status.HANDED_OVER, Status.NOT_RECEIVED, Status.RECEIVED)
GRANTED = (Status.APPROVED, *GIVEN)  # all steps have approved it, and it has its place


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
    MEMBER = "member"  # of the household that asks for itself
    HELPER = "helper"  # writes for a household that is not theirs

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_RELATIONS[self])


OF_A_CHILD = (Relation.PARENT, Relation.GRANDPARENT, Relation.SIBLING, Relation.TEACHER)
_RELATIONS = {
    Relation.PARENT: N_("Bố hoặc mẹ"),
    Relation.GRANDPARENT: N_("Ông hoặc bà"),
    Relation.SIBLING: N_("Anh hoặc chị"),
    Relation.TEACHER: N_("Thầy cô"),
    Relation.MEMBER: N_("Người trong hộ"),
    Relation.HELPER: N_("Trưởng thôn, người giúp"),
}


def _key_of(name: str) -> Callable[[DefaultExecutionContext], str]:
    """Fills in the key of the name in this column, by which requests are found: without marks and
    spaces. What was said is never written over, so the key is made once, with the row."""

    def key(context: DefaultExecutionContext) -> str:
        said: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
        return compact(said[name])

    return key


class SupportRequest(Base):
    """One child, or one household as a whole (then nothing is said of a child), one benefit. What the
    family said stays as said; findings live beside it. `facts` are the answers of the programme's own
    fields, as a ticket keeps them: name, label, value, shown. `created_by_id` is the officer who
    entered it for a family without a phone; `merged_into_id` the request that goes on in its place.
    `paper_on` is the day of a paper from former times, `passed` how many steps it had behind it.
    Since `anonymised_at` nothing in it tells of whom it was; it still counts."""

    __tablename__ = "support_requests"
    __table_args__ = (
        Index("ix_support_requests_queue", "unit_id", "status", "id"),
        Index("ix_support_requests_head", "unit_id", "head_key", "created_at"),
        Index("ix_support_requests_child", "child_key", "unit_id"),
    )

    id: Mapped[RequestId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText, unique=True)  # HT-2026-000123
    revision_id: Mapped[RevisionId] = mapped_column(RowId, ForeignKey("programme_revisions.id"))
    benefit: Mapped[str] = mapped_column(ShortText)
    contact_id: Mapped[ContactId | None] = mapped_column(
        RowId, ForeignKey("contacts.id"), index=True
    )
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    relation: Mapped[Relation]
    circumstance: Mapped[str] = mapped_column(ShortText, info=SENSITIVE)  # the family's own word
    head_name: Mapped[str]
    head_key: Mapped[str] = mapped_column(default=_key_of("head_name"))
    head_birth_year: Mapped[int | None]
    hamlet: Mapped[str]
    child_name: Mapped[str]
    child_key: Mapped[str] = mapped_column(default=_key_of("child_name"))
    child_birth_year: Mapped[int | None]
    school: Mapped[str]
    class_name: Mapped[str] = mapped_column(ShortText)
    lacking: Mapped[Lacking | None]
    facts: Mapped[list[dict[str, Any]]] = mapped_column(
        EncryptedJson("support_requests.facts"), default=list
    )
    phone: Mapped[str] = mapped_column(Encrypted("support_requests.phone"))
    status: Mapped[Status]
    step: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    paper_on: Mapped[date | None]
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
    anonymised_at: Mapped[datetime | None]

    @property
    def is_for_household(self) -> bool:
        """Whether the household asks for itself, and not for a child."""
        return not self.child_name

    @property
    def recipient(self) -> str:
        """Whom it is for: the child, or the head of the household."""
        return self.child_name or self.head_name

    @property
    def answers(self) -> dict[str, str]:
        """The answers of the programme's own fields, by name, as the rules compare them."""
        return {fact["name"]: str(fact["value"]) for fact in self.facts or ()}


class ProbingKind(StrEnum):
    """How somebody may be trying names out."""

    MANY_HEADS = "many_heads"  # one contact, in a day
    MANY_CONTACTS = "many_contacts"  # of one household, in a month


class ProbingSign(Base):
    """A request with which one contact had named many heads, or a household was named by many
    contacts. Where an officer's page has to look: what it says is counted from the requests."""

    __tablename__ = "probing_signs"

    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), primary_key=True
    )
    kind: Mapped[ProbingKind] = mapped_column(primary_key=True)
    noticed_at: Mapped[datetime] = mapped_column(index=True)


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
    reason: Mapped[str] = mapped_column(Encrypted("verifications.reason"))
    candidates: Mapped[list[Any]] = mapped_column(  # [{entry_id, score, reason}]
        EncryptedJson("verifications.candidates")
    )
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
    """One officer's decision at one step, with the reason that the family reads; `stands_in` when it
    was a commune's officer in the place of a hamlet without an account."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    step: Mapped[int]
    kind: Mapped[DecisionKind]
    reason: Mapped[str] = mapped_column(Encrypted("decisions.reason"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    stands_in: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Supplement(Base):
    """What a family added after a request was sent back."""

    __tablename__ = "supplements"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    text: Mapped[str] = mapped_column(Encrypted("supplements.text"))
    created_at: Mapped[datetime]
