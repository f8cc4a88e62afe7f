"""Gifts that the Fatherland Front received, and the rounds in which they are allocated."""

from datetime import date, datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.devices.models import DeviceId
from backend.donors.models import DonorId
from backend.gifts.words import GiftKind
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId
from backend.tickets.models import TicketId

GiftId = NewType("GiftId", int)
GiftRoundId = NewType("GiftRoundId", int)
ShareId = NewType("ShareId", int)


class Gift(Base):
    """One donation with its receipt. `code` is what the donor asks by; `amount` is in đồng: the money,
    or the value of what is none. `quantity` counts pieces, None for money."""

    __tablename__ = "gifts"
    __table_args__ = (
        UniqueConstraint("unit_id", "receipt"),
        Index("ix_gifts_list", "unit_id", "id"),
    )

    id: Mapped[GiftId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText, unique=True)  # QT-2026-000012
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    donor_id: Mapped[DonorId] = mapped_column(RowId, ForeignKey("donors.id"), index=True)
    kind: Mapped[GiftKind]
    thing: Mapped[str]
    quantity: Mapped[int | None]
    amount: Mapped[int | None]
    received_on: Mapped[date]
    receipt: Mapped[str] = mapped_column(ShortText)
    received_by: Mapped[str]  # the office that signed the receipt
    ticket_id: Mapped[TicketId | None] = mapped_column(
        RowId, ForeignKey("tickets.id"), index=True
    )  # by which it was offered in chat
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class GiftDevice(Base):
    """A machine of the stock that came with a gift."""

    __tablename__ = "gift_devices"

    device_id: Mapped[DeviceId] = mapped_column(
        RowId, ForeignKey("devices.id"), primary_key=True, autoincrement=False
    )
    gift_id: Mapped[GiftId] = mapped_column(RowId, ForeignKey("gifts.id"), index=True)


class GiftRound(Base):
    """One allocation, which counts once both sides have signed; what is signed by one does not change
    any more. Who is to sign is named from the beginning; the moments say who has."""

    __tablename__ = "gift_rounds"
    __table_args__ = (Index("ix_gift_rounds_list", "unit_id", "id"),)

    id: Mapped[GiftRoundId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    name: Mapped[str]
    fatherland_officer_id: Mapped[OfficerId | None] = mapped_column(
        RowId, ForeignKey("officers.id")
    )
    fatherland_at: Mapped[datetime | None]
    education_officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    education_at: Mapped[datetime | None]
    agreed_on: Mapped[date | None]  # the day of the second signature
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class GiftShare(Base):
    """What a round takes of a gift, for the pupil of a request or for a `purpose`. `amount` in đồng."""

    __tablename__ = "gift_shares"

    id: Mapped[ShareId] = mapped_column(RowId, primary_key=True)
    round_id: Mapped[GiftRoundId] = mapped_column(RowId, ForeignKey("gift_rounds.id"), index=True)
    gift_id: Mapped[GiftId] = mapped_column(RowId, ForeignKey("gifts.id"), index=True)
    quantity: Mapped[int | None]
    amount: Mapped[int | None]
    request_id: Mapped[RequestId | None] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    purpose: Mapped[str]
