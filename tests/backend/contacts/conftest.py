"""Phones on both kinds of database."""

from collections.abc import Iterator

import pytest

from backend.db import Database
from tests.backend.contacts.phones import Phones


@pytest.fixture
def phones(database: Database) -> Iterator[Phones]:
    """Nobody's yet."""
    with Phones(database).lit() as phones:
        yield phones
