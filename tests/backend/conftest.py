"""Fixtures of the core. Hundreds of small tests want a database each, so what every one of them
would do again is done once: connecting, compiling statements, making the world."""

import copy
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select

from backend.db import Database
from backend.tables import metadata
from tests.backend.counter import Counter
from tests.conftest import DATABASES
from tests.factories import World, make_world

TABLES = metadata.sorted_tables
NUMBERED = [table.name for table in TABLES if "id" in table.c]
EMPTIED = "; ".join(f"DELETE FROM {table.name}" for table in reversed(TABLES))  # noqa: S608
# PostgreSQL's counters follow what the table holds.
COUNTED = "; ".join(
    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce(max(id), 1), "  # noqa: S608
    f"max(id) IS NOT NULL) FROM {name}"
    for name in NUMBERED
)
Rows = Mapping[Table, Sequence[dict[str, Any]]]


@pytest.fixture(scope="session")
def postgresql(postgresql_url: str) -> Iterator[Database]:
    """One engine for all tests on PostgreSQL."""
    database = Database(postgresql_url)
    yield database
    database.close()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database; every test that uses it runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "noisong.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    with request.getfixturevalue("postgresql").engine.begin() as connection:
        connection.exec_driver_sql(f"{EMPTIED}; {COUNTED}")
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def database(request: pytest.FixtureRequest, database_url: str) -> Iterator[Database]:
    """An empty, migrated database."""
    if not database_url.startswith("sqlite"):
        yield request.getfixturevalue("postgresql")
        return
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def first_world(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[World, Rows]:
    """A world that was made once, with all its rows."""
    path = tmp_path_factory.mktemp("world") / "noisong.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    with database.transaction() as session:
        world = make_world(session)
        session.flush()
        rows = {
            table: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in TABLES
        }
    database.close()
    return world, {table: of_table for table, of_table in rows.items() if of_table}


@pytest.fixture
def world(database: Database, first_world: tuple[World, Rows]) -> World:
    """That world again, in this test's database."""
    made, rows = first_world
    with database.transaction() as session:
        connection: Connection = session.connection()
        for table, of_table in rows.items():
            connection.execute(insert(table), of_table)
        if not database.is_sqlite:
            connection.exec_driver_sql(COUNTED)
    return copy.deepcopy(made)


@pytest.fixture
def counter(database: Database, world: World) -> Counter:
    """The counter of xã A Lưới 1, whose list has the households of `tests.factories`."""
    return Counter(database, world)
