"""Devices, where each is, and everything that happened to it."""

from datetime import date, datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.devices.words import Condition, DeviceKind, DeviceState, Happened, Holder
from backend.donors.models import DonorId
from backend.encryption.types import Encrypted, Hashed, hash_of
from backend.officers.models import OfficerId

DeviceId = NewType("DeviceId", int)


class Device(Base):
    """One machine. The serial number is unique: the same machine is never in two places. It belongs
    to the stock of `unit_id`, also while a family or a reader has it; `going_to_id` is where it is
    on the way to. `holder`, `condition` and `state` are kept for the lists' sake and always follow
    from the events (`rules.after`)."""

    __tablename__ = "devices"
    __table_args__ = (
        Index("ix_devices_stock", "unit_id", "state", "id"),
        Index("ix_devices_loans", "state", "lent_until"),
    )

    id: Mapped[DeviceId] = mapped_column(RowId, primary_key=True)
    serial: Mapped[str] = mapped_column(ShortText, unique=True)
    model: Mapped[str]
    kind: Mapped[DeviceKind]
    source: Mapped[str] = mapped_column(ShortText, index=True)  # a programme's FundingSource, or ""
    donor_id: Mapped[DonorId | None] = mapped_column(RowId, ForeignKey("donors.id"), index=True)
    condition_note: Mapped[str]  # as it came: "mới", "đã dùng, còn tốt"
    received_on: Mapped[date]
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    going_to_id: Mapped[UnitId | None] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    holder: Mapped[Holder]
    condition: Mapped[Condition]
    state: Mapped[DeviceState]
    lent_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)  # grows with each event; guards two officers
    created_at: Mapped[datetime]


class DeviceImei(Base):
    """A number of the mobile network, of 15 digits; a phone for two SIM cards has two."""

    __tablename__ = "device_imeis"

    imei_hash: Mapped[bytes] = mapped_column(
        Hashed("imei"), default=hash_of("imei"), primary_key=True
    )
    imei: Mapped[str] = mapped_column(Encrypted("device_imeis.imei"))
    device_id: Mapped[DeviceId] = mapped_column(RowId, ForeignKey("devices.id"), index=True)


class DeviceEvent(Base):
    """One thing that happened to a device on the day `on`; only ever added. Of a move `unit_id` is
    where to, of a loan `person` is who has it and `until` the last day; a repair has its `workshop`
    and, when it is done, its `cost` in đồng."""

    __tablename__ = "device_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[DeviceId] = mapped_column(RowId, ForeignKey("devices.id"), index=True)
    kind: Mapped[Happened]
    on: Mapped[date]
    note: Mapped[str] = mapped_column(Encrypted("device_events.note"), default="")
    unit_id: Mapped[UnitId | None] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    person: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    workshop: Mapped[str] = mapped_column(default="")
    cost: Mapped[int | None]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
