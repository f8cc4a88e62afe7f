"""An operator's answer to an order: the file, row by row, and what each row means."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.data_packages.models import DataPackageId, RefusalReason
from backend.data_packages.order_models import OrderId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted
from backend.i18n import N_, _
from backend.jobs.models import JobId
from backend.officers.models import OfficerId

ReconciliationId = NewType("ReconciliationId", int)
AnswerRowId = NewType("AnswerRowId", int)


class Verdict(StrEnum):
    """What one row of the file means for a package."""

    ACTIVATED = "activated"
    NEEDS_IDENTITY = "needs_identity"
    REFUSED = "refused"
    PENDING = "pending"  # the operator is still at it
    SAME = "same"  # already written down
    REPEATED = "repeated"
    CONTRADICTORY = "contradictory"
    NOT_UNDERSTOOD = "not_understood"
    UNREADABLE = "unreadable"  # no number in it
    UNKNOWN = "unknown"  # nobody of ours

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_VERDICTS[self])

    @property
    def what_to_do(self) -> str:
        """What officers do about rows that are not written down; "" where there is nothing."""
        return _(_WHAT_TO_DO.get(self, ""))

    @property
    def changes(self) -> bool:
        """Whether applying the row changes its package."""
        return self in CHANGES


CHANGES = (Verdict.ACTIVATED, Verdict.NEEDS_IDENTITY, Verdict.REFUSED)
_VERDICTS = {
    Verdict.ACTIVATED: N_("Đã mở"),
    Verdict.NEEDS_IDENTITY: N_("SIM chờ xác thực"),
    Verdict.REFUSED: N_("Nhà mạng chưa mở được"),
    Verdict.PENDING: N_("Nhà mạng đang xử lý"),
    Verdict.SAME: N_("Đã ghi từ trước"),
    Verdict.REPEATED: N_("Dòng lặp lại"),
    Verdict.CONTRADICTORY: N_("Dòng mâu thuẫn"),
    Verdict.NOT_UNDERSTOOD: N_("Chưa hiểu trạng thái"),
    Verdict.UNREADABLE: N_("Không đọc được số"),
    Verdict.UNKNOWN: N_("Số không có trong đơn"),
}

_WHAT_TO_DO = {
    Verdict.PENDING: N_("Các số này vẫn chờ. Nhà mạng gửi tệp sau thì đối chiếu tiếp."),
    Verdict.CONTRADICTORY: N_(
        "Không ghi dòng nào ở đây. Anh/chị hỏi lại nhà mạng, rồi ghi tay ở từng hồ sơ."
    ),
    Verdict.NOT_UNDERSTOOD: N_(
        "Em chưa biết lời này của nhà mạng nên không đoán. Anh/chị đọc rồi ghi tay ở từng hồ sơ."
    ),
    Verdict.UNREADABLE: N_(
        "Số bị mất chữ số khi lưu Excel. Anh/chị xin nhà mạng tệp có cột số ở dạng văn bản."
    ),
    Verdict.UNKNOWN: N_("Không phải số mà đơn vị mình đặt, hoặc số đã được sửa sau khi đặt."),
}


class Reconciliation(Base):
    """One file, for one order. Nothing is changed before it is applied; applying goes on where it
    stopped, and the same file is taken once."""

    __tablename__ = "package_reconciliations"
    __table_args__ = (UniqueConstraint("unit_id", "file_hash"),)

    id: Mapped[ReconciliationId] = mapped_column(RowId, primary_key=True)
    order_id: Mapped[OrderId] = mapped_column(RowId, ForeignKey("package_orders.id"), index=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    file_name: Mapped[str]
    file_hash: Mapped[str] = mapped_column(ShortText)  # SHA-256
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]  # the applying
    applied_at: Mapped[datetime | None]
    job_id: Mapped[JobId | None] = mapped_column(RowId, ForeignKey("jobs.id"))  # its last applying


class AnswerRow(Base):
    """One row of the file. `number` is the row as Excel counts it; `note` tells why it cannot be
    taken as it is. `is_done` once it was applied, or found to be overtaken."""

    __tablename__ = "package_answer_rows"
    __table_args__ = (
        Index("ix_package_answer_rows_figure", "reconciliation_id", "verdict", "id"),
        Index("ix_package_answer_rows_to_do", "reconciliation_id", "is_done", "id"),
    )

    id: Mapped[AnswerRowId] = mapped_column(RowId, primary_key=True)
    reconciliation_id: Mapped[ReconciliationId] = mapped_column(
        RowId, ForeignKey("package_reconciliations.id")
    )
    number: Mapped[int]
    phone: Mapped[str] = mapped_column(Encrypted("package_answer_rows.phone"))
    words: Mapped[str] = mapped_column(  # the operator's own
        Encrypted("package_answer_rows.words")
    )
    on: Mapped[date | None]
    verdict: Mapped[Verdict]
    reason: Mapped[RefusalReason | None]
    note: Mapped[str] = mapped_column(Encrypted("package_answer_rows.note"), default="")
    package_id: Mapped[DataPackageId | None] = mapped_column(
        RowId, ForeignKey("data_packages.id"), index=True
    )
    is_done: Mapped[bool] = mapped_column(default=False)
