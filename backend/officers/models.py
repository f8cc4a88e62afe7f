"""Officers, their appointments, how they prove who they are, and their sessions."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted
from backend.i18n import N_, _
from backend.officers.rules import Term

OfficerId = NewType("OfficerId", int)
AppointmentId = NewType("AppointmentId", int)


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
    """One account of one person; never shared, never deleted, only switched off. `role` and
    `unit_id` are those of the appointment that the officer works as now; `password_hash` is ""
    until the officer has set a password."""

    __tablename__ = "officers"

    id: Mapped[OfficerId] = mapped_column(RowId, primary_key=True)
    username: Mapped[str] = mapped_column(ShortText, unique=True)
    full_name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[Role]
    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Appointment(Base):
    """A role in a unit (chức vụ), from `since` to `until`, both days included; without `until` until
    somebody ends it. Never changed but for its last day."""

    __tablename__ = "appointments"

    id: Mapped[AppointmentId] = mapped_column(RowId, primary_key=True)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"), index=True)
    role: Mapped[Role]
    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    since: Mapped[date]
    until: Mapped[date | None]

    @property
    def term(self) -> Term:
        """As `rules` compares it."""
        return Term(self.role, self.unit_id, self.since, self.until)


class WorkedAs(Base):
    """From `since` on the officer worked as this appointment, until the next such row: what was
    signed at a moment was signed as that."""

    __tablename__ = "worked_as"
    __table_args__ = (Index("ix_worked_as_officer_id_since", "officer_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    appointment_id: Mapped[AppointmentId] = mapped_column(RowId, ForeignKey("appointments.id"))
    since: Mapped[datetime]


class PasswordLink(Base):
    """A one-time link by which an officer sets a password. Its code is stored as a hash."""

    __tablename__ = "password_links"

    code_hash: Mapped[str] = mapped_column(ShortText, primary_key=True)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # used, or followed by another one


class SecondStep(Base):
    """The authenticator app of an officer (TOTP, RFC 6238). It counts from `confirmed_at` on;
    `last_step` is the thirty seconds whose code was used last, so that none is used twice."""

    __tablename__ = "second_steps"

    officer_id: Mapped[OfficerId] = mapped_column(
        RowId, ForeignKey("officers.id"), primary_key=True
    )
    secret: Mapped[str] = mapped_column(Encrypted("second_steps.secret"))  # base32, 160 bits
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Base):
    """A code that takes the place of the app once, stored as a hash."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[str] = mapped_column(ShortText, primary_key=True)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"), index=True)
    used_at: Mapped[datetime | None]


class Waiting(StrEnum):
    """What a browser whose password was right has still to do."""

    CODE = "code"  # type the code of the app
    SET_UP = "set_up"  # set the app up, which the role needs


class OfficerSession(Base):
    """A signed-in browser. The cookie's token is stored as a hash: a stolen copy of the database
    opens nothing. While it is `waiting` it opens no page."""

    __tablename__ = "officer_sessions"

    token_hash: Mapped[str] = mapped_column(ShortText, primary_key=True)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"), index=True)
    csrf_token: Mapped[str] = mapped_column(ShortText)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    waiting: Mapped[Waiting | None]
    browser: Mapped[str] = mapped_column(default="")  # what the browser says it is, cut
    network: Mapped[str] = mapped_column(ShortText, default="")  # "113.161.*", never the whole


class KnownBrowser(Base):
    """A browser in which an officer signed in before: tries there are counted apart, so that
    nobody elsewhere can lock its owner out. The cookie's token is stored as a hash."""

    __tablename__ = "known_browsers"

    token_hash: Mapped[str] = mapped_column(ShortText, primary_key=True)
    officer_id: Mapped[OfficerId] = mapped_column(
        RowId, ForeignKey("officers.id"), primary_key=True, index=True
    )
    used_at: Mapped[datetime]  # when the officer last signed in there


class SignInFailure(Base):
    """A wrong password or code; counted to slow down guessing. `address` is where it was typed: an
    address, the network of an IPv6 one, or a known browser."""

    __tablename__ = "sign_in_failures"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(ShortText, index=True)
    address: Mapped[str] = mapped_column(ShortText, index=True)
    at: Mapped[datetime]
