"""Places with computers that anybody may use, and the days on which they keep other hours."""

from datetime import date
from typing import NewType

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText

AccessPointId = NewType("AccessPointId", int)
ExceptionId = NewType("ExceptionId", int)

StoredHours = list[list[int]]  # [opens, closes] in minutes since midnight


class AccessPoint(Base):
    """One place in the commune `unit_id`. `hours` has seven days, Monday first. From `closed_on` on
    it is no public place any more; its row stays for the reports of its years."""

    __tablename__ = "access_points"

    id: Mapped[AccessPointId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    name: Mapped[str]
    address: Mapped[str]  # "cạnh chợ, thôn 1", without the commune
    phone: Mapped[str] = mapped_column(ShortText)  # the place's own, as people dial it; or ""
    machines: Mapped[int]
    activities: Mapped[str]  # what may be done there, in words
    fee: Mapped[str]  # "miễn phí", "in 500 đồng một tờ"
    rules: Mapped[str]  # of the house, for visitors
    summer: Mapped[str]  # what is held in the summer holidays: "dạy vẽ, cờ, tiếng Anh"
    line_operator: Mapped[str]  # who provides the Internet line
    line_dong: Mapped[int | None]  # its fee a month, after the discount
    line_discount: Mapped[int | None]  # percent
    latitude: Mapped[float | None]  # degrees, WGS 84
    longitude: Mapped[float | None]
    hours: Mapped[list[StoredHours]] = mapped_column(JSON)
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


class HoursException(Base):
    """A day on which a place keeps other hours than every week; none at all when it is closed."""

    __tablename__ = "access_point_exceptions"
    __table_args__ = (UniqueConstraint("access_point_id", "day"),)

    id: Mapped[ExceptionId] = mapped_column(RowId, primary_key=True)
    access_point_id: Mapped[AccessPointId] = mapped_column(RowId, ForeignKey("access_points.id"))
    day: Mapped[date]
    reason: Mapped[str]
    hours: Mapped[StoredHours] = mapped_column(JSON)
