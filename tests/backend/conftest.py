"""Fixtures of the core."""

import pytest

from backend.db import Database
from tests.backend.counter import Counter
from tests.factories import World


@pytest.fixture
def counter(database: Database, world: World) -> Counter:
    """The counter of xã A Lưới 1, whose list has the households of `tests.factories`."""
    return Counter(database, world)
