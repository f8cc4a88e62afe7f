"""The workbook of breaches. What is known is written anew, never over: the newest account counts."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.breaches.words import Told
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted
from backend.officers.models import OfficerId

BreachId = NewType("BreachId", int)


class Breach(Base):
    """One incident with personal data of a unit. `lessons` are written when it is closed; what is found
    out later is still added."""

    __tablename__ = "breaches"
    __table_args__ = (Index("ix_breaches_list", "unit_id", "id"),)

    id: Mapped[BreachId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText, unique=True)  # VP-2026-000001
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    lessons: Mapped[str] = mapped_column(Encrypted("breaches.lessons"), default="")
    once: Mapped[str] = mapped_column(ShortText, unique=True)  # of the form: sent twice is one
    version: Mapped[int] = mapped_column(default=1)  # grows with each addition; guards two officers


class BreachAccount(Base):
    """All that was known of a breach at one time. `found_at` is when it was detected, from which the
    clocks run; `data` are codes of `words.DATA` joined by ", "; `people` is None while nobody can say,
    and an estimate unless `is_counted`."""

    __tablename__ = "breach_accounts"
    __table_args__ = (Index("ix_breach_accounts_breach", "breach_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    breach_id: Mapped[BreachId] = mapped_column(RowId, ForeignKey("breaches.id"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    written_at: Mapped[datetime]
    found_at: Mapped[datetime]
    found_by: Mapped[str] = mapped_column(Encrypted("breach_accounts.found_by"))
    happened: Mapped[str] = mapped_column(Encrypted("breach_accounts.happened"))
    data: Mapped[str]
    people: Mapped[int | None]
    is_counted: Mapped[bool]
    consequences: Mapped[str] = mapped_column(Encrypted("breach_accounts.consequences"))
    measures: Mapped[str] = mapped_column(Encrypted("breach_accounts.measures"))
    via_zalo: Mapped[bool]


class BreachNotice(Base):
    """That somebody was told of a breach, when and how; or, unless `is_told`, that they need not be:
    then `note` says who found so, and why."""

    __tablename__ = "breach_notices"
    __table_args__ = (Index("ix_breach_notices_breach", "breach_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    breach_id: Mapped[BreachId] = mapped_column(RowId, ForeignKey("breaches.id"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    written_at: Mapped[datetime]
    receiver: Mapped[Told]
    is_told: Mapped[bool]
    told_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Encrypted("breach_notices.note"))
