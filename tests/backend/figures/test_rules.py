"""Periods, percentiles, months, and days in SQL."""

import math
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select

from backend import clock
from backend.db import Database, Moment
from backend.figures import charts, rules
from backend.figures.days import days_between, local_day
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.programmes.rules import Circumstance

EVE = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)  # the last second of a year here
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("today", "month", "quarter", "school_year"),
    [
        ("2026-11-22", "2026-11-01/2026-11-30", "2026-10-01/2026-12-31", "2026-09-01/2027-08-31"),
        ("2026-12-31", "2026-12-01/2026-12-31", "2026-10-01/2026-12-31", "2026-09-01/2027-08-31"),
        ("2027-01-01", "2027-01-01/2027-01-31", "2027-01-01/2027-03-31", "2026-09-01/2027-08-31"),
        ("2028-02-29", "2028-02-01/2028-02-29", "2028-01-01/2028-03-31", "2027-09-01/2028-08-31"),
        ("2026-08-31", "2026-08-01/2026-08-31", "2026-07-01/2026-09-30", "2025-09-01/2026-08-31"),
        ("2026-09-01", "2026-09-01/2026-09-30", "2026-07-01/2026-09-30", "2026-09-01/2027-08-31"),
    ],
)
def test_the_usual_periods(today: str, month: str, quarter: str, school_year: str) -> None:
    day = date.fromisoformat(today)
    found = (rules.this_month(day), rules.this_quarter(day), rules.this_school_year(day))
    assert [f"{one.since}/{one.until}" for one in found] == [month, quarter, school_year]
    assert rules.this_year(day) == Period(date(day.year, 1, 1), date(day.year, 12, 31))


@given(DAYS)
def test_every_usual_period_holds_its_day_and_a_month_is_what_its_name_says(day: date) -> None:
    usual = (rules.this_month, rules.this_quarter, rules.this_year, rules.this_school_year)
    for period in (*(make(day) for make in usual), rules.month(f"{day:%Y-%m}")):
        assert (period.since or date.max) <= day <= (period.until or date.min)
    assert rules.overlap(Period(day, None), rules.this_month(day)).since == day


@given(st.lists(st.integers(0, 400), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_nearest_rank_of_the_sorted_days(days: list[int], percent: int) -> None:
    histogram = {one: days.count(one) for one in days}
    rank = max(math.ceil(len(days) * percent / 100 - 1e-9), 1)
    assert rules.percentile(histogram, percent) == sorted(days)[rank - 1]


def test_nobody_has_no_percentile() -> None:
    assert rules.percentile({}, 50) is None


@given(DAYS, st.integers(1, 40))
def test_months_have_no_gap(day: date, count: int) -> None:
    names = list(rules.months_back(f"{day:%Y-%m}", count))
    assert len(names) == count == len(set(names))
    assert names == sorted(names)
    assert names[-1] == f"{day:%Y-%m}"
    for earlier, later in pairwise(names):
        until, since = rules.month(earlier).until, rules.month(later).since
        assert (until or date.min) + timedelta(days=1) == since


def test_days_in_sql_are_those_of_a_calendar_here(database: Database) -> None:
    chance = Random(2026)
    seconds = (chance.randrange(-(10**9), 10**9) for _number in range(100))
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number) for number in seconds]
    with database.reading() as session:
        for stored in (*moments, EVE, EVE + timedelta(seconds=1)):
            day = local_day(literal(stored, Moment))
            first = local_day(literal(datetime(2026, 1, 1, 3, tzinfo=UTC), Moment))
            found = session.execute(select(day, days_between(first, day))).one()
            expected = clock.local(stored).date()
            assert tuple(found) == (expected, (expected - date(2026, 1, 1)).days)


@given(
    st.builds(
        Narrowing,
        unit=st.none() | st.integers(1, 10**15),
        unplaced=st.booleans(),
        programme=st.from_regex(r"[a-z0-9-]{3,40}", fullmatch=True) | st.just(""),
        circumstance=st.none() | st.sampled_from(Circumstance),
        period=st.builds(Period.between, st.none() | DAYS, st.none() | DAYS),
    )
)
def test_an_address_keeps_what_is_narrowed(narrowed: Narrowing) -> None:
    fields = dict(part.split("=") for part in narrowed.query.split("&") if part)
    assert Narrowing.read(fields) == narrowed


@given(
    st.dictionaries(
        st.sampled_from(["unit", "programme", "since", "until", "circumstance", "unplaced"]),
        st.text(),
    )
)
def test_whatever_stands_in_an_address_is_read_or_passed_over(fields: dict[str, str]) -> None:
    narrowed = Narrowing.read(fields)
    assert (
        Narrowing.read(dict(part.split("=") for part in narrowed.query.split("&") if part))
        == narrowed
    )


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_drawings_stay_on_their_paper_and_nothing_that_is_there_vanishes(counts: list[int]) -> None:
    for bar in charts.bars([("Chờ duyệt", count, "wait") for count in counts]):
        assert 0 <= bar.width <= charts.BAR_WIDTH
        assert (bar.width > 0) == (bar.count > 0)
    months = list(rules.months_back("2026-11", len(counts)))
    drawn = charts.lines(months, [("Gửi", counts)])
    for x, y in drawn.lines[0].marks:
        assert charts.LEFT <= x <= charts.RIGHT
        assert charts.TOP <= y <= charts.BOTTOM
    assert drawn.labels[-1][1] == "11/26"
    assert len(drawn.labels) <= 7
    for stop in charts.stops([("Rất dài " * 30, count // 2, count) for count in counts]):
        assert len(stop.words) <= 2
        assert 0 <= stop.median <= stop.slow <= charts.BAR_WIDTH
