"""A random sample of hand-overs that can be drawn again, and the finding at each family."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.deliveries.models import DeliveryId
from backend.encryption.types import Encrypted
from backend.i18n import N_, _
from backend.officers.models import OfficerId

InspectionId = NewType("InspectionId", int)
InspectedId = NewType("InspectedId", int)


class Finding(StrEnum):
    """What an inspector found at a family."""

    WORKS = "works"
    BROKEN = "broken"
    GONE = "gone"
    ELSEWHERE = "elsewhere"
    ABSENT = "absent"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_FINDINGS[self])


_FINDINGS = {
    Finding.WORKS: N_("Có máy, dùng tốt"),
    Finding.BROKEN: N_("Có máy nhưng hỏng"),
    Finding.GONE: N_("Không còn máy"),
    Finding.ELSEWHERE: N_("Người khác đang dùng"),
    Finding.ABSENT: N_("Chưa gặp được gia đình"),
    Finding.OTHER: N_("Khác"),
}


class Inspection(Base):
    """One draw: of the `population` hand-overs below `unit_id` up to number `last_delivery_id`, those
    that `rules.draw` takes with `seed`. So anybody can draw again and compare."""

    __tablename__ = "inspections"
    __table_args__ = (Index("ix_inspections_unit", "unit_id", "id"),)

    id: Mapped[InspectionId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    seed: Mapped[str] = mapped_column(ShortText)
    size: Mapped[int]
    population: Mapped[int]
    last_delivery_id: Mapped[DeliveryId] = mapped_column(RowId, ForeignKey("deliveries.id"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    drawn_at: Mapped[datetime]


class InspectedDelivery(Base):
    """One family of a sample; `finding` is empty until somebody was there."""

    __tablename__ = "inspected_deliveries"
    __table_args__ = (UniqueConstraint("inspection_id", "delivery_id"),)

    id: Mapped[InspectedId] = mapped_column(RowId, primary_key=True)
    inspection_id: Mapped[InspectionId] = mapped_column(RowId, ForeignKey("inspections.id"))
    delivery_id: Mapped[DeliveryId] = mapped_column(RowId, ForeignKey("deliveries.id"))
    finding: Mapped[Finding | None]
    note: Mapped[str] = mapped_column(Encrypted("inspected_deliveries.note"))
    found_on: Mapped[date | None]
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    version: Mapped[int] = mapped_column(default=1)
