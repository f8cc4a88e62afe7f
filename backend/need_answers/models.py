"""Households that were asked and need nothing: without them nobody knows who was asked at all."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

NeedAnswerId = NewType("NeedAnswerId", int)
_COUNTS = text("replaced_by_id IS NULL")


class NeedAnswer(Base):
    """A household of the commune `unit_id` said that it needs nothing of a programme (its code): by
    chat (`contact_id`) or to an officer (`officer_id`). A later request of the household replaces
    it; one household has one answer that counts."""

    __tablename__ = "need_answers"
    __table_args__ = (
        Index(
            "uq_need_answers_counting",
            *("programme", "unit_id", "head_key", "head_birth_year", "hamlet_key"),
            unique=True,
            sqlite_where=_COUNTS,
            postgresql_where=_COUNTS,
        ),
        Index("ix_need_answers_list", "unit_id", "id"),
    )

    id: Mapped[NeedAnswerId] = mapped_column(RowId, primary_key=True)
    programme: Mapped[str] = mapped_column(ShortText)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    hamlet: Mapped[str]
    hamlet_key: Mapped[str]
    head_name: Mapped[str]
    head_key: Mapped[str]  # without marks and spaces, as requests have it
    head_birth_year: Mapped[int]  # 0 where nobody knows it
    phone: Mapped[str] = mapped_column(Encrypted("need_answers.phone"))
    contact_id: Mapped[ContactId | None] = mapped_column(RowId, ForeignKey("contacts.id"))
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    replaced_by_id: Mapped[RequestId | None] = mapped_column(
        RowId, ForeignKey("support_requests.id")
    )
    created_at: Mapped[datetime]
