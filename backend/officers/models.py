"""Officers, their roles, and their sessions on the admin site."""

from datetime import datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.i18n import N_, _

OfficerId = NewType("OfficerId", int)


class Role(StrEnum):
    """What an officer may do, within the unit that the account belongs to."""

    VERIFIER = "verifier"
    APPROVER = "approver"
    STOREKEEPER = "storekeeper"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """As officers call it."""
        return _(_ROLE_LABELS[self])


_ROLE_LABELS = {
    Role.VERIFIER: N_("Cán bộ thẩm định"),
    Role.APPROVER: N_("Cán bộ duyệt"),
    Role.STOREKEEPER: N_("Cán bộ thiết bị"),
    Role.INSPECTOR: N_("Cán bộ kiểm tra"),
    Role.ADMINISTRATOR: N_("Quản trị"),
}


class Officer(Base):
    """One account of one person; never shared, never deleted, only switched off."""

    __tablename__ = "officers"

    id: Mapped[OfficerId] = mapped_column(RowId, primary_key=True)
    username: Mapped[str] = mapped_column(ShortText, unique=True)
    full_name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[Role]
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class OfficerSession(Base):
    """A signed-in browser. The cookie's token is stored as a hash: a stolen copy of the database
    opens nothing."""

    __tablename__ = "officer_sessions"

    token_hash: Mapped[str] = mapped_column(ShortText, primary_key=True)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"), index=True)
    csrf_token: Mapped[str] = mapped_column(ShortText)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInFailure(Base):
    """A wrong password; counted to slow down guessing."""

    __tablename__ = "sign_in_failures"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(ShortText, index=True)
    address: Mapped[str] = mapped_column(ShortText)
    at: Mapped[datetime]
