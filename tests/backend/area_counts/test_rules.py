"""A sum with a hole is no denominator."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.area_counts.rules import MOST, UNKNOWN, Total, number, total, year_of, years

PARTS = st.lists(st.none() | st.integers(0, 10**6), max_size=8)


def as_totals(counts: list[int | None]) -> list[Total]:
    return [Total(count) for count in counts]


@given(st.none() | st.integers(0, 10**6), PARTS)
def test_the_own_entry_or_the_sum_of_all_parts_or_nothing(
    own: int | None, counts: list[int | None]
) -> None:
    found = total(own, as_totals(counts))
    known = [count for count in counts if count is not None]
    assert (found.told, found.missing) == (len(known), len(counts) - len(known))
    if own is not None:
        assert (found.count, found.own) == (own, True)
    elif counts and len(known) == len(counts):
        assert (found.count, found.own) == (sum(known), False)
    else:
        assert found.count is None


def test_an_area_without_parts_knows_only_what_it_entered() -> None:
    assert total(None, []) == UNKNOWN
    assert total(0, []) == Total(0, own=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0", 0), ("12", 12), ("1.250", 1250), (" 1 250 ", 1250), ("1.250.000", 1_250_000),
        (str(MOST), MOST), (str(MOST + 1), None), ("-5", None), ("", None), ("abc", None),
        ("12,5", None), ("１２", None), ("1e5", None), ("9" * 40, None), ("0x10", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_written_here(typed: str, read: int | None) -> None:
    assert number(typed) == read


@pytest.mark.parametrize(
    ("until", "year"),
    [
        (None, 2026),
        (date(2025, 12, 31), 2025),
        (date(2026, 12, 31), 2026),
        (date(2027, 8, 31), 2026),  # a school year that goes on
        (date(2025, 8, 31), 2025),
    ],
)
def test_a_period_is_held_against_the_year_of_its_last_day(until: date | None, year: int) -> None:
    assert year_of(until, date(2026, 11, 22)) == year


def test_next_year_can_be_entered_before_it_begins() -> None:
    assert next(years(date(2026, 11, 22))) == 2027
