"""When a place is open; 23 November 2026 is a Monday."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.access_points.rules import (
    LOOKS_AHEAD,
    DayHours,
    Interval,
    Position,
    Schedule,
    alike,
    hours_on,
    is_open,
    kilometres,
    next_opening,
    position_of,
)
from backend.access_points.typed_hours import read_week
from backend.calendar.days import holiday_on
from backend.clock import VIETNAM

EXCEPTIONS = {
    date(2026, 11, 26): DayHours((), "tập huấn"),
    date(2026, 11, 29): DayHours((Interval(8 * 60, 10 * 60),), "ngày hội đọc sách"),
    date(2027, 1, 1): DayHours((Interval(9 * 60, 11 * 60),)),
}
WEEK = read_week("T2-T6 7:30-11:30, 13:30-17:00; T7 10-14")
SCHEDULE = Schedule(WEEK, EXCEPTIONS, holiday_on)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        ("23/11/2026 07:29", False),
        ("23/11/2026 07:30", True),
        ("23/11/2026 11:29", True),
        ("23/11/2026 11:30", False),
        ("23/11/2026 12:00", False),
        ("23/11/2026 13:30", True),
        ("23/11/2026 17:00", False),
        ("23/11/2026 00:00", False),
        ("24/11/2026 09:00", False),  # a public holiday
        ("26/11/2026 09:00", False),  # an exception
        ("27/11/2026 09:00", True),
        ("28/11/2026 09:59", False),
        ("28/11/2026 12:00", True),  # over midday
        ("29/11/2026 09:00", True),  # a Sunday with hours of its own
        ("29/11/2026 10:00", False),
        ("06/12/2026 09:00", False),
        ("01/01/2027 09:30", True),  # an exception counts before a holiday
        ("06/02/2027 10:30", False),  # Tết
    ],
)
def test_a_place_is_open_when_its_hours_say_so(moment: str, opened: bool) -> None:
    assert is_open(SCHEDULE, at(moment)) is opened


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("23/11/2026 06:00", "23/11/2026 07:30"),
        ("23/11/2026 07:30", "23/11/2026 07:30"),
        ("23/11/2026 08:00", "23/11/2026 13:30"),
        ("23/11/2026 12:00", "23/11/2026 13:30"),
        ("23/11/2026 18:00", "25/11/2026 07:30"),  # over the holiday
        ("25/11/2026 18:00", "27/11/2026 07:30"),  # over the exception
        ("28/11/2026 15:00", "29/11/2026 08:00"),
        ("31/12/2026 18:00", "01/01/2027 09:00"),
    ],
)
def test_it_opens_again_after_nights_holidays_and_exceptions(moment: str, opens: str) -> None:
    assert next_opening(SCHEDULE, at(moment)) == at(opens)


def test_a_place_that_is_no_more_never_opens() -> None:
    gone = Schedule(WEEK, closed_on=date(2026, 11, 25))
    assert is_open(gone, at("24/11/2026 09:00"))
    assert not is_open(gone, at("25/11/2026 09:00"))
    assert next_opening(gone, at("24/11/2026 14:00")) is None


def test_why_a_day_is_other_than_usual_is_kept() -> None:
    assert hours_on(SCHEDULE, date(2026, 11, 26)) == DayHours((), "tập huấn")
    holiday = hours_on(SCHEDULE, date(2026, 11, 24))
    assert (holiday.reason, holiday.assumed) == ("Ngày Văn hóa Việt Nam", True)
    assert hours_on(SCHEDULE, date(2026, 11, 25)).reason == ""


hours_of_day = st.sets(st.integers(0, 1440), max_size=6).map(
    lambda marks: tuple(
        Interval(*pair) for pair in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    )
)
begin = datetime(2026, 11, 23, tzinfo=VIETNAM)
schedules = st.builds(
    Schedule,
    week=st.tuples(*[hours_of_day] * 7),
    exceptions=st.dictionaries(
        st.integers(0, 30).map(lambda days: begin.date() + timedelta(days=days)),
        hours_of_day.map(DayHours),
        max_size=5,
    ),
    holiday_on=st.just(holiday_on),
    closed_on=st.none() | st.integers(0, 60).map(lambda d: begin.date() + timedelta(days=d)),
)
moments = st.integers(0, 60 * 24 * 60).map(lambda minutes: begin + timedelta(minutes=minutes))


@given(schedules, moments)
def test_the_next_opening_is_never_past_and_is_open(schedule: Schedule, moment: datetime) -> None:
    opens = next_opening(schedule, moment)
    if opens is None:
        for days in range(1, LOOKS_AHEAD):
            assert hours_on(schedule, moment.date() + timedelta(days=days)).hours == ()
        return
    assert opens >= moment
    assert is_open(schedule, opens)
    if opens > begin:
        assert opens == moment or not _opened_meanwhile(schedule, moment, opens)


def _opened_meanwhile(schedule: Schedule, moment: datetime, opens: datetime) -> bool:
    """Whether the doors are opened between two moments: shut one minute, open the next."""
    first_day = moment.replace(hour=0, minute=0)
    for days in range((opens.date() - moment.date()).days + 1):
        midnight = first_day + timedelta(days=days)
        for one in hours_on(schedule, midnight.date()).hours:
            if moment <= midnight + timedelta(minutes=one.opens) < opens:
                return True
    return False


def test_days_with_the_same_hours_stand_together() -> None:
    stretches = [days for days, _hours in alike(read_week("T2, T4-T6 8-9; CN 8-9; T3 10-11"))]
    assert stretches == [[(0, 0), (2, 4), (6, 6)], [(1, 1)]]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("16.27,107.23", Position(16.27, 107.23)),
        ("16.27, 107.23", Position(16.27, 107.23)),
        ("107.23, 16.27", Position(16.27, 107.23)),
        ("8.64,111.92", Position(8.64, 111.92)),  # Trường Sa
        ("48.85,2.35", None),
        ("16.27", None),
        ("", None),
        ("cạnh chợ, thôn 1", None),
        ("nan,nan", None),
        ("inf,107", None),
    ],
)
def test_a_position_is_one_in_viet_nam(text: str, position: Position | None) -> None:
    assert position_of(text) == position


def test_distances_are_right() -> None:
    hue, da_nang = Position(16.4637, 107.5909), Position(16.0544, 108.2022)
    assert kilometres(hue, da_nang) == pytest.approx(79.7, abs=0.5)
    assert kilometres(hue, hue) == 0
