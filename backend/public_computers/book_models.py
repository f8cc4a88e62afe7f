"""The yearly book of a place: costs, training, inspections; and the digital collection."""

from datetime import date
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.access_points.models import AccessPointId
from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId
from backend.public_computers.words import Collected, Money

CostId = NewType("CostId", int)
PlaceInspectionId = NewType("PlaceInspectionId", int)
CollectionItemId = NewType("CollectionItemId", int)


class PlaceCost(Base):
    """Money paid for a place. `line` is a code of the programme's `[places]`. A wrong entry is struck
    out and stays (`struck_on`)."""

    __tablename__ = "place_costs"
    __table_args__ = (Index("ix_place_costs_place", "access_point_id", "paid_on"),)

    id: Mapped[CostId] = mapped_column(RowId, primary_key=True)
    access_point_id: Mapped[AccessPointId] = mapped_column(RowId, ForeignKey("access_points.id"))
    line: Mapped[str] = mapped_column(ShortText)
    paid_on: Mapped[date]
    source: Mapped[Money]
    dong: Mapped[int]
    note: Mapped[str]
    struck_on: Mapped[date | None]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))


class StaffTraining(Base):
    """One training of those who look after a place: how many of them, not who."""

    __tablename__ = "staff_trainings"
    __table_args__ = (Index("ix_staff_trainings_place", "access_point_id", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    access_point_id: Mapped[AccessPointId] = mapped_column(RowId, ForeignKey("access_points.id"))
    held_on: Mapped[date]
    content: Mapped[str]
    people: Mapped[int]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))


class PlaceInspection(Base):
    """Somebody looked whether a place's machines are used as they should be. `follow_up` is what has to
    be done and `followed_up_on` when it was; both empty where all is well."""

    __tablename__ = "place_inspections"
    __table_args__ = (Index("ix_place_inspections_place", "access_point_id", "inspected_on"),)

    id: Mapped[PlaceInspectionId] = mapped_column(RowId, primary_key=True)
    access_point_id: Mapped[AccessPointId] = mapped_column(RowId, ForeignKey("access_points.id"))
    inspected_on: Mapped[date]
    by_office: Mapped[str]  # "Phòng Văn hóa - Xã hội"
    findings: Mapped[str]
    right_purpose: Mapped[bool]
    follow_up: Mapped[str]
    followed_up_on: Mapped[date | None]
    done: Mapped[str]  # what was done about it
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))


class CollectionItem(Base):
    """One item of a commune's digital collection, for everybody. `key` is all its words, folded."""

    __tablename__ = "collection_items"
    __table_args__ = (Index("ix_collection_items_unit", "unit_id", "id"),)

    id: Mapped[CollectionItemId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    title: Mapped[str]
    kind: Mapped[Collected]
    link: Mapped[str]
    about: Mapped[str]
    subtitles: Mapped[str]  # of a film: "Anh, Việt"
    key: Mapped[str]
    removed_on: Mapped[date | None]
