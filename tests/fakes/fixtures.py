"""The fakes as fixtures, fresh for every test."""

from collections.abc import Iterator

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_oa import FakeZaloOa


@pytest.fixture
def fake_telegram() -> Iterator[FakeTelegram]:
    """A Telegram with nobody on it yet."""
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def fake_zalo() -> Iterator[FakeZalo]:
    """A Zalo with nobody on it yet."""
    with FakeZalo() as fake:
        yield fake


@pytest.fixture
def fake_zalo_oa() -> Iterator[FakeZaloOa]:
    """An Official Account with nobody on it yet."""
    with FakeZaloOa() as fake:
        yield fake
