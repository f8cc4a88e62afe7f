"""The second step of signing in: who needs it, each code once, recovery codes, tries."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pyotp
import pytest
from sqlalchemy import select, text

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.errors import Conflict, Invalid, NotAllowed
from backend.officers import second_step, sessions
from backend.officers.models import Officer, RecoveryCode, Role, SecondStep, Waiting
from backend.officers.sessions import WAITING_LIMIT, Browser, SignedIn
from backend.officers.sign_in import finish, sign_in
from backend.officers.tries import ALLOWED
from tests.factories import PASSWORD, World, make_officer

BROWSER = Browser("10.0.0.1")
SECOND = timedelta(seconds=1)


@contextmanager
def later(span: timedelta) -> Iterator[None]:
    """The time that it will be then."""
    moment = clock.now() + span
    with patch.object(clock, "now", lambda: moment):
        yield


def code_now(secret: str) -> str:
    return pyotp.TOTP(secret).at(clock.now())


def set_up(database: Database, world: World) -> tuple[str, list[str]]:
    """Canbo has an app; gives its secret and the recovery codes. Its code of now is used up."""
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        secret = second_step.begin(session, officer).secret
        return secret, second_step.confirm(session, officer, code_now(secret))


def first_step(database: Database, roles: str = "none", address: str = "10.0.0.1") -> SignedIn:
    found = sign_in(database, "canbo", PASSWORD, Browser(address), roles)
    assert found is not None
    return found


def inside(database: Database, token: str) -> bool:
    with database.reading() as session:
        return sessions.signed_in(session, token) is not None


def test_the_password_alone_opens_no_page_and_the_code_gives_another_token(
    database: Database, world: World
) -> None:
    secret, _codes = set_up(database, world)
    with later(timedelta(minutes=1)):
        waiting = first_step(database)
        assert waiting.waiting is Waiting.CODE
        assert not inside(database, waiting.token)
        assert finish(database, waiting.token, "000000", BROWSER) is None
        found = finish(database, waiting.token, code_now(secret), BROWSER)
        assert found is not None
        assert found.token not in ("", waiting.token)
        assert inside(database, found.token)
        assert not inside(database, waiting.token)
        assert finish(database, waiting.token, code_now(secret), BROWSER) is None


def test_a_code_that_was_seen_is_no_use_to_whoever_saw_it(database: Database, world: World) -> None:
    secret, _codes = set_up(database, world)
    seen = code_now(secret)
    assert finish(database, first_step(database).token, seen, BROWSER) is None, "used at setting up"
    with later(timedelta(minutes=1)):
        code = code_now(secret)
        assert finish(database, first_step(database).token, code, BROWSER)
        assert finish(database, first_step(database).token, code, BROWSER) is None


def let_in(database: Database, tokens: list[str], code: str) -> int:
    """How many of these browsers one code lets in when all send it at once."""
    got: list[bool] = []

    def send(token: str) -> None:
        got.append(finish(database, token, code, BROWSER) is not None)

    threads = [threading.Thread(target=send, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == len(tokens)
    return sum(got)


def test_of_some_who_send_one_code_at_once_one_gets_in(database: Database, world: World) -> None:
    secret, codes = set_up(database, world)
    with later(timedelta(minutes=1)):
        for code in (code_now(secret), codes[0]):
            tokens = [first_step(database).token for _number in range(3)]
            assert let_in(database, tokens, code) == 1
            with database.transaction() as session:
                session.execute(text("DELETE FROM sign_in_failures"))


def test_each_of_ten_recovery_codes_opens_once_and_new_ones_end_them(
    database: Database, world: World
) -> None:
    _secret, codes = set_up(database, world)
    assert len(set(codes)) == 10
    assert finish(database, first_step(database).token, codes[3].lower(), BROWSER)
    assert finish(database, first_step(database).token, codes[3], BROWSER) is None
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        assert second_step.codes_left(session, officer.id) == 9
        fresh = second_step.renew_codes(session, officer)
        assert second_step.codes_left(session, officer.id) == 10
    assert finish(database, first_step(database).token, codes[4], BROWSER) is None
    assert finish(database, first_step(database).token, fresh[0], BROWSER)
    with database.reading() as session:
        kept = str(session.execute(text("SELECT * FROM recovery_codes")).all())
    assert not any(code in kept for code in (*codes, *fresh))


def test_codes_are_guessed_as_seldom_as_passwords_from_however_many_addresses(
    database: Database, world: World
) -> None:
    _secret, codes = set_up(database, world)
    for number in range(ALLOWED):
        token = first_step(database, address=f"10.0.1.{number}").token
        assert finish(database, token, "123456", Browser(f"10.0.1.{number}")) is None
    token = first_step(database, address="10.0.2.1").token
    with pytest.raises(NotAllowed, match="sau 1 phút"):
        finish(database, token, codes[0], Browser("10.0.2.1"))
    with later(timedelta(minutes=1) + SECOND):
        assert finish(database, first_step(database).token, codes[0], BROWSER)


def test_between_the_two_steps_are_ten_minutes(database: Database, world: World) -> None:
    _secret, codes = set_up(database, world)
    token = first_step(database).token
    with later(WAITING_LIMIT + SECOND):
        assert finish(database, token, codes[0], BROWSER) is None
    with later(WAITING_LIMIT - SECOND):
        assert finish(database, token, codes[0], BROWSER)


@pytest.mark.parametrize("token", ["", "an invented token", "x" * 5000])
def test_a_code_without_the_first_step_opens_nothing(
    database: Database, world: World, token: str
) -> None:
    _secret, codes = set_up(database, world)
    assert finish(database, token, codes[0], BROWSER) is None


def test_it_counts_only_when_its_code_was_typed(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        secret = second_step.begin(session, officer).secret
        assert second_step.begin(session, officer).secret == secret, "a picture shown twice is one"
        with pytest.raises(Invalid, match="6 chữ số"):
            second_step.confirm(session, officer, "000000")
        assert not second_step.passes(session, officer, code_now(secret))
    assert first_step(database).waiting is None
    set_up(database, world)
    with database.transaction() as session, pytest.raises(Conflict):
        second_step.begin(session, session.get_one(Officer, world.officer))


@pytest.mark.parametrize(
    ("roles", "needed"),
    [
        *(("none", []), ("province:administrator", ["tinh-qt"])),
        *(("administrator", ["tinh-qt", "xa-qt"]), ("commune:approver", ["canbo"])),
        ("province:administrator, commune:administrator,approver", ["tinh-qt", "xa-qt", "canbo"]),
        ("inspector", []),
    ],
)
def test_the_setting_says_who_needs_it(
    database: Database, world: World, roles: str, needed: list[str]
) -> None:
    with database.transaction() as session:
        for username, unit in (("tinh-qt", world.province), ("xa-qt", world.commune)):
            place = session.get_one(AdministrativeUnit, unit)
            make_officer(session, username, "Quản Trị", place, Role.ADMINISTRATOR)
    for username in ("tinh-qt", "xa-qt", "canbo"):
        found = sign_in(database, username, PASSWORD, BROWSER, roles)
        assert found is not None
        assert (found.waiting is Waiting.SET_UP) == (username in needed), username
        assert inside(database, found.token) == (username not in needed)


def test_taking_it_away_leaves_nothing_behind(database: Database, world: World) -> None:
    set_up(database, world)
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        second_step.remove(session, officer, officer)
        for table in (SecondStep, RecoveryCode):
            assert session.scalars(select(table)).all() == []
        assert session.scalars(select(Officer.active).where(Officer.id == world.officer)).one()
    assert first_step(database).waiting is None
