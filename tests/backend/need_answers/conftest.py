"""Huế's programme of phones, and its officers, on both databases."""

import pytest

from backend.db import Database
from tests.backend.programmes.test_phones import Huế
from tests.factories import World


@pytest.fixture
def hue(database: Database, world: World) -> Huế:
    return Huế(database, world)
