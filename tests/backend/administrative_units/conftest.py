"""The whole country, loaded once on each kind of database and only read from then on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from backend.administrative_units.load_country import load_country
from backend.administrative_units.loading import load_units
from backend.db import Database
from backend.migrate import migrate
from tests.conftest import DATABASES

UNITS = Path(__file__).parents[3] / "bot" / "demo" / "units.toml"


@pytest.fixture(scope="session", params=DATABASES)
def country_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database with the country and the demo's hamlets."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("country") / "noisong.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        database = Database(f"sqlite:///{path}")
    else:
        database = Database(_new_postgresql(request.getfixturevalue("postgresql_url")))
        migrate(database)
    with database.transaction() as session:
        assert load_country(session) == 3321
    with database.transaction() as session:
        assert load_units(session, UNITS) == 5
    yield database
    database.close()


@pytest.fixture
def country(country_database: Database) -> Iterator[Session]:
    """A session that reads the country."""
    with country_database.reading() as session:
        yield session


def _new_postgresql(url: str) -> str:
    """Another database of the same server: the other tests empty theirs."""
    server = Database(url)
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("DROP DATABASE IF EXISTS country"))
        connection.execute(text("CREATE DATABASE country"))
    server.close()
    return make_url(url).set(database="country").render_as_string(hide_password=False)
