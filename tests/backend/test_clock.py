"""By day and by night in Việt Nam, whatever clock a machine has."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend import clock

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 22, 0, 59, 59, tzinfo=UTC), False),  # 7:59:59 in Việt Nam
        (datetime(2026, 11, 22, 1, 0, tzinfo=UTC), True),  # 8:00
        (datetime(2026, 11, 22, 12, 59, 59, 999999, tzinfo=UTC), True),
        (datetime(2026, 11, 22, 13, 0, tzinfo=UTC), False),  # 20:00
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), False),  # midnight
        (datetime(2026, 2, 28, 20, 0, tzinfo=timezone(timedelta(hours=-5))), True),  # 8:00, 1 March
    ],
)
def test_nobody_is_woken(moment: datetime, expected: bool) -> None:
    assert clock.by_day(moment) is expected


@given(
    st.integers(0, 60 * 24 * 366).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
    st.integers(-12, 14),
)
def test_the_day_is_the_same_in_every_zone(moment: datetime, hours: int) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))
    assert clock.by_day(elsewhere) == (8 <= (moment.hour + 7) % 24 < 20)
