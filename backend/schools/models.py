"""Schools, and the places where they teach."""

from datetime import date
from typing import NewType

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId
from backend.schools.words import Internet, SchoolLevel

SchoolId = NewType("SchoolId", int)
SiteId = NewType("SiteId", int)


class School(Base):
    """One school in the commune `unit_id`. From `closed_on` on it teaches no more; its row stays.
    `version` guards the sites, too."""

    __tablename__ = "schools"
    __table_args__ = (UniqueConstraint("unit_id", "key"), Index("ix_schools_list", "key", "id"))

    id: Mapped[SchoolId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    level: Mapped[SchoolLevel]
    name: Mapped[str]
    key: Mapped[str]  # the name as `rules.school_key` writes it: no two of one commune
    other_names: Mapped[list[str]] = mapped_column(JSON)  # what people call it besides
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


class SchoolSite(Base):
    """One place where a school teaches. `hamlet_id` and `internet` are None while nobody said."""

    __tablename__ = "school_sites"
    __table_args__ = (UniqueConstraint("school_id", "key"),)

    id: Mapped[SiteId] = mapped_column(RowId, primary_key=True)
    school_id: Mapped[SchoolId] = mapped_column(RowId, ForeignKey("schools.id"))
    name: Mapped[str]
    key: Mapped[str]  # as `rules.site_key` writes it: no two of one school
    hamlet_id: Mapped[UnitId | None] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    internet: Mapped[Internet | None]
    closed_on: Mapped[date | None]
