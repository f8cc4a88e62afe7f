"""Fixtures of the lists."""

import pytest

from backend.db import Database
from tests.backend.poverty_lists.files import Desk
from tests.factories import World


@pytest.fixture
def desk(database: Database, world: World) -> Desk:
    """The desk of the officer of xã A Lưới 1, whose list has `tests.factories.HOUSEHOLDS`."""
    return Desk(database, world)
