"""Columns: each is sealed under its own name, cannot be searched by mistake, and is found by hash."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy import LargeBinary, select, type_coerce, update

from backend.db import Database, table
from backend.encryption.keys import Tampered
from backend.encryption.types import Encrypted, EncryptedJson, Sealed
from backend.households.search import bearers_of
from backend.poverty_lists.models import PovertyListEntry
from backend.support_requests.models import SupportRequest
from backend.tables import metadata
from tests.backend.counter import Counter
from tests.factories import World

SEALED = [
    column for one in metadata.sorted_tables for column in one.c if isinstance(column.type, Sealed)
]
# Offices' own telephones, which anybody may read on the public pages.
PUBLIC = {"access_points.phone", "focal_officers.phone", "learning_centres.phone"}
# Found in the names of columns, but no number of anybody: masks, digests, codes of few digits.
NUMBERS = re.compile(r"phone|citizen|sim_number|last4|_token$|^secret$|totp")
HARMLESS = {
    "officer_sessions.csrf_token"
}  # worth nothing without the cookie, of which a hash is kept


@pytest.mark.parametrize("column", SEALED, ids=str)
def test_each_column_is_sealed_under_its_own_name(column: object) -> None:
    assert column.type.place == str(column)  # type: ignore[attr-defined]


def test_no_number_or_secret_is_kept_readable() -> None:
    readable = {
        str(column)
        for one in metadata.sorted_tables
        for column in one.c
        if NUMBERS.search(column.name) and isinstance(column.type.python_type(), str)
        if not isinstance(column.type, Sealed)
    }
    assert readable - PUBLIC - HARMLESS == set()


@pytest.mark.parametrize("column", SEALED, ids=str)
def test_nobody_can_search_an_encrypted_column_by_mistake(column: object) -> None:
    for attempt in (
        lambda: column == "0912345678",
        lambda: column == sa.Column("other", LargeBinary),
        lambda: column.in_(["0912345678"]),  # type: ignore[attr-defined]
        lambda: column.like("09%"),  # type: ignore[attr-defined]
        lambda: column.desc(),  # type: ignore[attr-defined]
    ):
        with pytest.raises(TypeError, match="cannot be searched"):
            attempt()


@pytest.mark.parametrize("value", [None, "", [], {}, {"a": "Hồ Thị A Lơ"}, ["\ud800"], 0, False])
def test_json_comes_back_as_it_was(database: Database, value: object) -> None:
    dialect, of = database.engine.dialect, EncryptedJson("a.b")
    assert of.process_result_value(of.process_bind_param(value, dialect), dialect) == value


def test_an_empty_text_stays_empty_and_nothing_else_does(database: Database) -> None:
    dialect, of = database.engine.dialect, Encrypted("a.b")
    assert of.process_bind_param("", dialect) == b""
    assert len(of.process_bind_param("0", dialect) or b"") > 30


def test_a_value_that_was_changed_or_moved_is_not_shown(
    counter: Counter, database: Database
) -> None:
    first, other = counter.submit(), counter.submit("tele-2", child_name="Lê Văn Bốn")
    requests = table(SupportRequest)
    stored = type_coerce(requests.c.facts, LargeBinary)
    with database.transaction() as session:
        moved = session.scalar(select(stored).where(requests.c.id == first))
        for_phone = {"phone": type_coerce(moved, LargeBinary)}
        session.execute(update(requests).where(requests.c.id == other).values(for_phone))
    with database.reading() as session:
        assert session.scalars(select(requests.c.phone).where(requests.c.id == first)).one()
        with pytest.raises(Tampered, match=r"support_requests\.phone"):
            session.scalars(select(requests.c.phone).where(requests.c.id == other)).one()


def test_the_bearer_of_a_number_is_found_by_it(database: Database, world: World) -> None:
    with database.transaction() as session:
        first = session.scalars(select(PovertyListEntry).limit(1)).one()
        values = {
            column.name: getattr(first, column.name)
            for column in table(PovertyListEntry).c
            if column.name not in ("id", "citizen_hash")
        }
        added = PovertyListEntry(**values | {"citizen_id": "046190001234"})
        session.add(added)
        session.flush()
        assert [hit.entry_id for hit in bearers_of(session, "046190001234")] == [added.id]
        assert bearers_of(session, "046190001235") == []


def test_what_the_law_calls_sensitive_is_marked() -> None:
    named = re.compile(r"ethnic|orphan|disab|health|religio|depriv|circumstance")
    marked = {
        str(column)
        for one in metadata.sorted_tables
        for column in one.c
        if column.info.get("sensitive")
    }
    like_it = {
        str(column)
        for one in metadata.sorted_tables
        for column in one.c
        if named.search(column.name)
    }
    assert like_it <= marked
