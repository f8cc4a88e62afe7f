"""Doors: a fresh one on both databases, and one for all tests that keep nothing."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from backend.db import Database
from tests.bot.webhooks.door import Door, running


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    with running(database) as door:
        yield door


@pytest.fixture(scope="module")
def lasting_door(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One server for the many examples of a property."""
    path = tmp_path_factory.mktemp("webhooks") / "noisong.db"
    copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    with running(database) as door:
        yield door
    database.close()
