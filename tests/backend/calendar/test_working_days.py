"""Counting working days, with the public holidays and days off of the file."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.calendar.days import after_working_days, holiday_on, is_working_day, working_days

DAYS = st.dates(date(2025, 6, 1), date(2032, 6, 1))
# The weekdays on which offices are closed, counted by hand from the announcements and Article 112.
CLOSED = {
    2026: "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11",
    2027: "1/1 5/2 8/2 9/2 10/2 11/2 16/4 30/4 3/5 2/9 3/9 24/11",
}


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 12, 7), date(2026, 12, 7), 0),  # Monday
        (date(2026, 12, 7), date(2026, 12, 8), 1),
        (date(2026, 12, 4), date(2026, 12, 7), 1),  # over a weekend
        (date(2026, 12, 5), date(2026, 12, 6), 0),  # Saturday to Sunday
        (date(2026, 12, 4), date(2026, 12, 18), 10),
        (date(2026, 12, 8), date(2026, 12, 7), 0),  # a clock that was set back
        (date(2026, 11, 23), date(2026, 11, 24), 0),  # Ngày Văn hóa Việt Nam
        (date(2026, 12, 31), date(2027, 1, 4), 1),  # New Year's Day, then a weekend
        (date(2027, 2, 4), date(2027, 2, 12), 1),  # Tết Đinh Mùi
        (date(2027, 4, 29), date(2027, 5, 4), 1),  # 1 May is a Saturday: Monday is free for it
        (date(2026, 8, 21), date(2026, 8, 22), 1),  # a Saturday that is worked instead
        (date(2026, 1, 9), date(2026, 1, 10), 1),
        (date(2026, 8, 28), date(2026, 9, 3), 1),  # Quốc khánh
        (date(2030, 4, 29), date(2030, 5, 2), 1),  # holidays of a year without days off of its own
        (date(2032, 2, 9), date(2032, 2, 13), 4),  # Tết of a year that the file does not reach
    ],
)
def test_weekends_and_holidays_do_not_count(since: date, until: date, days: int) -> None:
    assert working_days(since, until) == days


@pytest.mark.parametrize(
    ("since", "days", "last"),
    [
        (date(2026, 12, 7), 5, date(2026, 12, 14)),
        (date(2026, 12, 5), 1, date(2026, 12, 7)),  # sent on a Saturday
        (date(2026, 11, 23), 5, date(2026, 12, 1)),  # 24 November is free
        (date(2027, 2, 4), 5, date(2027, 2, 18)),  # over Tết
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # the next day is a Saturday that is worked
        (date(2026, 12, 7), 0, date(2026, 12, 7)),
        (date(2026, 12, 6), 0, date(2026, 12, 6)),
        (date(2026, 12, 7), -3, date(2026, 12, 7)),
    ],
)
def test_a_deadline_ends_on_a_working_day(since: date, days: int, last: date) -> None:
    assert after_working_days(since, days) == last


@given(DAYS, st.integers(1, 60))
def test_a_deadline_has_just_as_many_working_days(since: date, days: int) -> None:
    last = after_working_days(since, days)
    assert is_working_day(last)
    assert working_days(since, last) == days
    assert working_days(since, last - timedelta(1)) == days - 1


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_days_of_two_stretches_add_up(since: date, first: int, second: int) -> None:
    middle, end = since + timedelta(first), since + timedelta(first + second)
    assert working_days(since, middle) + working_days(middle, end) == working_days(since, end)


@given(DAYS)
def test_no_office_works_on_a_day_that_people_are_told_is_a_holiday(day: date) -> None:
    assert not (holiday_on(day) and is_working_day(day))


@pytest.mark.parametrize("year", CLOSED)
def test_offices_are_closed_on_just_these_weekdays(year: int) -> None:
    closed = [day for day in of_year(year) if day.weekday() < 5 and not is_working_day(day)]
    assert " ".join(f"{day.day}/{day.month}" for day in closed) == CLOSED[year]


@pytest.mark.parametrize("year", CLOSED)
def test_a_year_has_the_eleven_days_of_the_labour_code_and_the_day_of_culture(year: int) -> None:
    """Article 112; what falls on a weekend is made up for on a weekday."""
    weekdays = sum(day.weekday() < 5 for day in of_year(year))
    assert weekdays - sum(map(is_working_day, of_year(year))) >= 12


def of_year(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days) for days in range((date(year + 1, 1, 1) - first).days)]
