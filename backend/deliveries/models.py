"""Handing devices over, one by one or on a day for many, and what the family says about it."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.devices.models import Device, DeviceId
from backend.encryption.types import Encrypted, EncryptedBytes
from backend.i18n import N_, _
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

DeliveryId = NewType("DeliveryId", int)
DayId = NewType("DayId", int)
RowNumber = NewType("RowNumber", int)
PhotoId = NewType("PhotoId", int)

_OPEN = text("returned_on IS NULL")

__all__ = [
    "DayId",
    "DayState",
    "Delivery",
    "DeliveryConfirmation",
    "DeliveryId",
    "Device",
    "HandOverDay",
    "HandOverPhoto",
    "HandOverRow",
    "PhotoId",
    "RowNumber",
]


class Delivery(Base):
    """A device in somebody's hands, until it is `returned_on`: one a request and one a device at a
    time. Without a device it is `items` ("1 áo ấm") or `dong`, money. `sim_operator`, `sim_number` and
    `imei` are those of a phone, "" for what is none; `receiver_id_last4` ends the receiver's identity
    number. `reminded_at` is when the family was last asked to confirm."""

    __tablename__ = "deliveries"
    __table_args__ = (
        *(
            Index(
                f"ix_deliveries_open_{column}",
                f"{column}_id",
                unique=True,
                sqlite_where=_OPEN,
                postgresql_where=_OPEN,
            )
            for column in ("request", "device")
        ),
        Index("ix_deliveries_of_officer", "officer_id", "id"),  # what one handed over last
    )

    id: Mapped[DeliveryId] = mapped_column(RowId, primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    device_id: Mapped[DeviceId | None] = mapped_column(RowId, ForeignKey("devices.id"), index=True)
    items: Mapped[list[str]] = mapped_column(JSON, default=list)
    dong: Mapped[int | None]
    handed_over_on: Mapped[date]
    receiver_name: Mapped[str]
    receiver_relation: Mapped[str]
    receiver_id_last4: Mapped[str] = mapped_column(
        Encrypted("deliveries.receiver_id_last4"), default=""
    )
    sim_operator: Mapped[str] = mapped_column(ShortText, default="")
    sim_number: Mapped[str] = mapped_column(Encrypted("deliveries.sim_number"), default="")
    imei: Mapped[str] = mapped_column(Encrypted("deliveries.imei"), default="")
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    returned_on: Mapped[date | None]
    reminded_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class DeliveryConfirmation(Base):
    """The family's word: received, or not. The newest one counts; all are kept."""

    __tablename__ = "delivery_confirmations"

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[DeliveryId] = mapped_column(RowId, ForeignKey("deliveries.id"), index=True)
    contact_id: Mapped[ContactId] = mapped_column(RowId, ForeignKey("contacts.id"))
    received: Mapped[bool]
    note: Mapped[str] = mapped_column(Encrypted("delivery_confirmations.note"))
    created_at: Mapped[datetime]


class DayState(StrEnum):
    """Where a day for handing over stands."""

    PLANNED = "planned"
    CLOSED = "closed"
    CALLED_OFF = "called_off"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_DAY_STATES[self])


_DAY_STATES = {
    DayState.PLANNED: N_("Sắp bàn giao"),
    DayState.CLOSED: N_("Đã bàn giao xong"),
    DayState.CALLED_OFF: N_("Đã hủy"),
}


class HandOverDay(Base):
    """A day on which the families of a commune fetch their devices at one place."""

    __tablename__ = "hand_over_days"
    __table_args__ = (Index("ix_hand_over_days_list", "unit_id", "state", "held_on"),)

    id: Mapped[DayId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    place: Mapped[str]
    held_on: Mapped[date]
    starts_at: Mapped[str] = mapped_column(ShortText)  # "7:30"
    giver: Mapped[str]  # who hands over, as the minutes name them
    state: Mapped[DayState] = mapped_column(default=DayState.PLANNED)
    reason: Mapped[str] = mapped_column(default="")  # why it was called off
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class HandOverRow(Base):
    """One request on such a day, and the device that is meant for it. `came` is None until somebody
    says; `reason` is why nobody came; `problem` is why closing the day could not hand it over, and
    `delivery_id` what came of it."""

    __tablename__ = "hand_over_rows"
    __table_args__ = (UniqueConstraint("day_id", "request_id"),)

    id: Mapped[RowNumber] = mapped_column(RowId, primary_key=True)
    day_id: Mapped[DayId] = mapped_column(RowId, ForeignKey("hand_over_days.id"))
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    device_id: Mapped[DeviceId | None] = mapped_column(RowId, ForeignKey("devices.id"), index=True)
    came: Mapped[bool | None]
    receiver_name: Mapped[str] = mapped_column(default="")
    receiver_relation: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Encrypted("hand_over_rows.reason"), default="")
    problem: Mapped[str] = mapped_column(default="")
    delivery_id: Mapped[DeliveryId | None] = mapped_column(RowId, ForeignKey("deliveries.id"))


class HandOverPhoto(Base):
    """A photo of the signed sheet, without what its file told beside the picture."""

    __tablename__ = "hand_over_photos"
    __table_args__ = (UniqueConstraint("day_id", "sha256"),)

    id: Mapped[PhotoId] = mapped_column(RowId, primary_key=True)
    day_id: Mapped[DayId] = mapped_column(RowId, ForeignKey("hand_over_days.id"))
    content: Mapped[bytes] = mapped_column(
        EncryptedBytes("hand_over_photos.content"), deferred=True
    )
    content_type: Mapped[str] = mapped_column(ShortText)
    sha256: Mapped[str] = mapped_column(ShortText)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
