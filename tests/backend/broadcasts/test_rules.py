"""How long a broadcast takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.broadcasts.rules import MOST_ALONE, forecast, needs_second
from backend.broadcasts.wording import three_examples


@pytest.mark.parametrize(
    ("channels", "remaining", "pieces", "minutes", "later"),
    [
        ({}, {}, 1, 0, {}),
        ({"telegram": 1}, {}, 1, 1, {}),
        ({"telegram": 3000}, {}, 1, 2, {}),
        ({"telegram": 3000, "zalo": 2400}, {}, 1, 10, {}),
        ({"zalo": 100}, {"zalo": 30}, 1, 1, {"zalo": 70}),
        ({"zalo": 100}, {"zalo": 30}, 2, 1, {"zalo": 85}),
        ({"zalo": 100}, {"zalo": 0}, 1, 0, {"zalo": 100}),
        ({"zalo": 100}, {"zalo": -5}, 1, 0, {"zalo": 100}),
        ({"zalo": 100}, {"zalo": None}, 1, 1, {}),
        ({"new_channel": 480}, {}, 1, 2, {}),
    ],
)
def test_the_slowest_channel_and_the_month_decide(
    channels: dict[str, int],
    remaining: dict[str, int | None],
    pieces: int,
    minutes: int,
    later: dict[str, int],
) -> None:
    found = forecast(channels, remaining, pieces)
    assert (found.minutes, found.later) == (minutes, later)


@given(
    st.dictionaries(st.sampled_from(["telegram", "zalo"]), st.integers(0, 10**6)),
    st.integers(0, 10**4),
    st.integers(1, 4),
)
def test_more_quota_never_makes_more_people_wait(
    channels: dict[str, int], left: int, pieces: int
) -> None:
    less = forecast(channels, {"zalo": left}, pieces).later.get("zalo", 0)
    more = forecast(channels, {"zalo": left + 1}, pieces).later.get("zalo", 0)
    assert more <= less <= channels.get("zalo", 0)


def test_a_second_officer_is_needed_above_the_limit() -> None:
    assert [needs_second(MOST_ALONE + more) for more in (-1, 0, 1)] == [False, False, True]


def test_three_invented_families_differ() -> None:
    assert len(set(three_examples("{child} {code} {date}", {"date": "1/1"}))) == 3
    assert all("1/1" in each for each in three_examples("{date}", {"date": "1/1"}))
