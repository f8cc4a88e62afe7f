"""Browsers in which an officer signed in before."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import clock
from backend.officers import sessions
from backend.officers.models import KnownBrowser, Officer, OfficerId
from backend.officers.sessions import Browser

REMEMBERED = timedelta(days=180)


def find(session: Session, username: str, token: str) -> KnownBrowser | None:
    """What is known of a browser's token and a name."""
    if not token:
        return None
    query = (
        select(KnownBrowser)
        .join(Officer, Officer.id == KnownBrowser.officer_id)
        .where(
            KnownBrowser.token_hash == sessions.hashed(token),
            KnownBrowser.used_at > clock.now() - REMEMBERED,
            Officer.username == username,
        )
    )
    return session.scalar(query)


def remember(session: Session, officer: Officer, browser: Browser) -> str:
    """The officer signed in there; gives the browser's token, its own where the server gave it that
    (colleagues may share a machine), else a new one."""
    token = browser.known
    ours = token and session.scalar(
        select(KnownBrowser.token_hash).where(KnownBrowser.token_hash == sessions.hashed(token))
    )
    if not ours:
        token = secrets.token_urlsafe(32)
    row = {"token_hash": sessions.hashed(token), "officer_id": officer.id, "used_at": clock.now()}
    # Sent twice at once, both are the first.
    session.execute(
        insert(KnownBrowser)
        .values(row)
        .on_conflict_do_update(
            index_elements=["token_hash", "officer_id"], set_={"used_at": row["used_at"]}
        )
    )
    return token


def forget_all(session: Session, officer_id: OfficerId, but: str = "") -> None:
    """No browser of the officer is known any more, but that of a token."""
    session.execute(
        delete(KnownBrowser).where(
            KnownBrowser.officer_id == officer_id,
            KnownBrowser.token_hash != sessions.hashed(but),
        )
    )


def forget_unused(session: Session) -> None:
    """Those that are known no more."""
    session.execute(delete(KnownBrowser).where(KnownBrowser.used_at < clock.now() - REMEMBERED))
