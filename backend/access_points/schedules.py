"""A place's hours as its rows hold them."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.access_points.models import AccessPoint, AccessPointId, HoursException, StoredHours
from backend.access_points.rules import DayHours, Hours, Interval, Schedule
from backend.calendar.days import holiday_on


def schedules(
    session: Session, points: Sequence[AccessPoint], since: date
) -> dict[AccessPointId, Schedule]:
    """The hours of each place, with the exceptions from a day on."""
    query = select(HoursException).where(
        HoursException.access_point_id.in_([point.id for point in points]),
        HoursException.day >= since,
    )
    exceptions: dict[AccessPointId, dict[date, DayHours]] = {point.id: {} for point in points}
    for one in session.scalars(query):
        exceptions[one.access_point_id][one.day] = DayHours(loaded(one.hours), one.reason)
    return {
        point.id: Schedule(
            tuple(map(loaded, point.hours)), exceptions[point.id], holiday_on, point.closed_on
        )
        for point in points
    }


def loaded(stored: StoredHours) -> Hours:
    """Hours as they are reckoned with."""
    return tuple(Interval(opens, closes) for opens, closes in stored)


def stored(hours: Iterable[Interval]) -> StoredHours:
    """Hours as a row holds them."""
    return [list(one) for one in hours]
