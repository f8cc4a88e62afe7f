"""Needs of schools, pledges of sponsors, whether a school has reported, and whom sponsors may call."""

from datetime import date, datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.donors.models import DonorId
from backend.media.models import MediaId
from backend.officers.models import OfficerId
from backend.school_needs.words import NeedHappened, NeedState, PledgeKind, Urgency
from backend.schools.models import SchoolId, SiteId
from backend.schools.words import SchoolLevel
from backend.tickets.models import TicketId

NeedId = NewType("NeedId", int)
PledgeId = NewType("PledgeId", int)
ParticipationId = NewType("ParticipationId", int)
FocalOfficerId = NewType("FocalOfficerId", int)


class SchoolNeed(Base):
    """One thing that a school lacks, at one of its sites or (`site_id` None) at the school as a whole.
    `group_code` is a group of the programme's file; `cost` is an estimate in đồng. Sponsors are shown
    it once an officer has read it and `published` it. `ended_on` is the day on which it was met or
    closed; what was `mistaken` counts nowhere."""

    __tablename__ = "school_needs"
    __table_args__ = (
        Index("ix_school_needs_unit", "unit_id", "id"),
        Index("ix_school_needs_state", "state", "id"),
    )

    id: Mapped[NeedId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    school_id: Mapped[SchoolId] = mapped_column(RowId, ForeignKey("schools.id"), index=True)
    site_id: Mapped[SiteId | None] = mapped_column(RowId, ForeignKey("school_sites.id"), index=True)
    group_code: Mapped[str] = mapped_column(ShortText)
    text: Mapped[str]
    quantity: Mapped[int]
    cost: Mapped[int | None]
    urgency: Mapped[Urgency]
    state: Mapped[NeedState]
    published: Mapped[bool]
    media_id: Mapped[MediaId | None] = mapped_column(RowId, ForeignKey("media_files.id"))
    ticket_id: Mapped[TicketId | None] = mapped_column(RowId, ForeignKey("tickets.id"), index=True)
    reported_on: Mapped[date]
    ended_on: Mapped[date | None]
    closed_reason: Mapped[str] = mapped_column(default="")
    mistaken: Mapped[bool] = mapped_column(default=False)
    pushed_on: Mapped[date | None]
    pushed_link: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)  # grows with each action; guards two officers


class NeedEvent(Base):
    """One thing that happened to a need; only ever added."""

    __tablename__ = "school_need_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[NeedId] = mapped_column(RowId, ForeignKey("school_needs.id"), index=True)
    kind: Mapped[NeedHappened]
    text: Mapped[str]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class Pledge(Base):
    """What a sponsor promised, and whether it came. On a need, `quantity` is how many of it this
    covers; without one, how many of the things came. `thing` is a kind of gift of the programme's file
    or "", `amount` the worth in đồng where it is known. `ticket_id` is where the sponsor offered it."""

    __tablename__ = "school_pledges"
    __table_args__ = (Index("ix_school_pledges_unit", "unit_id", "id"),)

    id: Mapped[PledgeId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    donor_id: Mapped[DonorId] = mapped_column(RowId, ForeignKey("donors.id"), index=True)
    need_id: Mapped[NeedId | None] = mapped_column(RowId, ForeignKey("school_needs.id"), index=True)
    school_id: Mapped[SchoolId | None] = mapped_column(RowId, ForeignKey("schools.id"), index=True)
    kind: Mapped[PledgeKind]
    thing: Mapped[str] = mapped_column(ShortText)
    text: Mapped[str]
    quantity: Mapped[int]
    amount: Mapped[int | None]
    pledged_on: Mapped[date]
    received_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    ticket_id: Mapped[TicketId | None] = mapped_column(RowId, ForeignKey("tickets.id"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    version: Mapped[int] = mapped_column(default=1)


class Participation(Base):
    """A school in the round of one calendar year: `has_needs` and `confirmed_on` are None until it has
    said its needs, or that it has none. `unit_id` is the school's commune."""

    __tablename__ = "school_participations"
    __table_args__ = (UniqueConstraint("school_id", "year"),)

    id: Mapped[ParticipationId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    school_id: Mapped[SchoolId] = mapped_column(RowId, ForeignKey("schools.id"))
    year: Mapped[int]
    has_needs: Mapped[bool | None]
    confirmed_on: Mapped[date | None]
    reminded_at: Mapped[datetime | None]
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))


class FocalOfficer(Base):
    """Who answers sponsors for the schools of one level in a unit and everything below it. Published:
    the person is an official in office."""

    __tablename__ = "focal_officers"
    __table_args__ = (UniqueConstraint("unit_id", "level"),)

    id: Mapped[FocalOfficerId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    level: Mapped[SchoolLevel]
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(ShortText)
    version: Mapped[int] = mapped_column(default=1)
