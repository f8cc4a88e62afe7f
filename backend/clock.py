"""The time: stored in UTC, shown and counted in days of Việt Nam."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, timezone

# Việt Nam has kept UTC+7 without summer time since 1975; a fixed offset needs no zone database.
VIETNAM = timezone(timedelta(hours=7), "ICT")
DAY_BEGINS, DAY_ENDS = time(8), time(20)  # in Việt Nam; nobody is written to at night unasked

_stands_at: ContextVar[datetime | None] = ContextVar("stands_at", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _stands_at.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The clock stands at a moment, here and in what is called from here: for samples of the past."""
    standing = _stands_at.set(moment)
    try:
        yield
    finally:
        _stands_at.reset(standing)


def today() -> date:
    """Today's date in Việt Nam."""
    return now().astimezone(VIETNAM).date()


def local(moment: datetime) -> datetime:
    """A stored moment as the clock on a wall in Việt Nam shows it."""
    return moment.astimezone(VIETNAM)


def by_day(moment: datetime) -> bool:
    """Whether people in Việt Nam may be written to at this moment without having asked."""
    return DAY_BEGINS <= local(moment).time() < DAY_ENDS
