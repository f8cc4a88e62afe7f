"""Data packages: registered with an operator after the device was handed over, then activated."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

DataPackageId = NewType("DataPackageId", int)


class Operator(StrEnum):
    """Who carries the package. A number's prefix does not tell: people keep it when they change."""

    VIETTEL = "Viettel"
    VNPT = "VNPT"
    MOBIFONE = "MobiFone"
    VIETNAMOBILE = "Vietnamobile"


class DataPackage(Base):
    """One package for one child. `wording` is the programme's own, kept as it was promised."""

    __tablename__ = "data_packages"

    id: Mapped[DataPackageId] = mapped_column(RowId, primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), unique=True
    )
    operator: Mapped[Operator]
    phone: Mapped[str] = mapped_column(ShortText)
    sim_serial: Mapped[str] = mapped_column(ShortText)  # text: 19-20 digits do not fit a float
    wording: Mapped[str]
    registered_at: Mapped[datetime]
    registered_by: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    activated_on: Mapped[date | None]
    expires_on: Mapped[date | None]
