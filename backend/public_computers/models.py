"""Public machines with their faults, the daily log with its visitors, and upkeep."""

from datetime import date, datetime
from typing import Any, NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.access_points.models import AccessPointId
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId
from backend.public_computers.words import Group, Purpose
from backend.tickets.models import TicketId

MachineId = NewType("MachineId", int)
FaultId = NewType("FaultId", int)
ServiceDayId = NewType("ServiceDayId", int)

_OPEN: dict[str, Any] = {
    "sqlite_where": text("works_on IS NULL"),
    "postgresql_where": text("works_on IS NULL"),
}


class PublicMachine(Base):
    """One machine for everybody, at a place from `since` until before `gone_on`. No family's: those
    are `Device`s, which have a stock, a holder and a price."""

    __tablename__ = "public_machines"
    __table_args__ = (UniqueConstraint("access_point_id", "code"),)

    id: Mapped[MachineId] = mapped_column(RowId, primary_key=True)
    access_point_id: Mapped[AccessPointId] = mapped_column(RowId, ForeignKey("access_points.id"))
    code: Mapped[str] = mapped_column(ShortText)  # as its sticker says: "3", "TV-03"
    note: Mapped[str]  # make, or where it stands
    since: Mapped[date]
    gone_on: Mapped[date | None]


class MachineFault(Base):
    """A machine out of order from `broken_on` until before `works_on`. At most one is open a machine.
    `ticket_id` is the visitor's report."""

    __tablename__ = "machine_faults"
    __table_args__ = (
        Index("uq_machine_faults_open", "machine_id", unique=True, **_OPEN),
        Index("ix_machine_faults_machine", "machine_id", "broken_on"),
    )

    id: Mapped[FaultId] = mapped_column(RowId, primary_key=True)
    machine_id: Mapped[MachineId] = mapped_column(RowId, ForeignKey("public_machines.id"))
    symptom: Mapped[str]
    broken_on: Mapped[date]
    works_on: Mapped[date | None]
    ticket_id: Mapped[TicketId | None] = mapped_column(RowId, ForeignKey("tickets.id"), index=True)


class RepairStep(Base):
    """One thing that was done about a fault; only ever added."""

    __tablename__ = "repair_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    fault_id: Mapped[FaultId] = mapped_column(RowId, ForeignKey("machine_faults.id"), index=True)
    done_on: Mapped[date]
    text: Mapped[str]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))


class ServiceDay(Base):
    """What the log says of one day at one place, in minutes. `planned` is what the hours of the place
    said when the day was written down: hours that change later change no past day."""

    __tablename__ = "service_days"
    __table_args__ = (UniqueConstraint("access_point_id", "day"),)

    id: Mapped[ServiceDayId] = mapped_column(RowId, primary_key=True)
    access_point_id: Mapped[AccessPointId] = mapped_column(RowId, ForeignKey("access_points.id"))
    day: Mapped[date] = mapped_column(index=True)
    planned: Mapped[int]
    kept: Mapped[int]  # within the planned hours
    extra: Mapped[int]  # beyond them, as on a Sunday
    hours: Mapped[str]  # "7:30-11:00, 13:30-17:00"; "" when it was closed
    reason: Mapped[str]  # why less than planned
    note: Mapped[str]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    written_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class VisitCount(Base):
    """How many of a group came on a day for a purpose. Numbers only."""

    __tablename__ = "visit_counts"
    __table_args__ = (UniqueConstraint("service_day_id", "group", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_day_id: Mapped[ServiceDayId] = mapped_column(RowId, ForeignKey("service_days.id"))
    group: Mapped[Group]
    purpose: Mapped[Purpose]
    count: Mapped[int]


class UpkeepDone(Base):
    """One task of upkeep, done at a place on a day. `task` is a code of the programme's `[places]`."""

    __tablename__ = "upkeep_done"
    __table_args__ = (UniqueConstraint("access_point_id", "task", "done_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    access_point_id: Mapped[AccessPointId] = mapped_column(RowId, ForeignKey("access_points.id"))
    task: Mapped[str] = mapped_column(ShortText)
    done_on: Mapped[date]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
