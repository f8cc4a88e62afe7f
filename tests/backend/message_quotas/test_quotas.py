"""What goes out is counted by channel and month, and somebody is told in time, once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from backend import clock
from backend.db import Database
from backend.message_quotas import service
from backend.message_quotas.models import ChannelMonth
from backend.message_quotas.rules import WARNED_AT, level


@contextmanager
def on(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> Iterator[None]:
    """The clock, in UTC."""
    moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
    with patch.object(clock, "now", lambda: moment):
        yield


def counted(
    database: Database, pieces: int, quota: int | None = 3000, channel: str = "zalo"
) -> int:
    """Counts, and hands back the level that somebody is told of; 0 for none."""
    with database.transaction() as session:
        warned = service.count(session, channel, quota, pieces)
    return warned.percent if warned else 0


def used_up(database: Database, quota: int | None = 3000, channel: str = "zalo") -> bool:
    with database.reading() as session:
        return service.is_used_up(session, channel, quota)


@pytest.mark.parametrize(
    ("pieces", "quota", "percent"),
    [
        (0, 3000, 0),
        (2399, 3000, 0),
        (2400, 3000, 80),
        (2849, 3000, 80),
        (2850, 3000, 95),
        (2999, 3000, 95),
        (3000, 3000, 100),
        (9000, 3000, 100),
        (0, 1, 0),
        (1, 1, 100),
        (4, 5, 80),
        (79, 99, 0),
        (80, 99, 80),
    ],
)
def test_the_levels(pieces: int, quota: int, percent: int) -> None:
    assert level(pieces, quota) == percent


@given(st.integers(0, 10_000), st.integers(1, 5_000))
def test_a_level_is_the_highest_that_is_reached(pieces: int, quota: int) -> None:
    reached = [percent for percent in WARNED_AT if pieces / quota >= percent / 100]
    assert level(pieces, quota) == max(reached, default=0)


def test_each_level_is_told_once(database: Database) -> None:
    with on(2026, 11, 22):
        told = [counted(database, 150) for _ in range(25)]
    assert [percent for percent in told if percent] == [80, 95, 100]
    assert told.index(80) == 15  # the sixteenth: 2,400


def test_a_leap_over_two_levels_is_told_as_the_higher(database: Database) -> None:
    with on(2026, 11, 22):
        assert [counted(database, pieces) for pieces in (2999, 1, 1)] == [95, 100, 0]


def test_a_new_month_begins_at_midnight_in_viet_nam(database: Database) -> None:
    with on(2026, 11, 30, 16, 59):
        assert counted(database, 3000) == 100
        assert used_up(database)
    with on(2026, 11, 30, 17, 0):
        assert not used_up(database)
        assert counted(database, 2400) == 80
        assert service.this_month() == date(2026, 12, 1)
        assert service.month_began() == datetime(2026, 11, 30, 17, tzinfo=UTC)
    with database.reading() as session:
        months = session.scalars(select(ChannelMonth).order_by(ChannelMonth.month)).all()
        assert [(m.month.month, m.pieces, m.quota) for m in months] == [
            (11, 3000, 3000),
            (12, 2400, 3000),
        ]


def test_each_channel_is_counted_by_itself(database: Database) -> None:
    assert counted(database, 3000, channel="zalo") == 100
    assert counted(database, 10, None, channel="telegram") == 0
    assert used_up(database)
    assert not used_up(database, channel="zalo_oa")


def test_a_channel_without_a_limit_is_counted_and_never_used_up(database: Database) -> None:
    assert counted(database, 1_000_000, None, "telegram") == 0
    assert not used_up(database, None, "telegram")
    with database.reading() as session:
        [month] = session.scalars(select(ChannelMonth))
        assert (month.pieces, month.quota) == (1_000_000, None)


def test_a_limit_that_was_raised_frees_the_channel(database: Database) -> None:
    assert counted(database, 3000) == 100
    assert used_up(database)
    assert not used_up(database, 6000)
    assert counted(database, 1, 6000) == 0, "what was told once is not told again"


def test_a_limit_that_was_set_late_counts_what_went_out_before(database: Database) -> None:
    assert counted(database, 2900, None) == 0
    assert counted(database, 1, 3000) == 95
