"""Periods that officers report by, and what is read from a histogram of days. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

SCHOOL_YEAR_BEGINS = 9  # with September, as families and schools count


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included; None leaves a side open."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def between(cls, since: date | None, until: date | None) -> "Period":
        """The two days in their order, whichever was named first."""
        if since and until and until < since:
            since, until = until, since
        return cls(since, until)


ALWAYS = Period()


def this_month(today: date) -> Period:
    """From the first to the last of the month."""
    return _months(today.year, today.month, 1)


def this_quarter(today: date) -> Period:
    """Three months from January, April, July or October on."""
    return _months(today.year, (today.month - 1) // 3 * 3 + 1, 3)


def this_year(today: date) -> Period:
    """The calendar year."""
    return _months(today.year, 1, 12)


def this_school_year(today: date) -> Period:
    """From September to August."""
    return _months(today.year - (today.month < SCHOOL_YEAR_BEGINS), SCHOOL_YEAR_BEGINS, 12)


def month(name: str) -> Period:
    """ "2026-11": the whole month."""
    year, number = name.split("-")
    return _months(int(year), int(number), 1)


def overlap(one: Period, other: Period) -> Period:
    """The days that are in both; they must have some."""
    since = max((day for day in (one.since, other.since) if day), default=None)
    until = min((day for day in (one.until, other.until) if day), default=None)
    return Period(since, until)


def _months(year: int, first: int, count: int) -> Period:
    following = year * 12 + first - 1 + count
    ends = date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
    return Period(date(year, first, 1), ends)


def percentile(histogram: Mapping[int, int], percent: int) -> int | None:
    """The least number of days within which `percent` of all were done (nearest rank); `histogram`
    says how many took so many days. None for nobody."""
    everybody = sum(histogram.values())
    reached = 0
    for days in sorted(histogram):
        reached += histogram[days]
        if everybody and reached * 100 >= percent * everybody:
            return days
    return None


def months_back(last: str, count: int) -> Iterator[str]:
    """`count` months up to and including one, oldest first: "2026-11", 2 gives "2026-10", "2026-11"."""
    year, number = last.split("-")
    end = int(year) * 12 + int(number) - 1
    for month_number in range(end - count + 1, end + 1):
        yield f"{month_number // 12:04}-{month_number % 12 + 1:02}"
