"""The register of coverage: each hamlet with its signal, its history, and who reported a weak one."""

from datetime import date, datetime
from typing import NewType

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.coverage.words import Network, Signal
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId
from backend.tickets.models import TicketId

CoverageId = NewType("CoverageId", int)


class HamletCoverage(Base):
    """One hamlet as it stands now. `plan` is the code of the target that names it, "" for none;
    `target_on` the day by which it shall be covered, `done_on` the day since which it is."""

    __tablename__ = "hamlet_coverages"

    id: Mapped[CoverageId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), unique=True
    )
    signal: Mapped[Signal]
    network: Mapped[Network]
    operator: Mapped[str] = mapped_column(ShortText)  # of `words.OPERATORS`
    target_on: Mapped[date | None]
    done_on: Mapped[date | None]
    evidence: Mapped[str]  # the paper, or how it was measured
    plan: Mapped[str] = mapped_column(ShortText)
    version: Mapped[int] = mapped_column(default=1)


class CoverageEvent(Base):
    """How a hamlet was found on the day `found_on`; only ever added. `officer_id` is None for what
    a programme's document says."""

    __tablename__ = "coverage_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    coverage_id: Mapped[CoverageId] = mapped_column(
        RowId, ForeignKey("hamlet_coverages.id"), index=True
    )
    found_on: Mapped[date]
    signal: Mapped[Signal]
    network: Mapped[Network]
    operator: Mapped[str] = mapped_column(ShortText)
    evidence: Mapped[str]
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class CoverageReport(Base):
    """A person's report by chat, and the hamlet that it is about."""

    __tablename__ = "coverage_reports"

    ticket_id: Mapped[TicketId] = mapped_column(
        RowId, ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
