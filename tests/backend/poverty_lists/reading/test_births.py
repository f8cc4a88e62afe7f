from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.poverty_lists.draft import BirthPrecision
from backend.poverty_lists.reading.births import EARLIEST_YEAR, read_birth
from backend.poverty_lists.reading.formats.content import Value
from backend.poverty_lists.reading.problems import Kind
from tests.backend.poverty_lists.reading.sheets import TODAY

DAY, MONTH, YEAR = BirthPrecision.DAY, BirthPrecision.MONTH, BirthPrecision.YEAR
MARCH_15 = date(1985, 3, 15)


@pytest.mark.parametrize(
    "value",
    [
        MARCH_15,
        datetime.fromisoformat("1985-03-15 10:30"),
        "15/3/1985",
        "15-03-85",
        "15.3.1985",
        "15/03/1985.",
        "15 / 3 / 1985",
        "15,3,1985",
        "1985-03-15",
        "1985-03-15 00:00:00",
        "'15/3/1985",
        "ngày 15 tháng 3 năm 1985",
        "sinh ngày 15/3/1985",
        "15/3/1985\n",
        31121,
        31121.5,
        "31121",
        15031985,
        "15031985",
        "150385",
        "１５/３/１９８５",
        "mồng 15 tháng 3 năm 1985",
        "15-Mar-85",
        "Ngày 15 tháng 03 năm 1985",
        "15/3/1985".replace("/", " / "),
        "sinh ngày 15 tháng 3 năm 1985",
    ],
)
def test_a_whole_date_is_read_day_first(value: Value) -> None:
    birth = read_birth(value, TODAY)

    assert (birth.day, birth.year, birth.precision, birth.problem) == (MARCH_15, 1985, DAY, None)


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (1985, 1985),
        (1985.0, 1985),
        ("1985", 1985),
        ("Sinh năm 1985", 1985),
        ("SN 1985", 1985),
        (85, 1985),
        ("85", 1985),
        ("26", 2026),
        ("27", 1927),
        (1900, 1900),
        (2026, 2026),
        (date(1985, 1, 1), 1985),
        ("01/01/1985", 1985),
        ("00/00/1985", 1985),
        ("0/0/85", 1985),
        ("--/--/1985", 1985),
        ("…/…/1985", 1985),
    ],
)
def test_a_year_alone_and_a_placeholder_day_give_the_year(value: Value, year: int) -> None:
    birth = read_birth(value, TODAY)

    assert (birth.day, birth.year, birth.precision, birth.problem) == (None, year, YEAR, None)


@pytest.mark.parametrize("value", ["3/1985", "00/03/1985", "tháng 3 năm 1985", 3.1985, "031985"])
def test_a_month_is_kept_with_the_first_as_its_day(value: Value) -> None:
    birth = read_birth(value, TODAY)

    assert (birth.day, birth.year, birth.precision) == (date(1985, 3, 1), 1985, MONTH)


@pytest.mark.parametrize("value", [None, ""])
def test_nothing_is_no_problem_here(value: Value | None) -> None:
    assert read_birth(value, TODAY).problem is None


@pytest.mark.parametrize(
    ("value", "problem", "year"),
    [
        ("3/15/1985", Kind.BIRTH_IMPOSSIBLE, 1985),
        ("31/2/1985", Kind.BIRTH_IMPOSSIBLE, 1985),
        ("99999999999999999999/3/1985", Kind.BIRTH_IMPOSSIBLE, 1985),
        ("15/3/1985 (âm lịch)", Kind.BIRTH_LUNAR, 1985),
        ("15/3/85 AL", Kind.BIRTH_LUNAR, 1985),
        ("khoảng 1940", Kind.BIRTH_DOUBTFUL, 1940),
        ("1985?", Kind.BIRTH_DOUBTFUL, 1985),
        ("l985", Kind.BIRTH_LETTERS, 1985),
        ("198O", Kind.BIRTH_LETTERS, 1985 - 5),
        ("rằm tháng giêng năm 1950", Kind.BIRTH_LUNAR, 1950),
        ("15/3/1985 (âm)", Kind.BIRTH_LUNAR, 1985),
        ("Ất Sửu 1985", Kind.BIRTH_LUNAR, 1985),
        (1899, Kind.BIRTH_OUT_OF_RANGE, None),
        (2027, Kind.BIRTH_OUT_OF_RANGE, None),
        (2985, Kind.BIRTH_OUT_OF_RANGE, None),
        ("1/12/2026", Kind.BIRTH_OUT_OF_RANGE, None),
        (date(2026, 11, 23), Kind.BIRTH_OUT_OF_RANGE, None),
        ("15/3", Kind.BIRTH_UNREADABLE, None),
        (99999, Kind.BIRTH_OUT_OF_RANGE, None),
        ("không rõ", Kind.BIRTH_UNREADABLE, None),
        ("198", Kind.BIRTH_UNREADABLE, None),
        ("15/3/198", Kind.BIRTH_UNREADABLE, None),
        ("15/3/1985 hoặc 1986", Kind.BIRTH_UNREADABLE, None),
        (-5, Kind.BIRTH_UNREADABLE, None),
        (True, Kind.BIRTH_UNREADABLE, None),
        ("1" * 5000, Kind.BIRTH_UNREADABLE, None),
    ],
)
def test_a_bad_date_is_flagged_and_gives_at_most_the_year(
    value: Value, problem: Kind, year: int | None
) -> None:
    birth = read_birth(value, TODAY)

    assert (birth.day, birth.year, birth.problem) == (None, year, problem)


@given(
    st.dates(date(EARLIEST_YEAR, 1, 2), TODAY).filter(lambda day: (day.day, day.month) != (1, 1))
)
def test_every_date_survives_the_way_it_is_written(day: date) -> None:
    for written in (day, f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}", day.isoformat()):
        assert read_birth(written, TODAY).day == day


@given(st.text(max_size=80) | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_any_value_gives_a_year_in_range_or_none(value: Value) -> None:
    birth = read_birth(value, TODAY)

    assert birth.year is None or EARLIEST_YEAR <= birth.year <= TODAY.year
    assert (birth.year is None) == (birth.precision is None)
