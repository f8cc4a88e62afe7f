"""Tries to sign in, counted so that guessing is slow and nobody can lock an officer out.

Three counts of a day, each with a pause that grows: of one name from one place, of one name from
everywhere (guessing from many machines), and of one place for all names (one password for many
names). A browser in which the officer signed in before has a count of its own and is spared the
others: whoever guesses elsewhere does not stop it.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.db import Database
from backend.errors import NotAllowed
from backend.guards.places import place_of
from backend.i18n import _
from backend.officers import known_browsers, rules
from backend.officers.models import SignInFailure
from backend.officers.sessions import Browser

ALLOWED = 5  # of one name from one place; a known browser is one
ALLOWED_OF_NAME = 20
ALLOWED_OF_PLACE = 100  # a whole office, or a village behind one address
LONGEST = 64  # letters of a place
DAY = timedelta(days=1)
KNOWN = "known:"
SECOND_STEP = "second-step:"  # who guesses codes has the password, wherever he is
CODE_OF_LINK = "start"  # in place of a name: codes of links are guessed without one


def count(database: Database, username: str, browser: Browser, *, second_step: bool = False) -> int:
    """Writes a try down as a failure and gives its number; who succeeds deletes it. Raises
    `NotAllowed` when it came too soon after too many."""
    with database.transaction() as session:
        known = known_browsers.find(session, username, browser.known)
        place = KNOWN + known.token_hash[:32] if known else place_of(browser.address)
        place = SECOND_STEP + (place if known else "") if second_step else place
        row = SignInFailure(username=username, address=place[:LONGEST], at=clock.now())
        session.add(row)
        session.flush()
        number = row.id
    with database.reading() as session:
        since = max(clock.now() - DAY, known.used_at) if known else clock.now() - DAY
        wait = _wait(session, row, since, alone=known is not None or second_step)
    if wait > timedelta():
        with database.transaction() as session:
            forget(session, number)
        raise NotAllowed(
            _(
                "Đã có nhiều lần nhập sai. Anh/chị thử lại sau {minutes} phút, hoặc đăng nhập ở máy "
                "vẫn dùng hằng ngày. Quên mật khẩu thì xin người quản trị mã mới."
            ).format(minutes=-(-wait // timedelta(minutes=1)))
        )
    return number


def forget(session: Session, number: int) -> None:
    """It was no failure."""
    session.execute(delete(SignInFailure).where(SignInFailure.id == number))


def forget_old(session: Session) -> None:
    """Tries and browsers that count no more, with the places they came from."""
    session.execute(delete(SignInFailure).where(SignInFailure.at < clock.now() - DAY))
    known_browsers.forget_unused(session)


def _wait(session: Session, mine: SignInFailure, since: datetime, *, alone: bool) -> timedelta:
    """How long nothing is looked at yet. `alone`: only what was typed there about this name counts."""
    others = session.execute(
        select(SignInFailure.username, SignInFailure.address, SignInFailure.at).where(
            SignInFailure.at > since,
            SignInFailure.id != mine.id,
            or_(SignInFailure.username == mine.username, SignInFailure.address == mine.address),
        )
    ).all()
    here = [at for name, place, at in others if (name, place) == (mine.username, mine.address)]
    counted = [(here, ALLOWED)]
    if not alone:
        of_name = [at for name, place, at in others if name == mine.username and _is_open(place)]
        of_place = [at for _name, place, at in others if place == mine.address]
        if mine.username != CODE_OF_LINK:  # everybody's: it must not stop everybody
            counted.append((of_name, ALLOWED_OF_NAME))
        counted.append((of_place, ALLOWED_OF_PLACE))
    return max(_left(moments, allowed, mine.at) for moments, allowed in counted)


def _is_open(place: str) -> bool:
    return not place.startswith((KNOWN, SECOND_STEP))


def _left(moments: list[datetime], allowed: int, now: datetime) -> timedelta:
    if not moments:
        return timedelta()
    pause = timedelta(minutes=rules.pause_minutes(len(moments), allowed))
    return max(max(moments) + pause - now, timedelta())
