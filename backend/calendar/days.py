"""What day is it: the public holidays, and the working days in which deadlines are given.

Holidays of the lunar calendar end with the last year of `holidays.toml`; a year without days off of
its own there has the holidays alone.
"""

from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from backend.calendar.reading import calendar
from backend.calendar.schema import SATURDAY, Holiday, days_from

_LONGEST = 30  # days of one holiday on end


def holiday_on(day: date) -> str | None:
    """Name of the public holiday on a date, not yet translated; None for any other day, also one
    that offices have off in exchange for a holiday."""
    holiday = _holidays(day.year).get(day)
    return holiday.name if holiday else None


def next_holiday(today: date, code: str | None = None) -> tuple[date, ...]:
    """The days of the next public holiday from today on, of any or of the one with a code; none when
    the calendar does not reach it."""
    coming = _holidays(today.year) | _holidays(today.year + 1)
    wanted = [day for day, one in coming.items() if day >= today and code in (None, one.code)]
    if not wanted:
        return ()
    first = min(wanted)
    days = days_from(first, _LONGEST)
    return tuple(takewhile(lambda day: coming.get(day) == coming[first], days))


def is_working_day(day: date) -> bool:
    """Whether the offices work."""
    free, worked = _exceptions()
    if day in worked:
        return True
    return day.weekday() < SATURDAY and day not in free and holiday_on(day) is None


def working_days(since: date, until: date) -> int:
    """Working days after `since` up to and including `until`."""
    return sum(map(is_working_day, days_from(since + timedelta(days=1), (until - since).days)))


def after_working_days(since: date, days: int) -> date:
    """The last day of a deadline of so many working days; `since` itself does not count. An answer
    within 0 days is due on the day itself."""
    day = since
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


@cache
def _holidays(year: int) -> dict[date, Holiday]:
    return {day: holiday for holiday in calendar().holidays for day in holiday.days(year)}


@cache
def _exceptions() -> tuple[frozenset[date], frozenset[date]]:
    """Days that are free beside the holidays, and weekend days that are not."""
    listed = calendar().days_off
    free = frozenset(day for one in listed for day in one.days())
    return free, frozenset(day for one in listed for day in one.worked_instead)
