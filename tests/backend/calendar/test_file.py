"""The file of the public holidays: whole, without repetition, and refused when it is wrong."""

from io import BytesIO
from pathlib import Path

import pytest
from pydantic import ValidationError

from backend.calendar.days import holiday_on
from backend.calendar.reading import HOLIDAYS, calendar, read_calendar, texts

YEARS = range(2025, 2035)


def test_no_two_holidays_fall_on_the_same_day() -> None:
    days = [day for one in calendar().holidays for year in YEARS for day in one.days(year)]
    assert len(days) == len(set(days))


def test_the_lunar_holidays_reach_equally_far_without_a_gap() -> None:
    reached = {tuple(day.year for day in one.dates) for one in calendar().holidays if one.dates}
    (years,) = reached
    assert list(years) == list(range(years[0], years[-1] + 1))


def test_days_off_stand_in_order_and_do_not_overlap() -> None:
    days = [day for one in calendar().days_off for day in one.days()]
    assert days == sorted(set(days))


def test_days_off_say_nothing_that_the_holidays_say_already() -> None:
    for one in calendar().days_off:
        assert [d for d in one.days() if d.weekday() < 5 and not holiday_on(d)], one.name


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("first = 2027-02-05", 'first = "mùng một"'),
        ("first = 2027-02-05", "frist = 2027-02-05"),
        ("first = 2027-02-05", "first = 2027-02-12"),  # after the last
        ("worked_instead = [2026-01-10]", "worked = [2026-01-10]"),
        ("worked_instead = [2026-01-10]", "worked_instead = [2026-01-09]"),  # a Friday
        ('day = "2/9"', 'day = "31/9"'),
        ('day = "2/9"', 'day = "2/9/2026"'),
        ('day = "2/9"', 'day = "mùng 2 tháng 9"'),
        ('day = "2/9"', ""),
        ('day = "2/9"', 'day = "2/9"\ndates = [2026-09-02]'),
        ('code = "national_day"', 'code = "new_year"'),
        ("after = 2", "after = -2"),
        ('name = "ngày Quốc khánh"', 'name = ""'),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, good: str, bad: str) -> None:
    text = HOLIDAYS.read_text("utf-8")
    assert text.count(good) == 1
    path = tmp_path / "holidays.toml"
    path.write_text(text.replace(good, bad), "utf-8")
    with pytest.raises(ValidationError):
        read_calendar(path)


def test_every_name_that_people_read_is_offered_for_translation() -> None:
    found = [text for _line, _mark, text, _notes in texts(BytesIO(HOLIDAYS.read_bytes()), 0, 0, 0)]
    assert found == [holiday.name for holiday in calendar().holidays]
