"""Posts on both databases."""

from collections.abc import Iterator

import pytest

from backend.db import Database
from tests.bot.outbox.post import Post
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo import FakeZalo


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def post(database: Database, telegram: FakeTelegram) -> Post:
    """Telegram."""
    return Post(database, telegram)


@pytest.fixture(params=["telegram", "zalo"])
def any_post(request: pytest.FixtureRequest, database: Database) -> Iterator[Post]:
    """Each platform in turn."""
    with FakeTelegram() if request.param == "telegram" else FakeZalo() as fake:
        yield Post(database, fake)
