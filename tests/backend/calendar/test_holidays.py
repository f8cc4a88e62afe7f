"""The names of the public holidays, and the next ones that come."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.access_points.rules import Occasion
from backend.calendar.days import holiday_on, next_holiday
from backend.calendar.reading import calendar

CODES = [holiday.code for holiday in calendar().holidays]
DAYS = st.dates(date(2025, 1, 1), date(2033, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Tết Dương lịch"),
        ("2026-01-02", None),  # off for the offices, but no holiday
        ("2026-02-15", None),
        ("2026-02-16", "Tết Nguyên đán"),
        ("2026-02-19", "Tết Nguyên đán"),
        ("2026-02-20", None),
        ("2026-04-26", "Giỗ Tổ Hùng Vương"),
        ("2026-04-27", None),  # a day in lieu
        ("2026-04-30", "ngày Chiến thắng 30/4"),
        ("2026-05-01", "ngày Quốc tế Lao động"),
        ("2026-09-01", None),
        ("2026-09-02", "ngày Quốc khánh"),
        ("2025-11-24", None),  # a holiday since 2026
        ("2026-11-24", "Ngày Văn hóa Việt Nam"),
        ("2027-02-06", "Tết Nguyên đán"),
        ("2027-04-16", "Giỗ Tổ Hùng Vương"),
        ("2030-02-02", "Tết Nguyên đán"),  # a day before China's
        ("2031-01-22", "Tết Nguyên đán"),
        ("2031-01-26", None),
        ("2099-09-02", "ngày Quốc khánh"),
        ("9999-12-31", None),
        ("0001-01-01", "Tết Dương lịch"),
        ("2026-11-23", None),
    ],
)
def test_the_public_holidays(day: str, name: str | None) -> None:
    assert holiday_on(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    ("code", "today", "first", "count"),
    [
        ("new_year", "2026-11-23", "2027-02-05", 4),
        ("new_year", "2027-02-07", "2027-02-07", 2),
        ("new_year", "2027-02-08", "2027-02-08", 1),
        ("new_year", "2027-02-09", "2028-01-25", 4),
        ("kings_day", "2026-11-23", "2027-04-16", 1),
        ("kings_day", "2031-01-01", "2031-04-01", 1),
        ("national_day", "2026-09-02", "2026-09-02", 1),
        ("national_day", "2026-09-03", "2027-09-02", 1),
        ("culture_day", "2025-03-01", "2026-11-24", 1),
        (None, "2026-11-23", "2026-11-24", 1),
        (None, "2026-11-24", "2026-11-24", 1),
        (None, "2026-11-25", "2027-01-01", 1),
        (None, "2027-01-02", "2027-02-05", 4),
        (None, "2027-04-28", "2027-04-30", 1),  # the next day is another holiday
    ],
)
def test_the_next_holiday(code: str | None, today: str, first: str, count: int) -> None:
    days = next_holiday(date.fromisoformat(today), code)
    assert (days[0].isoformat(), len(days)) == (first, count)


@pytest.mark.parametrize("code", ["new_year", "kings_day"])
def test_a_calendar_that_ends_says_nothing(code: str) -> None:
    assert next_holiday(date(2031, 4, 2), code) == ()
    assert next_holiday(date(2090, 1, 1), code) == ()


@given(DAYS, st.sampled_from([None, *CODES]))
def test_the_next_holiday_is_one_stretch_of_one_name_and_none_is_passed_over(
    today: date, code: str | None
) -> None:
    days = next_holiday(today, code)
    if not days:
        return
    assert days[0] >= today
    assert {(one - days[0]).days for one in days} == set(range(len(days)))
    (name,) = {holiday_on(day) for day in days}
    skipped = {holiday_on(today + timedelta(days=ahead)) for ahead in range((days[0] - today).days)}
    assert name is not None
    assert (skipped <= {None}) if code is None else (name not in skipped)
    assert holiday_on(days[-1] + timedelta(days=1)) != name


@pytest.mark.parametrize("occasion", sorted(set(Occasion) - {Occasion.HOLIDAY}))
def test_what_people_ask_for_by_name_is_in_the_file(occasion: Occasion) -> None:
    assert occasion in CODES
