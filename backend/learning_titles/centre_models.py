"""Community learning centres, their courses, and what the association's people were taught."""

from datetime import date, datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.learning_titles.words import StudyKind
from backend.officers.models import OfficerId

CentreId = NewType("CentreId", int)
CourseId = NewType("CourseId", int)
StudyId = NewType("StudyId", int)


class LearningCentre(Base):
    """A community learning centre. `led_by_association`: the head or a deputy of the commune's
    association for the promotion of learning takes part in running it."""

    __tablename__ = "learning_centres"
    __table_args__ = (Index("ix_learning_centres_unit", "unit_id", "id"),)

    id: Mapped[CentreId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    name: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str] = mapped_column(ShortText)
    led_by_association: Mapped[bool]
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


class LearningCourse(Base):
    """A course of a centre, open to everybody: `joining` says how to join."""

    __tablename__ = "learning_courses"
    __table_args__ = (Index("ix_learning_courses_centre", "centre_id", "ends_on"),)

    id: Mapped[CourseId] = mapped_column(RowId, primary_key=True)
    centre_id: Mapped[CentreId] = mapped_column(RowId, ForeignKey("learning_centres.id"))
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str]
    joining: Mapped[str]
    called_off: Mapped[bool] = mapped_column(default=False)


class StudySession(Base):
    """One session of teaching for the association's people: how many came, and how many of them for
    the first time in the programme's half (2021-2025, 2026-2030), so that nobody counts twice."""

    __tablename__ = "study_sessions"
    __table_args__ = (Index("ix_study_sessions_unit", "unit_id", "held_on"),)

    id: Mapped[StudyId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    kind: Mapped[StudyKind]
    topic: Mapped[str]
    held_on: Mapped[date]
    people: Mapped[int]
    first_timers: Mapped[int]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
