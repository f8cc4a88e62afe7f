"""Signed-in browsers: a session is a row, its token only hashed."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.officers import appointments, browsers, rules
from backend.officers.models import Appointment, Officer, OfficerId, OfficerSession, Waiting

IDLE_LIMIT = timedelta(hours=2)
SESSION_LIMIT = timedelta(hours=12)
WAITING_LIMIT = timedelta(minutes=10)


@dataclass(frozen=True)
class Browser:
    """Where a request comes from: its address, what it says of itself, the token by which it is known
    (`known_browsers`), and that of the session it holds."""

    address: str = ""
    says: str = ""
    known: str = field(default="", repr=False)
    held: str = field(default="", repr=False)


@dataclass(frozen=True)
class SignedIn:
    """An officer and the session that the browser holds; `token` and `known`, both for cookies, are set
    only at sign-in, `idle` is how long ago the session was last marked as used, `appointments` what
    the officer may work as today. With `waiting` the browser may only do that."""

    officer: Officer
    csrf_token: str = field(repr=False)
    token: str = field(default="", repr=False)
    idle: timedelta = timedelta()
    appointments: Sequence[Appointment] = ()
    waiting: Waiting | None = None
    known: str = field(default="", repr=False)


def begin(
    session: Session, officer: Officer, browser: Browser, waiting: Waiting | None
) -> SignedIn:
    """A new session; its token is known to nobody else."""
    token, csrf_token = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    now = clock.now()
    session.add(
        OfficerSession(
            token_hash=hashed(token),
            officer_id=officer.id,
            csrf_token=csrf_token,
            created_at=now,
            last_seen_at=now,
            waiting=waiting,
            browser=browser.says[: browsers.LONGEST],
            network=rules.network(browser.address),
        )
    )
    session.flush()
    return SignedIn(officer, csrf_token, token, waiting=waiting)


def signed_in(session: Session, token: str) -> SignedIn | None:
    """Who holds this token, unless the session has ended, lain idle too long, is not finished, or
    the officer's appointment is over."""
    found = _running(session, token)
    if found is None or found[0].waiting:
        return None
    row, officer = found
    present = appointments.present(session, officer.id)
    if appointments.current(officer, present) is None:
        return None
    idle = clock.now() - row.last_seen_at
    return SignedIn(officer, row.csrf_token, idle=idle, appointments=present)


def waiting(session: Session, token: str) -> SignedIn | None:
    """Who holds the token of a session that still waits for something, for ten minutes."""
    found = _running(session, token)
    if found is None or not found[0].waiting:
        return None
    row, officer = found
    if clock.now() - row.created_at > WAITING_LIMIT:
        return None
    return SignedIn(officer, row.csrf_token, waiting=row.waiting)


def keep_alive(session: Session, token: str) -> None:
    """Marks that the session is in use."""
    row = session.get(OfficerSession, hashed(token))
    if row:
        row.last_seen_at = clock.now()


def sign_out(session: Session, token: str) -> None:
    """Ends the session on the server, whatever the browser keeps."""
    row = session.get(OfficerSession, hashed(token))
    if row and not row.ended_at:
        row.ended_at = clock.now()


def running(session: Session, officer_id: OfficerId) -> list[OfficerSession]:
    """The sessions of an officer that can be used now, the latest first."""
    now = clock.now()
    query = select(OfficerSession).where(
        OfficerSession.officer_id == officer_id,
        OfficerSession.ended_at.is_(None),
        OfficerSession.waiting.is_(None),
        OfficerSession.created_at >= now - SESSION_LIMIT,
        OfficerSession.last_seen_at >= now - IDLE_LIMIT,
    )
    return list(session.scalars(query.order_by(OfficerSession.last_seen_at.desc())))


def end(session: Session, officer_id: OfficerId, token_hash: str) -> bool:
    """Ends one session of an officer; whether there was one to end."""
    row = session.get(OfficerSession, token_hash)
    if row is None or row.officer_id != officer_id or row.ended_at:
        return False
    row.ended_at = clock.now()
    return True


def end_all(session: Session, officer_id: OfficerId, but: str = "") -> int:
    """Ends every session of an officer but that of a token; gives how many."""
    query = select(OfficerSession).where(
        OfficerSession.officer_id == officer_id,
        OfficerSession.ended_at.is_(None),
        OfficerSession.token_hash != hashed(but),
    )
    rows = session.scalars(query).all()
    for row in rows:
        row.ended_at = clock.now()
    session.flush()
    return len(rows)


def before(session: Session, officer_id: OfficerId, token: str) -> OfficerSession | None:
    """The session before that of a token, if it was ever finished."""
    query = select(OfficerSession).where(
        OfficerSession.officer_id == officer_id,
        OfficerSession.waiting.is_(None),
        OfficerSession.token_hash != hashed(token),
    )
    return session.scalar(query.order_by(OfficerSession.created_at.desc()).limit(1))


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _running(session: Session, token: str) -> tuple[OfficerSession, Officer] | None:
    query = (
        select(OfficerSession, Officer)
        .join(Officer, Officer.id == OfficerSession.officer_id)
        .where(OfficerSession.token_hash == hashed(token))
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    row, officer = found
    now = clock.now()
    over = row.ended_at or now - row.created_at > SESSION_LIMIT
    if over or now - row.last_seen_at > IDLE_LIMIT or not officer.active:
        return None
    return row, officer
