"""How many minutes and machine-days, how much growth, what is due. Pure.

A machine-day is one day on which a machine belongs to a place; it is lost when the machine is out of
order at any time of it, but for the day on which it works again. Every day counts, Sundays too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from backend.access_points.rules import Hours, open_within
from backend.i18n import N_, _


@dataclass(frozen=True)
class Outage:
    """From a day until before the day on which it works again, which may not have come."""

    broken_on: date
    works_on: date | None


@dataclass(frozen=True)
class Presence:
    """One machine at a place, and when it was out of order."""

    since: date
    gone_on: date | None
    outages: tuple[Outage, ...] = ()


@dataclass(frozen=True)
class MachineDays:
    """Machine-days, and those of them that were lost."""

    all: int
    lost: int

    @property
    def working(self) -> int:
        """The others."""
        return self.all - self.lost


def machine_days(machines: Iterable[Presence], since: date, until: date) -> MachineDays:
    """Of these machines from a day to a day, both included."""
    whole = lost = 0
    end = until + timedelta(days=1)
    for machine in machines:
        first, last = max(machine.since, since), min(machine.gone_on or end, end)
        whole += max((last - first).days, 0)
        lost += _lost(machine.outages, first, last)
    return MachineDays(whole, lost)


def _lost(outages: Sequence[Outage], first: date, last: date) -> int:
    """Days in at least one outage; outages may touch, and one that ended at once costs nothing."""
    lost, counted_to = 0, first
    for outage in sorted(outages, key=lambda one: one.broken_on):
        begins = max(outage.broken_on, counted_to)
        ends = min(outage.works_on or last, last)
        lost += max((ends - begins).days, 0)
        counted_to = max(counted_to, ends)
    return lost


def minutes(hours: Hours) -> int:
    """How long a place is open."""
    return sum(one.closes - one.opens for one in hours)


def kept_and_extra(planned: Hours, was_open: Hours) -> tuple[int, int]:
    """Minutes open within the planned hours, and beyond them."""
    kept = sum(minutes(open_within(was_open, span)) for span in planned)
    return kept, minutes(was_open) - kept


def tenths(part: int, whole: int) -> int | None:
    """A share in tenths of a percent, rounded down: 99,96 % is not all. None of nothing."""
    return part * 1000 // whole if whole else None


def percent_words(in_tenths: int | None) -> str:
    """998 -> "99,8 %", 1000 -> "100 %", None -> "chưa có"."""
    if in_tenths is None:
        return _("chưa có")
    sign, size = "-" if in_tenths < 0 else "", abs(in_tenths)
    rest = f",{size % 10}" if size % 10 else ""
    return f"{sign}{size // 10}{rest} %"


def hours_words(in_minutes: int) -> str:
    """450 -> "7,5"; hours with one place, rounded down."""
    in_tenths = in_minutes // 6
    whole = f"{in_tenths // 10:,}".replace(",", ".")
    return f"{whole},{in_tenths % 10}" if in_tenths % 10 else whole


def growth(now: int, before: int) -> int | None:
    """By how many tenths of a percent there are more than before, rounded to the lower; None where
    there were none."""
    return (now - before) * 1000 // before if before else None


class Band(StrEnum):
    """How a growth stands to the one that a plan wants."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_BANDS[self])


_BANDS = {
    Band.BELOW: N_("thấp hơn mục tiêu"),
    Band.WITHIN: N_("đạt mục tiêu"),
    Band.ABOVE: N_("vượt mục tiêu"),
}


def band(grown: int | None, low: int, high: int) -> Band | None:
    """`grown` in tenths of a percent against `low` to `high` percent."""
    if grown is None:
        return None
    if grown < low * 10:
        return Band.BELOW
    return Band.ABOVE if grown > high * 10 else Band.WITHIN


def a_year_before(day: date) -> date:
    """The same day a year before; 28/2 for 29/2."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def due_on(last: date | None, since: date, every_days: int) -> date:
    """When a task of upkeep is due: so many days after it was done last, or after the first machine."""
    return (last or since) + timedelta(days=every_days)


def unwritten(
    planned: Mapping[date, int], written: Iterable[date], since: date, until: date
) -> list[date]:
    """The days from a day to a day on which a place should have been open, and the log says nothing."""
    known = set(written)
    return [
        day
        for day in sorted(planned)
        if since <= day <= until and planned[day] and day not in known
    ]


def days_between(since: date, until: date) -> list[date]:
    """Every day, both included."""
    return [since + timedelta(days=ahead) for ahead in range((until - since).days + 1)]
