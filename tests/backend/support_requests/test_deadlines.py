"""Counting working days, with the public holidays of the file."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.support_requests.deadlines import (
    HOLIDAYS,
    after_working_days,
    read_holidays,
    working_days,
)

DAYS = st.dates(date(2025, 6, 1), date(2028, 6, 1))


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
        (date(2026, 8, 28), date(2026, 9, 3), 1),  # Quốc khánh
        (date(2030, 4, 29), date(2030, 5, 2), 3),  # a year that the file does not have yet
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
        (date(2026, 12, 7), 0, date(2026, 12, 7)),
    ],
)
def test_a_deadline_ends_on_a_working_day(since: date, days: int, last: date) -> None:
    assert after_working_days(since, days) == last


@given(DAYS, st.integers(1, 60))
def test_a_deadline_has_just_as_many_working_days(since: date, days: int) -> None:
    last = after_working_days(since, days)
    assert working_days(since, last) == days
    assert working_days(since, last - timedelta(1)) == days - 1


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_days_of_two_stretches_add_up(since: date, first: int, second: int) -> None:
    middle, end = since + timedelta(first), since + timedelta(first + second)
    assert working_days(since, middle) + working_days(middle, end) == working_days(since, end)


def test_every_holiday_has_an_end_a_name_and_a_source_and_overlaps_no_other() -> None:
    listed = read_holidays().holidays
    assert all(holiday.first <= holiday.last for holiday in listed)
    assert all(holiday.name and holiday.source for holiday in listed)
    days = [day for holiday in listed for day in holiday.days()]
    assert days == sorted(set(days))


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_year_has_the_eleven_days_of_the_labour_code_and_the_day_of_culture(year: int) -> None:
    """Article 112; what falls on a weekend is made up for on a weekday."""
    assert len(set(_free_weekdays(year))) - _worked_instead(year) >= 12


def _free_weekdays(year: int) -> Iterator[date]:
    for holiday in read_holidays().holidays:
        yield from (day for day in holiday.days() if day.year == year and day.weekday() < 5)


def _worked_instead(year: int) -> int:
    return sum(day.year == year for day in read_holidays().worked_instead)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("first = 2027-01-01", 'first = "mùng một"'),
        ("first = 2027-01-01", "frist = 2027-01-01"),
        ("worked_instead", "worked"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, good: str, bad: str) -> None:
    text = HOLIDAYS.read_text("utf-8")
    assert text.count(good) == 1
    path = tmp_path / "holidays.toml"
    path.write_text(text.replace(good, bad), "utf-8")
    with pytest.raises(ValidationError):
        read_holidays(path)
