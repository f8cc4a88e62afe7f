"""Guessing is slow from wherever it comes, and stops nobody who has been here before."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from backend.db import Database
from backend.errors import NotAllowed
from backend.guards.places import is_this_machine, place_of
from backend.officers import rules
from backend.officers.known_browsers import REMEMBERED
from backend.officers.models import KnownBrowser, SignInFailure
from backend.officers.sessions import Browser, SignedIn, signed_in
from backend.officers.sign_in import sign_in
from backend.officers.tries import ALLOWED, ALLOWED_OF_NAME, ALLOWED_OF_PLACE, forget_old
from tests.backend.officers.test_signing_in import SECOND, later
from tests.factories import PASSWORD, World

OFFICE = "113.161.1.1"


def enter(
    database: Database,
    username: str = "canbo",
    password: str = PASSWORD,
    address: str = OFFICE,
    known: str = "",
) -> SignedIn | None:
    return sign_in(database, username, password, Browser(address, known=known), "none")


def known_browser(database: Database, username: str = "canbo", known: str = "") -> str:
    found = enter(database, username, known=known)
    assert found is not None
    return found.known


def guess(database: Database, times: int, username: str = "canbo", **where: str) -> int:
    """Wrong tries until one is refused; how many were looked at."""
    for number in range(times):
        try:
            assert enter(database, username, f"sai-{number}", **where) is None
        except NotAllowed:
            return number
    return times


@given(st.integers(0, 500), st.integers(1, 100))
def test_a_pause_grows_and_ends(failures: int, allowed: int) -> None:
    pause = rules.pause_minutes(failures, allowed)
    assert (pause == 0) == (failures < allowed)
    assert pause <= rules.pause_minutes(failures + 1, allowed) <= 15


def test_the_pauses_are_one_two_four_eight_and_fifteen_minutes() -> None:
    assert [rules.pause_minutes(n, 5) for n in range(4, 12)] == [0, 1, 2, 4, 8, 15, 15, 15]


def test_who_goes_on_guessing_waits_longer_each_time(database: Database, world: World) -> None:
    guess(database, ALLOWED)
    gone = timedelta()
    for minutes in (1, 2, 4, 8, 15, 15):
        with later(gone + timedelta(minutes=minutes) - SECOND), pytest.raises(NotAllowed):
            enter(database, password="sai")
        gone += timedelta(minutes=minutes) + SECOND
        with later(gone):
            assert enter(database, password="sai") is None


def test_in_a_day_from_one_place_hardly_a_hundred_are_looked_at(
    database: Database, world: World
) -> None:
    looked_at, at = guess(database, 100), timedelta()
    while at < timedelta(days=1):
        at += timedelta(minutes=5)
        with later(at):
            looked_at += guess(database, 100)
    assert ALLOWED < looked_at <= 110


def test_many_machines_that_guess_one_name_have_to_wait_as_well(
    database: Database, world: World
) -> None:
    looked_at = sum(guess(database, 1, address=f"42.1.{n // 250}.{n % 250}") for n in range(60))
    assert looked_at == ALLOWED_OF_NAME


def test_one_password_for_many_names_has_to_wait_as_well(database: Database, world: World) -> None:
    looked_at = sum(
        guess(database, 1, username=f"ten-{n}", address="42.1.1.1")
        for n in range(ALLOWED_OF_PLACE + 20)
    )
    assert looked_at == ALLOWED_OF_PLACE


def test_a_known_browser_signs_in_whatever_is_guessed_elsewhere_or_beside_it(
    database: Database, world: World
) -> None:
    known = known_browser(database)
    for number in range(ALLOWED_OF_NAME):
        guess(database, 1, address=f"42.1.1.{number}")
    guess(database, 20, address=OFFICE)
    with pytest.raises(NotAllowed):
        enter(database)
    assert enter(database, known=known)


def test_a_known_browser_cannot_guess_for_ever_either(database: Database, world: World) -> None:
    known = known_browser(database)
    assert guess(database, 50, known=known) == ALLOWED
    with pytest.raises(NotAllowed):
        enter(database, known=known)
    with later(timedelta(minutes=1) + SECOND):
        assert enter(database, known=known), "and counts from nothing again"
    with later(timedelta(minutes=2)):
        assert guess(database, 50, known=known) == ALLOWED


def test_a_known_browser_is_known_for_its_owner_only(database: Database, world: World) -> None:
    known = known_browser(database)
    for number in range(ALLOWED_OF_NAME):
        guess(database, 1, "canbo2", address=f"42.1.1.{number}")
    with pytest.raises(NotAllowed):
        enter(database, "canbo2", known=known)


def test_colleagues_share_a_machine_that_knows_both(database: Database, world: World) -> None:
    first = known_browser(database)
    assert known_browser(database, "canbo2", first) == first
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(KnownBrowser)) == 2


@pytest.mark.parametrize("token", ["x", "ma-tu-dat", "\u00e9", "a" * 5000])
def test_a_token_that_we_never_gave_is_not_taken_over(
    database: Database, world: World, token: str
) -> None:
    assert known_browser(database, known=token) not in ("", token)


def test_a_browser_is_forgotten_after_half_a_year(database: Database, world: World) -> None:
    known = known_browser(database)
    moment = timedelta(days=181)
    with later(moment):
        for number in range(ALLOWED_OF_NAME):
            guess(database, 1, address=f"42.1.1.{number}")
        with pytest.raises(NotAllowed):
            enter(database, known=known)


def test_a_refused_try_is_not_counted(database: Database, world: World) -> None:
    guess(database, ALLOWED)
    for _number in range(30):
        with pytest.raises(NotAllowed):
            enter(database)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInFailure)) == ALLOWED
    with later(timedelta(minutes=1) + SECOND):
        assert enter(database)


def test_signing_in_ends_the_session_that_the_browser_held(
    database: Database, world: World
) -> None:
    first = enter(database)
    assert first is not None
    browser = Browser(OFFICE, held=first.token)
    assert sign_in(database, "canbo2", PASSWORD, browser, "none")
    with database.reading() as session:
        assert signed_in(session, first.token) is None


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("113.161.2.3", "113.161.2.3"),
        ("2402:800:61b1:1234:aaaa::1", "2402:800:61b1:1234::/64"),
        ("2402:800:61b1:1234:ffff:ffff:ffff:ffff", "2402:800:61b1:1234::/64"),
        ("2402:800:61b1:1235::1", "2402:800:61b1:1235::/64"),
        ("::ffff:113.161.2.3", "113.161.2.3"),
        ("", ""),
        ("unix:", "unix:"),
        ("telegram:12345", "telegram:12345"),
    ],
)
def test_one_line_is_one_place(address: str, place: str) -> None:
    assert place_of(address) == place


def test_this_machine_is_told_apart() -> None:
    assert [is_this_machine(a) for a in ("127.0.0.1", "::1", "127.9.9.9")] == [True] * 3
    assert [is_this_machine(a) for a in ("10.0.0.1", "", "x", "113.161.1.1")] == [False] * 4


def test_what_is_older_than_a_day_counts_no_more(database: Database, world: World) -> None:
    guess(database, ALLOWED)
    with later(timedelta(days=1) + SECOND):
        assert guess(database, 50) == ALLOWED


@pytest.mark.usefixtures("world")
def test_tries_and_browsers_that_count_no_more_are_forgotten(database: Database) -> None:
    known_browser(database)
    guess(database, 2)
    after = [timedelta(), timedelta(days=1, seconds=1), REMEMBERED + timedelta(seconds=1)]
    found = []
    for span in after:
        with later(span), database.transaction() as session:
            forget_old(session)
            found.append(
                [len(session.scalars(select(m)).all()) for m in (SignInFailure, KnownBrowser)]
            )
    assert found == [[2, 1], [0, 1], [0, 0]]
