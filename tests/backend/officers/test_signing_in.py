"""Signing in: passwords, tries, and how long a session lasts."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, text

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.errors import Invalid, NotAllowed
from backend.officers import passwords
from backend.officers.models import Officer, OfficerId, OfficerSession, Role, SignInFailure
from backend.officers.service import add_officer
from backend.officers.sessions import (
    IDLE_LIMIT,
    SESSION_LIMIT,
    Browser,
    keep_alive,
    sign_out,
    signed_in,
)
from backend.officers.sign_in import LONGEST_USERNAME, sign_in
from backend.officers.tries import ALLOWED
from tests.factories import PASSWORD, World

HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"
SECOND = timedelta(seconds=1)


def enter(
    database: Database, username: str = "canbo", password: str = PASSWORD, address: str = HERE
) -> str:
    """Signs in; gives the token, or "" for a wrong name or password."""
    found = sign_in(database, username, password, Browser(address), "none")
    return found.token if found else ""


def inside(database: Database, token: str) -> str:
    """Who holds a token; "" when nobody does."""
    with database.reading() as session:
        found = signed_in(session, token)
        return found.officer.username if found else ""


@contextmanager
def later(span: timedelta) -> Iterator[None]:
    """The time that it will be then."""
    moment = clock.now() + span
    with patch.object(clock, "now", lambda: moment):
        yield


def add(database: Database, **changes: str) -> None:
    fields = {"username": "moi", "full_name": "Lê Y", "password": "mật khẩu dài", **changes}
    with database.transaction() as session:
        unit_id = session.scalars(select(AdministrativeUnit.id)).first() or UnitId(0)
        add_officer(session, **fields, role=Role.APPROVER, unit_id=unit_id)


def test_a_password_is_stored_as_an_argon2_hash_of_its_own(
    database: Database, world: World
) -> None:
    with database.reading() as session:
        hashes = set(session.scalars(select(Officer.password_hash)))
    assert len(hashes) == 4, "two officers with one password must not have one hash"
    assert all(one.startswith("$argon2id$") and PASSWORD not in one for one in hashes)


def test_the_cookies_token_is_nowhere_in_the_database(database: Database, world: World) -> None:
    token = enter(database)
    with database.reading() as session:
        row = session.scalars(select(OfficerSession)).one()
        assert token not in (row.token_hash, row.csrf_token)
        assert inside(database, row.token_hash) == ""
    assert inside(database, token) == "canbo"


@pytest.mark.parametrize("typed", ["canbo", " CanBo ", "CANBO"])
def test_the_name_is_read_whatever_its_case(database: Database, world: World, typed: str) -> None:
    assert enter(database, typed)


@pytest.mark.parametrize(
    ("username", "password"),
    [
        *(("canbo", "sai"), ("canbo", PASSWORD.upper()), ("canbo", ""), ("ai", PASSWORD)),
        *(("", PASSWORD), ("x" * 5000, PASSWORD), ("canbo", "x" * 5000)),
    ],
)
def test_a_wrong_name_or_password_opens_nothing_and_is_counted(
    database: Database, world: World, username: str, password: str
) -> None:
    assert enter(database, username, password) == ""
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInFailure)) == 1
        assert session.scalar(select(func.count()).select_from(OfficerSession)) == 0


def duration(database: Database, username: str) -> float:
    """The shortest of some wrong tries, in seconds of work."""
    spans = []
    for number in range(2):
        begin = time.process_time()
        enter(database, username, "sai", f"10.1.0.{number}")
        spans.append(time.process_time() - begin)
    return min(spans)


def test_a_wrong_try_costs_the_same_work_whether_or_not_the_name_exists(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher())  # the others go without its work
    monkeypatch.setattr(passwords, "_NOBODY", PasswordHasher().hash("nobody"))
    add(database, username="moi")
    add(database, username="nghi-viec")
    with database.transaction() as session:
        session.scalars(select(Officer).filter_by(username="nghi-viec")).one().active = False
    known = duration(database, "moi")
    assert duration(database, "khong-co-ai") > known / 2
    assert duration(database, "nghi-viec") > known / 2, "a name that is switched off"
    assert duration(database, "x" * 5000) > known / 2, "a name longer than any"


def fail(database: Database, times: int = ALLOWED, **who: str) -> None:
    for _number in range(times):
        assert enter(database, password="sai", **who) == ""


def test_after_some_wrong_tries_not_even_the_right_password_is_looked_at(
    database: Database, world: World
) -> None:
    fail(database, ALLOWED - 1)
    assert enter(database)
    fail(database, 1)
    with pytest.raises(NotAllowed, match="sau 1 phút"):
        enter(database)
    with later(timedelta(minutes=1) - SECOND), pytest.raises(NotAllowed):
        enter(database)
    with later(timedelta(minutes=1) + SECOND):
        assert enter(database)


def test_a_stranger_cannot_lock_an_officer_out_from_elsewhere(
    database: Database, world: World
) -> None:
    fail(database, address=ELSEWHERE)
    assert enter(database, address=HERE)
    with pytest.raises(NotAllowed):
        enter(database, address=ELSEWHERE)


def test_a_colleague_behind_the_same_address_is_not_locked_out(
    database: Database, world: World
) -> None:
    fail(database, username="canbo2")
    assert enter(database, "canbo")


def test_names_that_nobody_has_are_locked_like_others(database: Database, world: World) -> None:
    for username in ("khong-co-ai", "x" * 5000):
        fail(database, username=username)
        with pytest.raises(NotAllowed):
            enter(database, username)


def test_a_session_ends_when_it_lies_idle(database: Database, world: World) -> None:
    token = enter(database)
    with later(IDLE_LIMIT - SECOND):
        assert inside(database, token) == "canbo"
    with later(IDLE_LIMIT + SECOND):
        assert inside(database, token) == ""


def test_a_session_in_use_ends_after_its_longest_time(database: Database, world: World) -> None:
    token, span = enter(database), timedelta()
    while (span := span + IDLE_LIMIT / 2) < SESSION_LIMIT:
        with later(span), database.transaction() as session:
            assert signed_in(session, token)
            keep_alive(session, token)
    with later(SESSION_LIMIT + SECOND):
        assert inside(database, token) == ""


def test_signing_out_ends_the_session_on_the_server_and_no_other(
    database: Database, world: World
) -> None:
    first, second = enter(database), enter(database)
    with database.transaction() as session:
        sign_out(session, first)
        sign_out(session, first)
        sign_out(session, "an invented token")
    assert (inside(database, first), inside(database, second)) == ("", "canbo")


def test_an_officer_who_is_switched_off_is_out_at_once_and_stays_out(
    database: Database, world: World
) -> None:
    token = enter(database)
    with database.transaction() as session:
        session.get_one(Officer, OfficerId(world.officer)).active = False
    assert inside(database, token) == ""
    assert enter(database) == ""


@pytest.mark.parametrize("token", ["", "an invented token", "x" * 5000])
def test_an_invented_token_is_nobody(database: Database, world: World, token: str) -> None:
    assert inside(database, token) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": " "}, "Tên đăng nhập"),
        ({"username": "x" * (LONGEST_USERNAME + 1)}, "Tên đăng nhập"),
        ({"username": "CANBO "}, "Tên đăng nhập này đã có"),
        ({"password": "ngắn quá"}, "ít nhất 10 ký tự"),
        ({"full_name": " "}, "họ tên"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    database: Database, world: World, changes: dict[str, str], words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        add(database, **changes)


def test_a_new_account_is_audited_and_can_sign_in(database: Database, world: World) -> None:
    add(database, username=" Moi ")
    assert enter(database, "moi", "mật khẩu dài")
    with database.reading() as session:
        actions = list(session.scalars(text("SELECT action FROM audit_entries ORDER BY id")))
        details = str(list(session.scalars(text("SELECT details FROM audit_entries"))))
    assert actions[-3:] == ["add_officer", "appoint", "sign_in"]
    assert "Lê" not in details
