"""Data packages: ordered from an operator after the device was handed over, then activated."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId
from backend.encryption.types import Encrypted
from backend.i18n import N_, _
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

DataPackageId = NewType("DataPackageId", int)


class Operator(StrEnum):
    """Who carries the package. A number's prefix does not tell: people keep it when they change."""

    VIETTEL = "Viettel"
    VNPT = "VNPT"
    MOBIFONE = "MobiFone"
    VIETNAMOBILE = "Vietnamobile"


class PackageState(StrEnum):
    """Where a package stands. A request without a row here has none yet."""

    TO_ORDER = "to_order"  # again: another number, a new term, or the SIM is verified by now
    ORDERED = "ordered"
    NEEDS_IDENTITY = "needs_identity"  # the law's block of the SIM, nobody's fault
    REFUSED = "refused"
    ACTIVE = "active"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_STATES[self])


_STATES = {
    PackageState.TO_ORDER: N_("Chờ đặt lại"),
    PackageState.ORDERED: N_("Chờ nhà mạng mở"),
    PackageState.NEEDS_IDENTITY: N_("SIM chờ xác thực"),
    PackageState.REFUSED: N_("Nhà mạng chưa mở được"),
    PackageState.ACTIVE: N_("Đã mở"),
}


class RefusalReason(StrEnum):
    """Why an operator does not open a package, as `statuses.toml` reads its words."""

    WRONG_NUMBER = "wrong_number"
    OTHER_NETWORK = "other_network"
    BLOCKED = "blocked"
    HAS_PACKAGE = "has_package"
    ENDED = "ended"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_REASONS[self])


_REASONS = {
    RefusalReason.WRONG_NUMBER: N_("Số thuê bao không đúng"),
    RefusalReason.OTHER_NETWORK: N_("Số thuộc nhà mạng khác"),
    RefusalReason.BLOCKED: N_("Thuê bao đang bị khóa"),
    RefusalReason.HAS_PACKAGE: N_("Thuê bao đã có gói"),
    RefusalReason.ENDED: N_("Nhà mạng báo gói đã hết hoặc thu hồi"),
    RefusalReason.OTHER: N_("Lý do khác của nhà mạng"),
}


class DataPackage(Base):
    """One package for one child. `wording` is the programme's own, kept as it was promised. While a
    new term is ordered, the days are still those of the term before. `unit_id` is the request's:
    nothing is transferred once a device was handed over. `warned_days` is how many days before its
    end the family was warned last."""

    __tablename__ = "data_packages"
    __table_args__ = (
        Index("ix_data_packages_list", "unit_id", "state", "id"),
        Index("ix_data_packages_ending", "state", "expires_on"),
    )

    id: Mapped[DataPackageId] = mapped_column(RowId, primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), unique=True
    )
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    operator: Mapped[Operator]
    phone: Mapped[str] = mapped_column(Encrypted("data_packages.phone"))
    sim_serial: Mapped[str] = mapped_column(  # text: 19-20 digits do not fit a float
        Encrypted("data_packages.sim_serial")
    )
    wording: Mapped[str]
    state: Mapped[PackageState] = mapped_column(default=PackageState.ORDERED)
    refusal: Mapped[RefusalReason | None]
    operator_words: Mapped[str] = mapped_column(  # the operator's last answer, as given
        Encrypted("data_packages.operator_words"), default=""
    )
    note: Mapped[str] = mapped_column(  # why it was last corrected or renewed
        Encrypted("data_packages.note"), default=""
    )
    term: Mapped[int] = mapped_column(default=1)
    registered_at: Mapped[datetime]
    registered_by: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    activated_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    warned_days: Mapped[int | None]
