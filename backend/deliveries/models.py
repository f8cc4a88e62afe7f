"""Devices, handing them over, and what the family says about it."""

from datetime import date, datetime
from typing import NewType

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

DeviceId = NewType("DeviceId", int)
DeliveryId = NewType("DeliveryId", int)


class Device(Base):
    """One machine. The serial number is unique: the same machine is never given twice."""

    __tablename__ = "devices"

    id: Mapped[DeviceId] = mapped_column(RowId, primary_key=True)
    serial: Mapped[str] = mapped_column(ShortText, unique=True)
    model: Mapped[str]
    created_at: Mapped[datetime]


class Delivery(Base):
    """A device in somebody's hands: one a request."""

    __tablename__ = "deliveries"

    id: Mapped[DeliveryId] = mapped_column(RowId, primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), unique=True
    )
    device_id: Mapped[DeviceId] = mapped_column(RowId, ForeignKey("devices.id"), unique=True)
    handed_over_on: Mapped[date]
    receiver_name: Mapped[str]
    receiver_relation: Mapped[str]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class DeliveryConfirmation(Base):
    """The family's word: received, or not. The newest one counts; all are kept."""

    __tablename__ = "delivery_confirmations"

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[DeliveryId] = mapped_column(RowId, ForeignKey("deliveries.id"), index=True)
    contact_id: Mapped[ContactId] = mapped_column(RowId, ForeignKey("contacts.id"))
    received: Mapped[bool]
    note: Mapped[str]
    created_at: Mapped[datetime]
