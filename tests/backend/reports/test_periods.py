"""Periods are whole months, quarters and years, and the one before ends where this one begins."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.figures.rules import Period
from backend.reports.periods import OWN, choices, period_of

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@given(DAYS)
def test_the_period_before_ends_on_the_day_before_this_one(today: date) -> None:
    for code in ("month", "quarter", "year", "school-year"):
        this, last = period_of(code, today), period_of(f"last-{code}", today)
        assert this
        assert last
        assert this.since
        assert this.until
        assert last.since
        assert this.since <= today <= this.until
        assert last.until == this.since - timedelta(days=1)
        assert last.since.day == 1


@pytest.mark.parametrize(
    ("code", "since", "until"),
    [
        ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("last-month", date(2026, 10, 1), date(2026, 10, 31)),
        ("last-quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("last-year", date(2025, 1, 1), date(2025, 12, 31)),
        ("school-year", date(2026, 9, 1), date(2027, 8, 31)),
        ("last-school-year", date(2025, 9, 1), date(2026, 8, 31)),
    ],
)
def test_the_usual_periods(code: str, since: date, until: date) -> None:
    assert period_of(code, date(2026, 11, 22)) == Period(since, until)


def test_every_choice_but_own_days_has_its_days() -> None:
    today = date(2026, 11, 22)
    codes = [code for code, _words in choices(today)]
    assert codes[-1] == OWN
    assert [code for code in codes if period_of(code, today) is None] == [OWN]
    assert period_of("khong-co", today) is None
