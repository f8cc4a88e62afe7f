"""Databases for processes, and what people have to hear from them."""

import shutil
from collections.abc import Callable
from itertools import count

import pytest

from backend.db import Database
from backend.programmes.service import load_catalogue
from tests.databases import new_postgresql
from tests.processes.crowd import Script, written

NewDatabase = Callable[[str], str]


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> NewDatabase:
    """Makes a migrated database of its own with the catalogue, by kind; hands back its address."""
    numbers = count()

    def make(kind: str) -> str:
        number = next(numbers)
        if kind == "sqlite":
            path = tmp_path_factory.mktemp("processes") / "noisong.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
            url = f"sqlite:///{path}"
        else:
            server: str = request.getfixturevalue("postgresql_url")
            url = new_postgresql(server, f"processes_{number}")
        database = Database(url)
        with database.transaction() as session:
            load_catalogue(session)
        database.close()
        return url

    return make


@pytest.fixture(scope="session")
def script(new_database: NewDatabase) -> Script:
    """What everybody has to hear."""
    database = Database(new_database("sqlite"))
    try:
        return written(database)
    finally:
        database.close()
