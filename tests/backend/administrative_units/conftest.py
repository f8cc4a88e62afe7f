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


def _loaded(url: str) -> Iterator[Database]:
    """A database with the country and the demo's hamlets."""
    database = Database(url)
    with database.transaction() as session:
        assert load_country(session) == 3321
    with database.transaction() as session:
        assert load_units(session, UNITS) == 5
    yield database
    database.close()


@pytest.fixture(scope="session")
def country_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """The country in a SQLite file."""
    path = tmp_path_factory.mktemp("country") / "noisong.db"
    shutil.copy(sqlite_template, path)
    yield from _loaded(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def country_postgresql(postgresql_url: str) -> Iterator[Database]:
    """The country in PostgreSQL, apart from the database that other tests empty."""
    yield from _loaded(new_postgresql(postgresql_url, "country"))


@pytest.fixture(params=DATABASES)
def country(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session that reads the country."""
    # Not a parameter of the session's fixture: each change of kind would load the country again.
    database: Database = request.getfixturevalue(f"country_{request.param}")
    with database.reading() as session:
        yield session
