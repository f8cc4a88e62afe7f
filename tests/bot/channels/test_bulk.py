"""How fast broadcasts go: never faster than the platform takes them, and replies count as well."""

import asyncio
from collections.abc import Iterator

import pytest

from bot.channels.bulk import TOGETHER, BulkPace


class Seconds(asyncio.SelectorEventLoop):
    """A loop whose clock is moved by hand."""

    at = 1000.0

    def time(self) -> float:
        return self.at


@pytest.fixture
def loop() -> Iterator[Seconds]:
    loop = Seconds()
    yield loop
    loop.close()


def play(loop: Seconds, pace: BulkPace, seconds: float, beside: int = 0) -> int:
    """How many of a broadcast go out in a time, looked at fifty times a second, while so many
    replies go out each second beside them."""

    async def look() -> int:
        sent = 0
        for step in range(int(seconds * 50)):
            if step % 50 < beside:
                pace.took(1)
            sent += (room := pace.room() or 0)
            pace.took(room)
            loop.at += 0.02
        return sent

    return loop.run_until_complete(look())


def test_without_a_limit_nothing_is_held_back() -> None:
    pace = BulkPace(None)
    pace.took(1_000_000)
    assert pace.room() is None
    assert pace.pause() == 0


@pytest.mark.parametrize("limit", [1.0, 10.0, 30.0])
def test_the_limit_is_used_and_kept(loop: Seconds, limit: float) -> None:
    sent = play(loop, BulkPace(limit), 60)
    assert 0.95 * 60 * limit <= sent <= 60 * limit + TOGETHER


def test_replies_go_first_and_the_broadcast_fills_what_they_leave(loop: Seconds) -> None:
    sent = play(loop, BulkPace(30), 60, beside=12)
    assert sent == pytest.approx(60 * 18, abs=2 * TOGETHER)


def test_a_rush_of_replies_is_made_up_for_within_two_seconds(loop: Seconds) -> None:
    pace = BulkPace(30)
    pace.took(500)
    assert play(loop, pace, 1) == 0
    assert play(loop, pace, 1) > 0
