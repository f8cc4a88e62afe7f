"""Accounts and sign-in. Passwords are argon2id hashes; a session is a row, its token only hashed."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import UnitId
from backend.errors import Invalid, NotAllowed
from backend.i18n import _
from backend.officers.models import Officer, OfficerSession, Role, SignInFailure

IDLE_LIMIT = timedelta(hours=2)
SESSION_LIMIT = timedelta(hours=12)
FAILURES_ALLOWED = 5
FAILURE_WINDOW = timedelta(minutes=15)
SHORTEST_PASSWORD = 10
LONGEST_USERNAME = 64

_hasher = PasswordHasher()
# Checked when the name is unknown, so that the answer takes as long as for a known one.
_NOBODY = _hasher.hash(secrets.token_hex())


@dataclass(frozen=True)
class SignedIn:
    """An officer and the session that the browser holds; `token` is set only at sign-in, `idle` is
    how long ago the session was last marked as used."""

    officer: Officer
    csrf_token: str
    token: str = ""
    idle: timedelta = timedelta()


def add_officer(
    session: Session, username: str, full_name: str, password: str, role: Role, unit_id: UnitId
) -> Officer:
    """Creates an account. Raises `Invalid` for a short password, a missing or a taken name."""
    username = username.strip().lower()
    if not username or len(username) > LONGEST_USERNAME:
        raise Invalid(_("Tên đăng nhập có từ 1 đến {count} ký tự.").format(count=LONGEST_USERNAME))
    if not full_name.strip():
        raise Invalid(_("Cần có họ tên cán bộ."))
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(_("Mật khẩu cần ít nhất {count} ký tự.").format(count=SHORTEST_PASSWORD))
    if session.scalar(select(Officer.id).where(Officer.username == username)):
        raise Invalid(_("Tên đăng nhập này đã có."))
    officer = Officer(
        username=username,
        full_name=full_name.strip(),
        password_hash=_hasher.hash(password),
        role=role,
        unit_id=unit_id,
        created_at=clock.now(),
    )
    session.add(officer)
    session.flush()
    audit.record(session, "add_officer", officer, by=None)
    return officer


def sign_in(session: Session, username: str, password: str, address: str) -> SignedIn | None:
    """Opens a session, or answers None for a wrong name or password (which of the two is not said).
    Raises `NotAllowed` after too many tries from one address on one name; counting both together
    keeps a stranger from locking an officer out from elsewhere."""
    # No account has a longer name; so that such tries are counted like the others.
    username = username.strip().lower()[:LONGEST_USERNAME]
    since = clock.now() - FAILURE_WINDOW
    failures = session.scalar(
        select(func.count()).where(
            SignInFailure.username == username,
            SignInFailure.address == address,
            SignInFailure.at > since,
        )
    )
    if failures is not None and failures >= FAILURES_ALLOWED:
        raise NotAllowed(_("Anh/chị nhập sai nhiều lần. Xin thử lại sau 15 phút."))
    officer = session.scalar(select(Officer).where(Officer.username == username))
    known = officer is not None and officer.active
    matches = _matches(officer.password_hash if officer and known else _NOBODY, password)
    if officer is None or not known or not matches:
        session.add(SignInFailure(username=username, address=address, at=clock.now()))
        return None
    token, csrf_token = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    now = clock.now()
    session.add(
        OfficerSession(
            token_hash=_hashed(token),
            officer_id=officer.id,
            csrf_token=csrf_token,
            created_at=now,
            last_seen_at=now,
        )
    )
    audit.record(session, "sign_in", officer, by=officer)
    return SignedIn(officer, csrf_token, token)


def signed_in(session: Session, token: str) -> SignedIn | None:
    """Who holds this token, unless the session has ended or lain idle too long."""
    row = session.get(OfficerSession, _hashed(token))
    now = clock.now()
    if row is None or row.ended_at or now - row.created_at > SESSION_LIMIT:
        return None
    if now - row.last_seen_at > IDLE_LIMIT:
        return None
    officer = session.get_one(Officer, row.officer_id)
    idle = now - row.last_seen_at
    return SignedIn(officer, row.csrf_token, idle=idle) if officer.active else None


def keep_alive(session: Session, token: str) -> None:
    """Marks that the session is in use."""
    row = session.get(OfficerSession, _hashed(token))
    if row:
        row.last_seen_at = clock.now()


def sign_out(session: Session, token: str) -> None:
    """Ends the session on the server, whatever the browser keeps."""
    row = session.get(OfficerSession, _hashed(token))
    if row and not row.ended_at:
        row.ended_at = clock.now()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
