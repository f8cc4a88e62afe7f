"""Counting working days."""

from datetime import date

import pytest

from backend.support_requests.deadlines import working_days


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),  # Monday
        (date(2026, 11, 23), date(2026, 11, 24), 1),
        (date(2026, 11, 20), date(2026, 11, 23), 1),  # over a weekend
        (date(2026, 11, 21), date(2026, 11, 22), 0),  # Saturday to Sunday
        (date(2026, 11, 20), date(2026, 12, 4), 10),
        (date(2026, 11, 24), date(2026, 11, 23), 0),  # a clock that was set back
    ],
)
def test_saturdays_and_sundays_do_not_count(since: date, until: date, days: int) -> None:
    assert working_days(since, until) == days
