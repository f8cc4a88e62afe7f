"""Signing in. A try is written down before the password is looked at, so that guessing in parallel
gains nothing; the password is looked at between two transactions, because that takes long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.db import Database
from backend.errors import NotAllowed
from backend.i18n import _
from backend.officers import appointments, passwords, second_step, sessions
from backend.officers.models import Officer, SignInFailure, Waiting
from backend.officers.sessions import Browser, SignedIn

FAILURES_ALLOWED = 5
FAILURE_WINDOW = timedelta(minutes=15)
LONGEST_USERNAME = 64
# In place of an address: codes are guessed by somebody who has the password, from wherever.
ANYWHERE = "second-step"


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
    or password (which of the two is not said). Raises `NotAllowed` after too many tries from one
    address on one name (counting both together keeps a stranger from locking an officer out from
    elsewhere), and for an officer without an appointment of today."""
    # No account has a longer name; so that such tries are counted like the others.
    username = username.strip().lower()[:LONGEST_USERNAME]
    tried = count_try(database, username, browser.address)
    with database.reading() as session:
        officer = _officer(session, username)
        password_hash = officer.password_hash if officer else ""
    if not passwords.matches(password_hash, password):
        return None
    with database.transaction() as session:
        officer = _officer(session, username)
        if officer is None or officer.password_hash != password_hash:
            return None  # it was changed this moment
        forget_try(session, tried)
        found = _opened(session, officer, browser, two_step_roles)
    if found is None:
        raise NotAllowed(
            _(
                "Tài khoản này hiện không có chức vụ nào còn hiệu lực. Anh/chị nhờ người quản trị của "
                "đơn vị ghi chức vụ mới."
            )
        )
    return found


def count_try(database: Database, username: str, address: str) -> int:
    """Writes a try down as a failure and gives its number; who succeeds deletes it. Raises
    `NotAllowed` when there were too many."""
    with database.transaction() as session:
        row = SignInFailure(username=username, address=address, at=clock.now())
        session.add(row)
        session.flush()
        number = row.id
    with database.reading() as session:
        too_many = _failures(session, username, address) - 1 >= FAILURES_ALLOWED
    if too_many:
        with database.transaction() as session:
            forget_try(session, number)
        raise NotAllowed(_("Anh/chị nhập sai nhiều lần. Xin thử lại sau 15 phút."))
    return number


def forget_try(session: Session, number: int) -> None:
    """It was no failure."""
    session.execute(delete(SignInFailure).where(SignInFailure.id == number))


def finish(database: Database, token: str, typed: str, browser: Browser) -> SignedIn | None:
    """The second step of a session that waits for a code: opens another in its place, or answers
    None for a wrong code. Raises `NotAllowed` after too many tries, from wherever."""
    with database.reading() as session:
        found = sessions.waiting(session, token)
        username = found.officer.username if found else ""
    if found is None:
        return None
    tried = count_try(database, username, ANYWHERE)
    with database.transaction() as session:
        found = sessions.waiting(session, token)
        if found is None or found.waiting is not Waiting.CODE:
            return None
        if not second_step.passes(session, found.officer, typed):
            return None
        forget_try(session, tried)
        return completed(session, found.officer, token, browser)


def completed(session: Session, officer: Officer, token: str, browser: Browser) -> SignedIn:
    """A session with a new token in place of one that waited."""
    sessions.sign_out(session, token)
    opened = sessions.begin(session, officer, browser, None)
    audit.record(session, "sign_in", officer, by=officer)
    return opened


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
    opened = sessions.begin(session, officer, browser, waiting)
    if waiting is None:
        audit.record(session, "sign_in", officer, by=officer)
    return opened


def _officer(session: Session, username: str) -> Officer | None:
    """The account of a name, if it is switched on."""
    return session.scalar(select(Officer).where(Officer.username == username, Officer.active))


def _failures(session: Session, username: str, address: str) -> int:
    query = select(func.count()).where(
        SignInFailure.username == username,
        SignInFailure.address == address,
        SignInFailure.at > clock.now() - FAILURE_WINDOW,
    )
    return session.scalar(query) or 0
