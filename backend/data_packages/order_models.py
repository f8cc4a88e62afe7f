"""Orders to operators: drafts, and what was sent."""

from datetime import datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ColumnElement, ForeignKey, Index, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.data_packages.models import DataPackageId, Operator
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted
from backend.i18n import N_, _
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

OrderId = NewType("OrderId", int)
LineId = NewType("LineId", int)

_OPEN = text("is_open")


class OrderState(StrEnum):
    """A draft can be changed; what was sent is frozen."""

    DRAFT = "draft"
    SENT = "sent"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_ORDER_STATES[self])


_ORDER_STATES = {OrderState.DRAFT: N_("Đang soạn"), OrderState.SENT: N_("Đã chốt")}


class PackageOrder(Base):
    """What an office orders from one operator at one time."""

    __tablename__ = "package_orders"
    __table_args__ = (Index("ix_package_orders_list", "unit_id", "id"),)

    id: Mapped[OrderId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText, unique=True)  # GC-2026-000012
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    operator: Mapped[Operator]
    state: Mapped[OrderState] = mapped_column(default=OrderState.DRAFT)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    version: Mapped[int] = mapped_column(default=1)  # grows with each change; guards two officers
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))


class PackageOrderLine(Base):
    """One number in an order, as the operator reads it. It is open until the operator has answered
    or another order replaces it; a request has one open line at most. `package_id` is empty while
    the first order of a request is a draft."""

    __tablename__ = "package_order_lines"
    __table_args__ = (
        Index(
            "ix_package_order_lines_open",
            "request_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_package_order_lines_list", "order_id", "id"),
    )

    id: Mapped[LineId] = mapped_column(RowId, primary_key=True)
    order_id: Mapped[OrderId] = mapped_column(RowId, ForeignKey("package_orders.id"))
    request_id: Mapped[RequestId] = mapped_column(RowId, ForeignKey("support_requests.id"))
    package_id: Mapped[DataPackageId | None] = mapped_column(
        RowId, ForeignKey("data_packages.id"), index=True
    )
    phone: Mapped[str] = mapped_column(Encrypted("package_order_lines.phone"))
    sim_serial: Mapped[str] = mapped_column(Encrypted("package_order_lines.sim_serial"), default="")
    is_open: Mapped[bool] = mapped_column(default=True)


# In the words of the partial index: SQLite does not use it for `is_open = 1`.
IS_OPEN: ColumnElement[bool] = literal_column(f"{PackageOrderLine.__tablename__}.is_open")
