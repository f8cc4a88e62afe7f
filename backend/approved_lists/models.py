"""A decision with its list. Once it is signed its rows are copies that nothing changes; what is
different later stands in a later decision that names it."""

from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.approved_lists.signing import Signable
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted
from backend.i18n import N_, _
from backend.support_requests.models import RequestId

ApprovedListId = NewType("ApprovedListId", int)
ApprovedRowId = NewType("ApprovedRowId", int)


class ApprovedList(Signable, Base):
    """One list of one office. One that `amends_id` says only what is different from that list."""

    __tablename__ = "approved_lists"
    __table_args__ = (
        UniqueConstraint("unit_id", "decision_number", "decision_date"),
        Index("ix_approved_lists_unit", "unit_id", "id"),
    )

    id: Mapped[ApprovedListId] = mapped_column(RowId, primary_key=True)
    programme: Mapped[str] = mapped_column(ShortText)
    round: Mapped[str] = mapped_column(ShortText)  # code, or "" for all
    amends_id: Mapped[ApprovedListId | None] = mapped_column(
        RowId, ForeignKey("approved_lists.id"), index=True
    )


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
    note: Mapped[str] = mapped_column(  # why it was removed or corrected
        Encrypted("approved_list_rows.note")
    )

    @property
    def recipient(self) -> str:
        """Whom it is for: the child, or the head of the household."""
        return self.child_name or self.head_name

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
