"""The days of a request: when it has to be acknowledged and done, and how far it may be extended."""

from dataclasses import dataclass
from datetime import date, timedelta

from backend.calendar.days import after_working_days, is_working_day
from backend.data_requests.clocks import Clock, Clocks
from backend.data_requests.models import DataRequestKind


@dataclass(frozen=True)
class Dates:
    """The last days for saying that it was received, and for being done."""

    acknowledge_by: date
    due_by: date


def dates(clocks: Clocks, kind: DataRequestKind, received: date, *, third_party: bool) -> Dates:
    """Those of a request received on a day, which itself does not count."""
    days = days_of(clocks.of(kind), third_party=third_party)
    return Dates(
        after_working_days(received, clocks.acknowledge.working_days),
        _working_day_from(received + timedelta(days=days)),
    )


def days_of(clock: Clock, *, third_party: bool) -> int:
    """Calendar days."""
    return (clock.days_with_third_party if third_party else None) or clock.days


def longest_extension(clocks: Clocks, due_by: date) -> date:
    """The last working day to which a request may be extended."""
    day = due_by + timedelta(days=clocks.extension.most_days)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def may_extend_to(clocks: Clocks, due_by: date, day: date) -> bool:
    """Whether a request may take until then: an office that is closed answers nobody."""
    return due_by < day <= longest_extension(clocks, due_by) and is_working_day(day)


def _working_day_from(day: date) -> date:
    """A deadline on a day off ends with the next working day (Bộ luật Dân sự 2015, Điều 148)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
