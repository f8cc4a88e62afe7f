"""Rows of before there were requests of any kind, quotas of schools and decisions that amend others:
each comes through the migration as it was, on both databases."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    func,
    make_url,
    select,
)
from sqlalchemy.exc import IntegrityError

from backend.db import Database
from backend.migrate import rebuilding, upgrade
from tests.databases import DATABASES
from tests.processes.outage import administration

BEFORE, ANY_KIND = "a7d1c0f4e210", "b7e2d1f5a321"
BEFORE_TITLES, TITLES = "a8d7c6e0f876", "b9e8d7f1a987"
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
# Where any word would not do.
SAID: Mapping[str, Mapping[str, object]] = {
    "support_requests": {"lacking": "no_device", "status": "approved", "child_name": "Hồ Mẫu"},
    "decisions": {"kind": "approve"},
    "quotas": {"amount": 5, "programme": "song-va-may-tinh"},
    "poverty_list_entries": {"head_name": "Hồ Thị Mẫu"},
    "title_awards": {"applicant_name": "Trần Thị Mẫu", "certificate": "GCN-1", "in_force": True},
    "title_decisions": {"decision_number": "1/QĐ-UBND"},
    "media_files": {"state": "stored"},
}


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    else:
        server = request.getfixturevalue("postgresql_url")
        with administration(server) as connection:
            connection.execute("DROP DATABASE IF EXISTS any_kind")
            connection.execute("CREATE DATABASE any_kind TEMPLATE template0")
        address = make_url(server).set(database="any_kind")
        database = Database(address.render_as_string(hide_password=False))
    yield database
    database.close()


def value_for(column: Any) -> object:
    """Something that fits the column's type."""
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Integer):
        return 1
    if isinstance(column.type, DateTime):
        return NOW
    if isinstance(column.type, Date):
        return date(2026, 3, 1)
    return [] if isinstance(column.type, JSON) else "x"


def put(connection: Connection, table: Table) -> None:
    """Row 1 of a table, behind row 1 of each table that it has to point to."""
    if connection.scalar(select(func.count()).select_from(table)):
        return
    for column in table.columns:
        for reference in column.foreign_keys:
            if not column.nullable and reference.column.table is not table:
                put(connection, reference.column.table)
    needed = {
        column.name: value_for(column)
        for column in table.columns
        if not column.nullable and column.server_default is None and column.name != "id"
    }
    connection.execute(table.insert(), {**needed, **SAID.get(table.name, {})})


def reflected(connection: Connection) -> Mapping[str, Table]:
    tables = MetaData()
    tables.reflect(connection)
    return tables.tables


def row(connection: Connection, name: str) -> Mapping[str, Any]:
    """The only row of a table."""
    return dict(connection.execute(select(reflected(connection)[name])).mappings().one())


def rows_of(connection: Connection, *names: str) -> Mapping[str, Mapping[str, Any]]:
    return {name: row(connection, name) for name in names}


def test_requests_decisions_deliveries_and_quotas_come_through(empty: Database) -> None:
    names = ("support_requests", "decisions", "deliveries", "quotas", "poverty_list_entries")
    with rebuilding(empty) as connection:
        upgrade(connection, BEFORE)
        tables = reflected(connection)
        for name in names:
            put(connection, tables[name])
        before = rows_of(connection, *names)
    with rebuilding(empty) as connection:
        upgrade(connection, ANY_KIND)
        after = rows_of(connection, *names)
    for name in names:
        kept = {column: after[name][column] for column in before[name]}
        assert kept == before[name], name
    new = after["support_requests"]
    assert (new["facts"], new["passed"], new["paper_on"]) == ([], 0, None)
    assert not after["decisions"]["stands_in"]
    given = after["deliveries"]
    assert (given["items"], given["dong"], given["version"], given["imei"]) == ([], None, 1, "")
    assert after["quotas"]["school_id"] is None
    assert after["poverty_list_entries"]["lacks_information"] is None


def test_a_line_of_a_quota_still_stands_once(empty: Database) -> None:
    with rebuilding(empty) as connection:
        upgrade(connection, BEFORE)
        put(connection, reflected(connection)["quotas"])
        upgrade(connection, ANY_KIND)
        same = {key: value for key, value in row(connection, "quotas").items() if key != "id"}
    with pytest.raises(IntegrityError), rebuilding(empty) as connection:
        connection.execute(reflected(connection)["quotas"].insert(), same)


def test_signed_titles_come_through_and_an_application_holds_one(empty: Database) -> None:
    with rebuilding(empty) as connection:
        upgrade(connection, BEFORE_TITLES)
        tables = reflected(connection)
        for name in ("title_awards", "media_files"):
            put(connection, tables[name])
        before = rows_of(connection, "title_awards", "title_decisions", "media_files")
    with rebuilding(empty) as connection:
        upgrade(connection, TITLES)
        after = rows_of(connection, "title_awards", "title_decisions", "media_files")
        award = dict(after["title_awards"])
        for name, columns in before.items():
            assert {column: after[name][column] for column in columns} == columns, name
        assert (award["kind"], award["note"], award["earlier_id"]) == ("recognised", "", None)
        assert after["title_decisions"]["amends_id"] is None
    later = {key: value for key, value in after["title_decisions"].items() if key != "id"}
    later["decision_number"] = "2/QĐ-UBND"
    again = {key: value for key, value in award.items() if key != "id"} | {"decision_id": 2}
    with rebuilding(empty) as connection:
        connection.execute(reflected(connection)["title_decisions"].insert(), later)
    with pytest.raises(IntegrityError, match="title_awards"), rebuilding(empty) as connection:
        connection.execute(reflected(connection)["title_awards"].insert(), again)
