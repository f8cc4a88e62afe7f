"""How many of something there are in an area, which no request tells: families, hamlets, workers."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId

AreaCountId = NewType("AreaCountId", int)


class AreaCount(Base):
    """One number of a commune or a unit above it, for a year. `code` is one of the programmes'
    `[[area_counts]]`; the same code in two programmes is the same number. `source` says which paper
    it comes from, so that anybody can look it up."""

    __tablename__ = "area_counts"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "code"),
        Index("ix_area_counts_code_year", "code", "year"),
    )

    id: Mapped[AreaCountId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    year: Mapped[int]
    code: Mapped[str] = mapped_column(ShortText)
    count: Mapped[int]
    source: Mapped[str]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
