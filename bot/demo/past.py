"""The demo's past: what families and officers did on earlier days, done by the services themselves.

A story is a generator. It yields the moment of its next act, and acts when it goes on: then the clock
stands at that moment. Stories are played together in the order of their moments, as life would have
had it, so that numbers, codes and the audit trail follow the days.
"""

from collections.abc import Generator, Iterable
from datetime import date, datetime, time, timedelta
from heapq import heapify, heappop, heapreplace

from backend import clock
from backend.calendar.days import is_working_day

Story = Generator[datetime, None, None]


def working_day(ago: int) -> date:
    """The day so many days ago, or the last before it on which offices worked."""
    day = clock.today() - timedelta(days=ago)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def coming_working_day(ahead: int) -> date:
    """The day in so many days, or the first after it on which offices work."""
    day = clock.today() + timedelta(days=ahead)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def hour_of(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day in Việt Nam."""
    return datetime.combine(day, time(hour, minute), clock.VIETNAM)


def play(stories: Iterable[Story]) -> None:
    """Each to its end, or until its next act would be in the future."""
    now = clock.now()
    waiting = [
        (moment, number, story) for number, story in enumerate(stories) if (moment := next(story))
    ]
    heapify(waiting)
    while waiting:
        moment, number, story = waiting[0]
        after = None
        if moment < now:
            with clock.at(moment):
                after = next(story, None)
        if after is None:
            heappop(waiting)
        else:
            heapreplace(waiting, (after, number, story))
