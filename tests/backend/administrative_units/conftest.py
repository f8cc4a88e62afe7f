"""The whole country, loaded once on each kind of database and only read from then on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from backend.administrative_units.load_country import load_country
from backend.administrative_units.loading import load_units
from backend.db import Database
from tests.databases import DATABASES, new_postgresql

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
        server: str = request.getfixturevalue("postgresql_url")  # the other tests empty theirs
        database = Database(new_postgresql(server, "country"))
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
