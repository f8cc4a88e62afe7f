"""Whatever is done with packages and orders, the queue knows of it."""

from collections.abc import Iterator

import pytest

from backend.db import Database
from tests.backend.support_requests.test_queue import in_step


@pytest.fixture(autouse=True)
def queue_in_step(database: Database) -> Iterator[None]:
    """After each test, the queue's rows are those that one would write from the requests alone."""
    yield
    in_step(database)
