"""How a channel is told to be, from what waits for it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.health.rules import (
    REFUSED_REASONS,
    SLOW_AFTER,
    Look,
    Queue,
    Quota,
    health_of,
    is_gone,
    needs_a_look,
)

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
FRESH, OLD = NOW - timedelta(seconds=5), NOW - SLOW_AFTER


def queue(since: datetime = FRESH, priority: str = "reply", *reasons: str, count: int = 1) -> Queue:
    tried = count if reasons else 0
    return Queue("zalo", priority, count, since, tried, frozenset(reasons))


USED = {"zalo": Quota(3000, 3000)}
HALF = {"zalo": Quota(1500, 3000)}
ENDLESS = {"zalo": Quota(10**6)}
# What waits, the month, whether the worker is gone: how the channel is.
TABLE = [
    ([], {}, False, Look.FINE),
    ([], {}, True, Look.FINE),
    ([queue()], {}, False, Look.FINE),
    ([queue()], {}, True, Look.FINE),  # it may only just have been restarted
    ([queue(OLD)], {}, False, Look.SLOW),
    ([queue(OLD, "notice")], {}, False, Look.SLOW),
    ([queue(OLD, "broadcast", count=5000)], {}, False, Look.FINE),
    ([queue(OLD, "broadcast"), queue(OLD)], {}, False, Look.SLOW),
    ([queue(OLD)], {}, True, Look.STOPPED),
    ([queue(OLD, "broadcast")], {}, True, Look.FINE),
    ([queue(FRESH, "reply", "server_error")], {}, False, Look.FINE),  # a second try mends most
    ([queue(OLD, "reply", "server_error")], HALF, False, Look.SLOW),
    ([queue(OLD, "notice")], USED, False, Look.USED_UP),
    ([queue(OLD, "notice")], ENDLESS, False, Look.SLOW),
    ([], USED, False, Look.USED_UP),
    ([queue(FRESH, "notice", "quota")], {}, False, Look.USED_UP),
    ([queue(FRESH, "reply", "unauthorized")], {}, False, Look.REFUSED),
    ([queue(FRESH, "broadcast", "unauthorized")], {}, False, Look.REFUSED),
    ([queue(OLD, "reply", "unauthorized")], USED, True, Look.REFUSED),
    ([queue(OLD)], USED, True, Look.STOPPED),
]


@pytest.mark.parametrize(("queues", "quotas", "gone", "expected"), TABLE)
def test_the_worst_that_is_true_is_told(
    queues: list[Queue], quotas: dict[str, Quota], gone: bool, expected: Look
) -> None:
    assert health_of("zalo", queues, quotas, NOW, worker_gone=gone).look is expected


@pytest.mark.parametrize(("queues", "quotas", "gone", "expected"), TABLE)
def test_no_trouble_is_overlooked_by_the_short_look(
    queues: list[Queue], quotas: dict[str, Quota], gone: bool, expected: Look
) -> None:
    if expected is not Look.FINE and queues:
        assert any(needs_a_look(each, NOW) for each in queues)


@given(
    st.lists(
        st.builds(
            Queue,
            st.sampled_from(["zalo", "telegram"]),
            st.sampled_from(["reply", "notice", "broadcast"]),
            st.integers(0, 100),
            st.integers(0, 10_000).map(lambda seconds: NOW - timedelta(seconds=seconds)),
            st.integers(0, 100),
            st.frozensets(st.sampled_from([*sorted(REFUSED_REASONS), "timeout", "quota"])),
        )
    ),
    st.booleans(),
)
def test_another_channels_trouble_is_not_ones_own(queues: list[Queue], gone: bool) -> None:
    own = [each for each in queues if each.channel == "zalo"]
    alone = health_of("zalo", own, {}, NOW, worker_gone=gone)
    assert health_of("zalo", queues, {}, NOW, worker_gone=gone) == alone
    assert alone.waiting == sum(each.waiting for each in own)


@pytest.mark.parametrize(("sent", "allowed", "left"), [(0, 3, 3), (3, 3, 0), (9, 3, 0), (5, 0, 0)])
def test_what_is_left_is_never_less_than_nothing(sent: int, allowed: int, left: int) -> None:
    assert Quota(sent, allowed).left == left
    assert Quota(sent).left is None


@pytest.mark.parametrize(
    ("ago", "gone"), [(None, True), (0, False), (60, False), (61, True), (-5, False)]
)
def test_a_part_without_a_sign_is_gone(ago: int | None, gone: bool) -> None:
    seen = None if ago is None else NOW - timedelta(seconds=ago)
    assert is_gone(seen, NOW, timedelta(seconds=60)) is gone
