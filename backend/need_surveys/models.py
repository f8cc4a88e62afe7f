"""What a school counted class by class: pupils without a device, without Internet. No names."""

from datetime import date
from typing import NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId
from backend.schools.models import SchoolId
from backend.tickets.models import TicketId

SurveyedClassId = NewType("SurveyedClassId", int)


class SurveyedClass(Base):
    """One class in the school year that begins in September of `year`. `without_device` are pupils of
    the programme's classes who have none; a later count takes the place of an earlier one."""

    __tablename__ = "surveyed_classes"
    __table_args__ = (
        UniqueConstraint("school_id", "year", "key"),
        Index("ix_surveyed_classes_unit", "unit_id", "year"),
    )

    id: Mapped[SurveyedClassId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    school_id: Mapped[SchoolId] = mapped_column(RowId, ForeignKey("schools.id"))
    year: Mapped[int]
    class_name: Mapped[str] = mapped_column(ShortText)
    key: Mapped[str] = mapped_column(ShortText)  # as `rules.class_key` writes it
    pupils: Mapped[int]
    without_device: Mapped[int]
    without_internet: Mapped[int]
    surveyed_on: Mapped[date]
    ticket_id: Mapped[TicketId | None] = mapped_column(
        RowId, ForeignKey("tickets.id"), index=True
    )  # of the teacher who counted
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    version: Mapped[int] = mapped_column(default=1)
