"""Signing in. A try is written down before the password is looked at, so that guessing in parallel
gains nothing; the password is looked at between two transactions, because that takes long."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit
from backend.db import Database
from backend.errors import NotAllowed
from backend.i18n import _
from backend.officers import (
    appointments,
    known_browsers,
    passwords,
    second_step,
    sessions,
    tries,
)
from backend.officers.models import Officer, SignInFailure, Waiting
from backend.officers.sessions import Browser, SignedIn

LONGEST_USERNAME = 64


@dataclass(frozen=True)
class LastTime:
    """When and from where an officer signed in before, and how many tries failed since."""

    at: datetime
    browser: str
    network: str
    failures: int


def sign_in(
    database: Database, username: str, password: str, browser: Browser, two_step_roles: str
) -> SignedIn | None:
    """Opens a session, perhaps one that waits for the second step, or answers None for a wrong name
    or password (which of the two is not said). Raises `NotAllowed` after too many tries, as
    `tries.count` does, and for an officer without an appointment of today."""
    # No account has a longer name; so that such tries are counted like the others.
    username = username.strip().lower()[:LONGEST_USERNAME]
    tried = tries.count(database, username, browser)
    with database.reading() as session:
        officer = _officer(session, username)
        password_hash = officer.password_hash if officer else ""
    if not passwords.matches(password_hash, password):
        return None
    with database.transaction() as session:
        officer = _officer(session, username)
        if officer is None or officer.password_hash != password_hash:
            return None  # it was changed this moment
        tries.forget(session, tried)
        found = _opened(session, officer, browser, two_step_roles)
    if found is None:
        raise NotAllowed(
            _(
                "Tài khoản này hiện không có chức vụ nào còn hiệu lực. Anh/chị nhờ người quản trị của "
                "đơn vị ghi chức vụ mới."
            )
        )
    return found


def finish(database: Database, token: str, typed: str, browser: Browser) -> SignedIn | None:
    """The second step of a session that waits for a code: opens another in its place, or answers
    None for a wrong code. Raises `NotAllowed` after too many tries, from wherever."""
    with database.reading() as session:
        found = sessions.waiting(session, token)
        username = found.officer.username if found else ""
    if found is None:
        return None
    tried = tries.count(database, username, browser, second_step=True)
    with database.transaction() as session:
        found = sessions.waiting(session, token)
        if found is None or found.waiting is not Waiting.CODE:
            return None
        if not second_step.passes(session, found.officer, typed):
            return None
        tries.forget(session, tried)
        return completed(session, found.officer, token, browser)


def completed(session: Session, officer: Officer, token: str, browser: Browser) -> SignedIn:
    """A session with a new token in place of one that waited."""
    sessions.sign_out(session, token)
    return _inside(session, officer, browser)


def last_time(session: Session, now_in: SignedIn) -> LastTime | None:
    """What an officer is told after signing in, to notice a stranger; None the first time."""
    officer = now_in.officer
    before = sessions.before(session, officer.id, now_in.token)
    if before is None:
        return None
    failures = select(func.count()).where(
        SignInFailure.username == officer.username, SignInFailure.at > before.created_at
    )
    return LastTime(
        before.created_at, before.browser, before.network, session.scalar(failures) or 0
    )


def _opened(
    session: Session, officer: Officer, browser: Browser, two_step_roles: str
) -> SignedIn | None:
    if appointments.settle(session, officer) is None:
        return None
    waiting = None
    if second_step.confirmed(session, officer.id):
        waiting = Waiting.CODE
    elif second_step.required(session, officer, two_step_roles):
        second_step.begin(session, officer)
        waiting = Waiting.SET_UP
    sessions.sign_out(session, browser.held)  # whoever's it was: nobody reads on under a new name
    if waiting is None:
        return _inside(session, officer, browser)
    return sessions.begin(session, officer, browser, waiting)


def _inside(session: Session, officer: Officer, browser: Browser) -> SignedIn:
    """A session that is open, in a browser that is known from now on."""
    opened = sessions.begin(session, officer, browser, None)
    audit.record(session, "sign_in", officer, by=officer)
    return replace(opened, known=known_browsers.remember(session, officer, browser))


def _officer(session: Session, username: str) -> Officer | None:
    """The account of a name, if it is switched on."""
    return session.scalar(select(Officer).where(Officer.username == username, Officer.active))
