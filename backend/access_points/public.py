"""Where anybody can use a computer, and when: places are public, people are not in here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend.access_points.models import AccessPoint
from backend.access_points.rules import Asked, DayHours, hours_on
from backend.access_points.schedules import schedules
from backend.access_points.typed_hours import show_minute
from backend.access_points.wording import day_words, hours_told, week_words
from backend.administrative_units.tree import tree
from backend.i18n import _

MOST = 60
AHEAD = timedelta(days=14)  # exceptions that are told


@dataclass(frozen=True)
class OpenPlace:
    """One place. `now` is whether it is open, `week` its usual hours, `exceptions` the days of the next
    two weeks that are otherwise; "" for what nobody has written down."""

    name: str
    commune: str
    address: str
    phone: str
    machines: int | None
    fee: str
    activities: str
    now: str
    week: str
    exceptions: Sequence[str]


def open_places(session: Session, now: datetime) -> Sequence[OpenPlace]:
    """Every place that has not closed for good, by commune and name."""
    today, units = now.date(), tree(session).units
    query = select(AccessPoint).where(
        or_(AccessPoint.closed_on.is_(None), AccessPoint.closed_on > today)
    )
    points = session.scalars(
        query.order_by(AccessPoint.unit_id, AccessPoint.name).limit(MOST)
    ).all()
    hours = schedules(session, points, today)
    found = []
    for point in points:
        schedule = hours[point.id]
        exceptions = [
            _exception(day_words(day, today), hours_on(schedule, day))
            for day in sorted(schedule.exceptions)
            if today <= day <= today + AHEAD
        ]
        found.append(
            OpenPlace(
                name=point.name,
                commune=units[point.unit_id].full_name,
                address=point.address,
                phone=point.phone,
                machines=point.machines,
                fee=point.fee,
                activities=point.activities,
                now=hours_told(schedule, Asked(), now),
                week=week_words(schedule),
                exceptions=exceptions,
            )
        )
    return found


def _exception(day: str, said: DayHours) -> str:
    """ "thứ Ba 24/11: nghỉ (tập huấn)"."""
    told = ", ".join(f"{show_minute(one.opens)}–{show_minute(one.closes)}" for one in said.hours)
    told = told or _("nghỉ")
    return f"{day}: {told} ({said.reason})" if said.reason else f"{day}: {told}"
