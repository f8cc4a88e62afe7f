"""A decision with its list. Once it is signed its rows are copies that nothing changes; what is
different later stands in a later decision that names it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.i18n import N_, _
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

ApprovedListId = NewType("ApprovedListId", int)
ApprovedRowId = NewType("ApprovedRowId", int)


class ApprovedList(Base):
    """One list of one office: a draft until `frozen_at`. One that `amends_id` says only what is
    different from that list. `digest` is the hash of its rows on the day of the signature."""

    __tablename__ = "approved_lists"
    __table_args__ = (
        UniqueConstraint("unit_id", "decision_number", "decision_date"),
        Index("ix_approved_lists_unit", "unit_id", "id"),
    )

    id: Mapped[ApprovedListId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    programme: Mapped[str] = mapped_column(ShortText)
    round: Mapped[str] = mapped_column(ShortText)  # code, or "" for all
    amends_id: Mapped[ApprovedListId | None] = mapped_column(
        RowId, ForeignKey("approved_lists.id"), index=True
    )
    decision_number: Mapped[str | None] = mapped_column(ShortText)  # 168/KH-UBND
    decision_date: Mapped[date | None]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    digest: Mapped[str] = mapped_column(ShortText)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    frozen_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    frozen_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class RowKind(StrEnum):
    """What a row says of its request."""

    LISTED = "listed"
    REMOVED = "removed"  # only in a later decision, as the next
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """As the paper says it."""
        return _(_KINDS[self])


_KINDS = {
    RowKind.LISTED: N_("Có tên"),
    RowKind.REMOVED: N_("Rút tên"),
    RowKind.CORRECTED: N_("Sửa lại"),
}


class ApprovedListRow(Base):
    """One line of a list: a copy of what counts, `number` as printed. `earlier_id` is the row that
    this one removes or corrects. `in_force` until a later decision touches it; drafts never are."""

    __tablename__ = "approved_list_rows"
    __table_args__ = (
        UniqueConstraint("list_id", "request_id"),
        Index("ix_approved_list_rows_list", "list_id", "number"),
        # A request stands on at most one list that counts.
        Index(
            "uq_approved_list_rows_in_force",
            "request_id",
            unique=True,
            sqlite_where=text("in_force"),
            postgresql_where=text("in_force"),
        ),
    )

    id: Mapped[ApprovedRowId] = mapped_column(RowId, primary_key=True)
    list_id: Mapped[ApprovedListId] = mapped_column(RowId, ForeignKey("approved_lists.id"))
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    earlier_id: Mapped[ApprovedRowId | None] = mapped_column(
        RowId, ForeignKey("approved_list_rows.id")
    )
    in_force: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[RowKind]
    number: Mapped[int]
    code: Mapped[str] = mapped_column(ShortText)
    child_name: Mapped[str]
    child_birth_year: Mapped[int | None]
    head_name: Mapped[str]
    unit_name: Mapped[str]
    hamlet: Mapped[str]
    standing: Mapped[str]  # the class, in words
    benefit: Mapped[str]  # in words
    source: Mapped[str]  # in words
    note: Mapped[str]  # why it was removed or corrected

    def copied(self) -> dict[str, Any]:
        """What the signature covers."""
        return {name: getattr(self, name) for name in (*COPIED, "number", "code", "note")} | {
            "kind": self.kind.value
        }


# Taken from the request; see `rows.copy_of`.
COPIED = (
    "child_name",
    "child_birth_year",
    "head_name",
    "unit_name",
    "hamlet",
    "standing",
    "benefit",
    "source",
)
