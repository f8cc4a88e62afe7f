"""When a place is open, and how far away it is. Moments are local, as a clock on the wall shows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from backend.access_points.models import AccessPoint
from backend.errors import Invalid
from backend.i18n import _

MIDNIGHT = 24 * 60
LOOKS_AHEAD = 60  # days; a place that opens later than that is as good as closed
EARTH_RADIUS = 6371.0  # km
# Việt Nam with its islands, in degrees.
LATITUDES, LONGITUDES = (6.0, 24.0), (101.0, 118.0)


class Interval(NamedTuple):
    """From `opens` until before `closes`, in minutes since midnight."""

    opens: int
    closes: int


Hours = tuple[Interval, ...]  # of one day: in order, apart from each other
Week = tuple[Hours, ...]  # seven days, Monday first
NEVER: Week = ((),) * 7


class Part(StrEnum):
    """A part of the day, as people speak of it."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def span(self) -> Interval:
        """When it is."""
        return _SPANS[self]


class Occasion(StrEnum):
    """Days that people name without a date: any public holiday, or the one with this code."""

    HOLIDAY = "holiday"
    NEW_YEAR = "new_year"
    KINGS_DAY = "kings_day"
    NATIONAL_DAY = "national_day"


_SPANS = {
    Part.MORNING: Interval(5 * 60, 11 * 60),
    Part.NOON: Interval(11 * 60, 13 * 60),
    Part.AFTERNOON: Interval(13 * 60, 18 * 60),
    Part.EVENING: Interval(18 * 60, MIDNIGHT),
}


@dataclass(frozen=True)
class DayHours:
    """The hours of one date. `reason` says why they are not the usual ones; `assumed`, that nobody
    has said so: the day is a public holiday."""

    hours: Hours
    reason: str = ""
    assumed: bool = False


def _no_holiday(_day: date) -> None:
    return None


@dataclass(frozen=True)
class Schedule:
    """When a place is open; from `closed_on` on, never. An exception counts before a holiday, of
    which `holiday_on` gives the name."""

    week: Week
    exceptions: Mapping[date, DayHours] = field(default_factory=dict)
    holiday_on: Callable[[date], str | None] = _no_holiday
    closed_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """What a person wants to know: of these days or of the next such occasion; with none, of now;
    more closely of a minute of the day or of a part of it. `any_time`: no time was spoken of."""

    days: tuple[date, ...] = ()
    minute: int | None = None
    part: Part | None = None
    occasion: Occasion | None = None
    any_time: bool = False

    @property
    def is_now(self) -> bool:
        """Whether no other time is meant."""
        return not (self.days or self.part or self.occasion) and self.minute is None


@dataclass(frozen=True)
class Position:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Found:
    """A place that may serve somebody. `commune` names its commune when that is another one than
    the person's, `distance` is in km where both ends are known. Who can go there on foot or by
    motorbike is `near`; the others are only in the same province."""

    point: AccessPoint
    schedule: Schedule
    commune: str = ""
    distance: float | None = None
    near: bool = True


def in_order(intervals: Iterable[Interval]) -> Hours:
    """The hours of a day in order, those that touch as one. Raises `Invalid`."""
    ordered: list[Interval] = []
    for opens, closes in sorted(intervals):
        if not 0 <= opens <= MIDNIGHT or closes > MIDNIGHT:
            raise Invalid(_("Giờ trong ngày từ 0:00 đến 24:00. Anh/chị xem lại giúp em."))
        if closes <= opens:
            raise Invalid(
                _(
                    "Giờ đóng cửa phải sau giờ mở cửa. Buổi chiều ghi 13:30-17:00, không ghi 1:30-5:00."
                )
            )
        if ordered and opens < ordered[-1].closes:
            raise Invalid(_("Hai khoảng giờ của cùng một ngày chồng lên nhau. Anh/chị sửa lại."))
        if ordered and opens == ordered[-1].closes:
            opens = ordered.pop().opens
        ordered.append(Interval(opens, closes))
    return tuple(ordered)


def alike(week: Week) -> list[tuple[list[tuple[int, int]], Hours]]:
    """Days that have the same hours together, as stretches from first to last day (0 is Monday), in
    the order of their first; days without hours are left out."""
    found: dict[Hours, list[tuple[int, int]]] = {}
    for day, hours in enumerate(week):
        stretches = found.setdefault(hours, [])
        if stretches and stretches[-1][1] == day - 1:
            stretches[-1] = stretches[-1][0], day
        else:
            stretches.append((day, day))
    return [(stretches, hours) for hours, stretches in found.items() if hours]


def hours_on(schedule: Schedule, day: date) -> DayHours:
    """The hours of a date."""
    if schedule.closed_on and day >= schedule.closed_on:
        return DayHours(())
    if day in schedule.exceptions:
        return schedule.exceptions[day]
    if holiday := schedule.holiday_on(day):
        return DayHours((), holiday, assumed=True)
    return DayHours(schedule.week[day.weekday()])


def open_at(hours: Hours, minute: int) -> Interval | None:
    """The interval in which a minute of the day lies."""
    return next((one for one in hours if one.opens <= minute < one.closes), None)


def open_within(hours: Hours, span: Interval) -> Hours:
    """What of the hours falls into a part of the day."""
    return tuple(
        Interval(max(one.opens, span.opens), min(one.closes, span.closes))
        for one in hours
        if one.opens < span.closes and span.opens < one.closes
    )


def is_open(schedule: Schedule, moment: datetime) -> bool:
    """Whether one may walk in."""
    return open_at(hours_on(schedule, moment.date()).hours, minute_of(moment)) is not None


def next_opening(schedule: Schedule, moment: datetime) -> datetime | None:
    """The first time from a moment on that the doors are opened; None when that is too far away."""
    for ahead in range(LOOKS_AHEAD + 1):
        day = moment.date() + timedelta(days=ahead)
        for one in hours_on(schedule, day).hours:
            opens = datetime.combine(day, time(tzinfo=moment.tzinfo)) + timedelta(minutes=one.opens)
            if opens >= moment:
                return opens
    return None


def minute_of(moment: datetime) -> int:
    """Minutes since midnight."""
    return moment.hour * 60 + moment.minute


def position_of(text: str) -> Position | None:
    """ "14.41, 107.79" as maps give it, latitude first; exchanged where only that is in Việt Nam.
    None for what is no place in the country."""
    first, _comma, second = text.partition(",")
    try:
        pair = float(first), float(second)
    except ValueError:
        return None
    for latitude, longitude in (pair, pair[::-1]):
        if _lies(latitude, LATITUDES) and _lies(longitude, LONGITUDES):
            return Position(latitude, longitude)
    return None


def _lies(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def kilometres(one: Position, other: Position) -> float:
    """As the crow flies."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    level = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * EARTH_RADIUS * asin(sqrt(sin(north / 2) ** 2 + level * sin(east / 2) ** 2))
