"""The chain of the trail: whole after everything that the service does, broken by everything else."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend import audit
from backend.audit import checking, rules
from backend.audit.checking import BreakKind, Checked, Noted
from backend.audit.models import AuditEntry, AuditLink
from backend.db import Database
from backend.numbering import Counter as Series
from backend.officers.models import Officer
from tests.backend.counter import REFUSE, Counter, at_once
from tests.factories import World

FOR_EVER = ("audit_entries", "audit_links")


def add(database: Database, world: World, count: int, **details: object) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        for _number in range(count):
            audit.record(session, "show_phone", officer, by=officer, **details)


def checked(database: Database, **how: object) -> Checked:
    with database.reading() as session:
        return checking.check(session, **how)  # type: ignore[arg-type]


@contextmanager
def tampering(database: Database) -> Iterator[Session]:
    """Somebody who may do everything to the database, and switches its guards off."""
    if database.is_sqlite:
        engine = create_engine(database.engine.url)  # plain: it does not look at references
        with Session(engine) as session:
            guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in session.scalars(guards).all():
                session.execute(text(f'DROP TRIGGER "{name}"'))
            yield session
            session.commit()
        engine.dispose()
        return
    with database.transaction() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        yield session


def entry_at(database: Database, position: int) -> int:
    with database.reading() as session:
        return session.get_one(AuditLink, position).entry_id


def test_the_trail_of_a_request_is_a_whole_chain(counter: Counter) -> None:
    request_id = counter.delivered()
    counter.confirm(counter.code(request_id))
    counter.decide(counter.submit("tele-2"), REFUSE, "Em đã có máy.")
    found = checked(counter.database)
    assert found.is_whole
    assert found.at_end
    assert found.position == len(counter.audited()) > 5


def test_an_empty_trail_is_whole(database: Database) -> None:
    found = checked(database)
    assert (found.is_whole, found.position, found.hash) == (True, 0, rules.START)


def fail(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        audit.record(session, "show_phone", officer, by=officer)
        session.flush()
        raise ZeroDivisionError


def test_what_is_undone_leaves_no_link_and_no_gap(database: Database, world: World) -> None:
    before = checked(database).position
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        audit.record(session, "sign_in", officer, by=officer)
        part = session.begin_nested()
        audit.record(session, "show_phone", officer, by=officer)
        session.flush()
        part.rollback()
        with session.begin_nested():
            audit.record(session, "set_password", officer, by=officer)
    with pytest.raises(ZeroDivisionError):
        fail(database, world)
    found = checked(database)
    assert found.is_whole
    assert found.position == before + 2


def test_many_at_once_make_one_chain(database: Database, world: World) -> None:
    """Each transaction also needs a row that others have: nobody waits in a circle."""
    with database.transaction() as session:
        session.add(Series(series="x", value=0))

    def act() -> None:
        for number in range(5):
            with database.transaction() as session:
                officer = session.get_one(Officer, world.officer)
                if number % 2:
                    audit.record(session, "show_phone", officer, by=officer)
                session.flush()
                session.execute(text("UPDATE counters SET value = value + 1 WHERE series = 'x'"))
                audit.record(session, "sign_in", officer, by=officer)

    before = checked(database).position
    assert at_once(*[act] * 6) == [None] * 6
    found = checked(database)
    assert found.is_whole
    assert found.position == before + 6 * 7


@pytest.mark.parametrize("table", FOR_EVER)
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = 1", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_trail(
    database: Database, world: World, table: str, act: str
) -> None:
    add(database, world, 2)
    column = "subject_id" if table == "audit_entries" else "position"
    with pytest.raises(DBAPIError, match="only added to"), database.transaction() as session:
        session.execute(text(act.format(table, column)))
    assert checked(database).is_whole


CHANGES = {
    "at": "'2020-01-01 00:00:00+00:00'",
    "officer_id": "NULL",
    "unit_id": "NULL",
    "action": "'sign_in'",
    "subject": "'tickets'",
    "subject_id": "subject_id + 1",
    "details": """'{"why": "data_package"}'""",
    "contact_id": "1",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_entry_is_named(database: Database, world: World, column: str) -> None:
    add(database, world, 5, why="call_family")
    place = checked(database).position - 2
    entry = entry_at(database, place)
    with tampering(database) as session:
        statement = f"UPDATE audit_entries SET {column} = {CHANGES[column]} WHERE id = :e"  # noqa: S608
        session.execute(text(statement), {"e": entry})
    (found,) = checked(database).breaks
    assert (found.kind, found.position, found.entry_id) == (BreakKind.CHANGED, place, entry)


def test_a_removed_entry_is_named_with_its_link_or_without(
    database: Database, world: World
) -> None:
    add(database, world, 6)
    place = checked(database).position - 3
    entry = entry_at(database, place)
    with tampering(database) as session:
        session.execute(text("DELETE FROM audit_entries WHERE id = :e"), {"e": entry})
    kinds = [(found.kind, found.position) for found in checked(database).breaks]
    assert kinds == [(BreakKind.REMOVED, place)]
    with tampering(database) as session:
        session.execute(text("DELETE FROM audit_links WHERE position = :p"), {"p": place})
    kinds = [(found.kind, found.position) for found in checked(database).breaks]
    assert kinds == [(BreakKind.REMOVED, place)]


def test_an_inserted_entry_is_named(database: Database, world: World) -> None:
    add(database, world, 3)
    with tampering(database) as session:
        session.execute(
            text(
                "INSERT INTO audit_entries (id, at, action, subject, subject_id, details) "
                "SELECT 900, at, action, subject, subject_id, details FROM audit_entries LIMIT 1"
            )
        )
    (found,) = checked(database).breaks
    assert (found.kind, found.entry_id) == (BreakKind.INSERTED, 900)


def test_two_entries_that_changed_places_are_named(database: Database, world: World) -> None:
    add(database, world, 2, why="call_family")
    last = checked(database).position
    one, other = entry_at(database, last - 1), entry_at(database, last)
    with tampering(database) as session:
        for place, entry in ((last, 0), (last - 1, other), (last, one)):
            session.execute(
                text("UPDATE audit_links SET entry_id = :e WHERE position = :p"),
                {"e": entry, "p": place},
            )
    places = [(found.kind, found.position) for found in checked(database).breaks]
    assert places == [(BreakKind.CHANGED, last - 1), (BreakKind.CHANGED, last)]


def test_an_end_that_was_cut_off_is_noticed(database: Database, world: World) -> None:
    add(database, world, 4)
    last = checked(database).position
    with tampering(database) as session:
        entries = [entry_at(database, place) for place in (last - 1, last)]
        session.execute(text("DELETE FROM audit_links WHERE position > :p"), {"p": last - 2})
        for entry in entries:
            session.execute(text("DELETE FROM audit_entries WHERE id = :e"), {"e": entry})
    (found,) = checked(database).breaks
    assert (found.kind, found.position) == (BreakKind.CUT, last - 1)


def rewrite(session: Session) -> None:
    """The whole chain anew, as somebody who knows how it is made could write it."""
    link = rules.START
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    for position, entry in enumerate(entries, 1):
        link = rules.link_hash(link, entry, position)
        session.execute(
            text("UPDATE audit_links SET hash = :h WHERE position = :p"),
            {"h": link, "p": position},
        )
    session.execute(text("UPDATE audit_heads SET hash = :h"), {"h": link})


def test_a_chain_written_anew_differs_from_what_was_noted_elsewhere(
    database: Database, world: World
) -> None:
    add(database, world, 3)
    with database.reading() as session:
        noted = checking.check(session)
    add(database, world, 2)
    paper = Noted(noted.position, noted.hash[:16])
    assert checked(database, noted=paper).is_whole
    with tampering(database) as session:
        session.execute(
            text("UPDATE audit_entries SET subject_id = 77 WHERE id = :e"),
            {"e": entry_at(database, 1)},
        )
        rewrite(session)
    assert checked(database).is_whole, "nothing inside the database could tell"
    kinds = [found.kind for found in checked(database, noted=paper).breaks]
    assert kinds == [BreakKind.OTHER]
    beyond = Noted(noted.position + 1000, noted.hash)
    assert BreakKind.CUT in [found.kind for found in checked(database, noted=beyond).breaks]


@pytest.mark.parametrize("portion", [1, 2, 3, 1000])
def test_the_chain_is_the_same_in_portions_of_any_size(
    database: Database, world: World, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(database, world, 7)
    monkeypatch.setattr(checking, "PORTION", portion)
    whole = checked(database)
    assert whole.is_whole
    at = 0
    while True:
        part = checked(database, after=at, most=portion)
        assert part.is_whole
        assert part.at_end == (part.position == whole.position)
        at = part.position
        if part.at_end:
            break
    assert (part.position, part.hash) == (whole.position, whole.hash)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(details=st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), JSON, max_size=4))
def test_whatever_the_details_are_they_come_back_as_they_were_linked(
    database: Database, world: World, details: dict[str, object]
) -> None:
    details = {f"d_{name}": value for name, value in details.items()}
    if "\x00" in str(details.values()) or "\\x00" in repr(details):
        return  # PostgreSQL stores it in JSON as text; nobody can write it in a form
    add(database, world, 1, **details)
    assert checked(database).is_whole
