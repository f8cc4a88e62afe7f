"""What is published points at nobody, however it is subtracted from other published numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.figures.public import FIGURES, STEP, CommuneResult, last_month, told, totals

COUNTS = st.lists(st.integers(0, 400), min_size=1, max_size=12)


def published(counts: list[int]) -> tuple[list[int], int]:
    """What strangers see of a column: each row, and the sum."""
    code = FIGURES[0].code
    rows = [
        CommuneResult(str(at), "", {one.code: told(count) for one in FIGURES})
        for at, count in enumerate(counts)
    ]
    return [row.counts[code] for row in rows], totals(rows)[code]


@given(COUNTS, st.data())
def test_a_count_may_be_each_of_five_whatever_else_is_told(
    counts: list[int], data: st.DataObject
) -> None:
    """The proof: with every other count as it is, and known to the reader, any other value of the same
    step gives the very same page. So no arithmetic on pages tells them apart."""
    at = data.draw(st.integers(0, len(counts) - 1))
    seen = published(counts)
    for other in range(told(counts[at]), told(counts[at]) + STEP):
        assert published([*counts[:at], other, *counts[at + 1 :]]) == seen


@given(COUNTS)
def test_less_than_five_looks_like_nobody(counts: list[int]) -> None:
    rows, _sum = published(counts)
    assert all(row == 0 for row, count in zip(rows, counts, strict=True) if count < STEP)
    assert all(row % STEP == 0 for row in rows)


@given(COUNTS)
def test_what_is_told_is_never_more_than_there_is(counts: list[int]) -> None:
    rows, whole = published(counts)
    assert all(count - STEP < row <= count for row, count in zip(rows, counts, strict=True))
    assert whole == sum(rows) <= sum(counts)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 22), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 10, 31)),
        (date(2026, 10, 31), date(2026, 9, 30)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2024, 3, 15), date(2024, 2, 29)),
    ],
)
def test_only_months_that_are_over_are_told_of(today: date, last: date) -> None:
    assert last_month(today) == last
