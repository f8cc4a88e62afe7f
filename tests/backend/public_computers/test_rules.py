"""Minutes, machine-days, growth and what is due, against counting one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.access_points.rules import Hours, Interval, in_order
from backend.public_computers.rules import (
    Band,
    MachineDays,
    Outage,
    Presence,
    a_year_before,
    band,
    due_on,
    growth,
    hours_words,
    kept_and_extra,
    machine_days,
    minutes,
    percent_words,
    tenths,
    unwritten,
)

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 60).map(lambda ahead: FIRST + timedelta(days=ahead))
EARLY, LATE = FIRST, FIRST + timedelta(days=60)


@st.composite
def outages(draw: st.DrawFn) -> Outage:
    broken = draw(DAYS)
    return Outage(broken, draw(st.none() | st.just(broken) | DAYS.filter(lambda on: on >= broken)))


@st.composite
def presences(draw: st.DrawFn) -> Presence:
    since = draw(DAYS)
    gone = draw(st.none() | DAYS.filter(lambda on: on >= since))
    return Presence(since, gone, tuple(draw(st.lists(outages(), max_size=4))))


def is_there(machine: Presence, day: date) -> bool:
    return machine.since <= day and (machine.gone_on is None or day < machine.gone_on)


def is_broken(machine: Presence, day: date) -> bool:
    return any(
        one.broken_on <= day and (one.works_on is None or day < one.works_on)
        for one in machine.outages
    )


@given(st.lists(presences(), max_size=4), DAYS, DAYS)
def test_machine_days_are_those_that_one_counts_on_fingers(
    machines: list[Presence], one: date, other: date
) -> None:
    since, until = min(one, other), max(one, other)
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    there = [(machine, day) for machine in machines for day in days if is_there(machine, day)]
    lost = [pair for pair in there if is_broken(*pair)]
    assert machine_days(machines, since, until) == MachineDays(len(there), len(lost))


@given(st.lists(presences(), max_size=4), DAYS)
def test_two_periods_one_after_the_other_add_up(machines: list[Presence], between: date) -> None:
    first = machine_days(machines, EARLY, between)
    second = machine_days(machines, between + timedelta(days=1), LATE)
    whole = machine_days(machines, EARLY, max(LATE, between))
    assert (first.all + second.all, first.lost + second.lost) == (whole.all, whole.lost)


def test_a_month_of_three_machines() -> None:
    """November: 3 x 30 days; the second breaks on the 5th and works on the 9th (4 days), the third
    from the 28th on (3 days)."""
    begun = date(2025, 1, 1)
    machines = [
        Presence(begun, None),
        Presence(begun, None, (Outage(date(2026, 11, 5), date(2026, 11, 9)),)),
        Presence(begun, None, (Outage(date(2026, 11, 28), None),)),
    ]
    found = machine_days(machines, date(2026, 11, 1), date(2026, 11, 30))
    assert found == MachineDays(90, 7)
    assert percent_words(tenths(found.working, found.all)) == "92,2 %"


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    ends = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    return in_order(Interval(*pair) for pair in zip(ends[::2], ends[1::2], strict=False))


@given(some_hours(), some_hours())
def test_kept_minutes_are_in_both_and_extra_ones_only_in_what_was_open(
    planned: Hours, was_open: Hours
) -> None:
    def held(hours: Hours) -> set[int]:
        return {minute for one in hours for minute in range(one.opens, one.closes)}

    kept, extra = kept_and_extra(planned, was_open)
    assert kept == len(held(planned) & held(was_open))
    assert extra == len(held(was_open) - held(planned))
    assert kept <= minutes(planned)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(1, 1, "100 %"), (0, 9, "0 %"), (9999, 10000, "99,9 %"), (2, 3, "66,6 %"), (0, 0, "chưa có"),
     (1, 2, "50 %"), (998, 1000, "99,8 %")],
)  # fmt: skip
def test_a_share_is_never_rounded_up(part: int, whole: int, words: str) -> None:
    assert percent_words(tenths(part, whole)) == words


@pytest.mark.parametrize(
    ("now", "before", "words", "stands"),
    [(105, 100, "5 %", Band.WITHIN), (107, 100, "7 %", Band.WITHIN), (1071, 1000, "7,1 %", Band.ABOVE),
     (1049, 1000, "4,9 %", Band.BELOW), (90, 100, "-10 %", Band.BELOW), (5, 0, "chưa có", None),
     (0, 10, "-100 %", Band.BELOW), (1062, 1000, "6,2 %", Band.WITHIN)],
)  # fmt: skip
def test_growth_against_five_to_seven_percent(
    now: int, before: int, words: str, stands: Band | None
) -> None:
    grown = growth(now, before)
    assert percent_words(grown) == words
    assert band(grown, 5, 7) is stands


@pytest.mark.parametrize(
    ("in_minutes", "words"),
    [(0, "0"), (450, "7,5"), (60, "1"), (61, "1"), (66, "1,1"), (74070, "1.234,5")]
)  # fmt: skip
def test_hours_in_words(in_minutes: int, words: str) -> None:
    assert hours_words(in_minutes) == words


def test_a_year_before_a_leap_day_is_the_last_of_february() -> None:
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert a_year_before(date(2026, 11, 22)) == date(2025, 11, 22)


def test_upkeep_is_due_after_the_last_time_or_the_first_machine() -> None:
    assert due_on(None, FIRST, 7) == date(2026, 1, 8)
    assert due_on(date(2026, 3, 1), FIRST, 30) == date(2026, 3, 31)


def test_only_days_that_should_have_been_open_are_missing() -> None:
    planned = {FIRST + timedelta(days=n): 60 * (n % 2) for n in range(6)}
    missing = unwritten(planned, [date(2026, 1, 4)], FIRST, date(2026, 1, 5))
    assert missing == [date(2026, 1, 2)]
