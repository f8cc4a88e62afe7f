"""The whole service as `bot.app` wires it, on SQLite, for all tests of a file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from backend.db import Database
from tests.databases import Rows
from tests.factories import World
from tests.security.whole import Whole, running


@pytest.fixture(scope="module")
def whole(
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    first_world: tuple[World, Rows],
) -> Iterator[Whole]:
    """Webhooks, public pages, simulator and the admin site on one port."""
    path = tmp_path_factory.mktemp("whole") / "noisong.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    world, rows = first_world
    with database.transaction() as session:
        for table, of_table in rows.items():
            session.execute(insert(table), of_table)
    with running(database, world) as whole:
        yield whole
