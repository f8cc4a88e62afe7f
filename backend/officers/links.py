"""One-time links by which officers set their own password: read out or handed over, never sent."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.db import locked
from backend.errors import Invalid
from backend.i18n import _
from backend.officers import codes, known_browsers, sessions
from backend.officers.models import Officer, OfficerId, PasswordLink

VALID = timedelta(days=7)


def make(session: Session, target: Officer) -> str:
    """The code of a new link, shown once; links of before open nothing any more."""
    _end_all(session, target.id)
    code, now = codes.new_code(), clock.now()
    session.add(
        PasswordLink(
            code_hash=codes.hashed(code),
            officer_id=target.id,
            created_at=now,
            expires_at=now + VALID,
        )
    )
    session.flush()
    return code


def owner(session: Session, typed: str) -> Officer:
    """Whose link this is. Raises `Invalid` for a code that opens nothing (any more)."""
    return _usable(session, typed)[1]


def use(session: Session, typed: str, password_hash: str) -> Officer:
    """Sets the password and ends the link and every session; no browser of before is known any more.
    Raises `Invalid` as `owner` does."""
    link, officer = _usable(session, typed, lock=True)
    link.ended_at = clock.now()
    officer.password_hash = password_hash
    sessions.end_all(session, officer.id)
    known_browsers.forget_all(session, officer.id)
    audit.record(session, "set_password", officer, by=officer)
    return officer


def _usable(session: Session, typed: str, *, lock: bool = False) -> tuple[PasswordLink, Officer]:
    query = select(PasswordLink).where(PasswordLink.code_hash == codes.hashed(typed))
    link = session.scalar(locked(query) if lock else query)
    if link and not link.ended_at and link.expires_at > clock.now():
        officer = session.get_one(Officer, link.officer_id)
        if officer.active:
            return link, officer
    raise Invalid(
        _("Mã này không đúng, đã dùng hoặc đã quá 7 ngày. Anh/chị xin người quản trị mã mới."),
        field="code",
    )


def _end_all(session: Session, officer_id: OfficerId) -> None:
    query = select(PasswordLink).where(
        PasswordLink.officer_id == officer_id, PasswordLink.ended_at.is_(None)
    )
    for link in session.scalars(locked(query)):
        link.ended_at = clock.now()
