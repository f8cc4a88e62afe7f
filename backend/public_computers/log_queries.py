"""What the log says: one day, the days that nobody wrote down, sums of a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPoint, AccessPointId
from backend.access_points.rules import hours_on
from backend.access_points.schedules import schedules
from backend.officers.models import Officer
from backend.public_computers.machine_queries import points_with_machines
from backend.public_computers.models import PublicMachine, ServiceDay, VisitCount
from backend.public_computers.rules import days_between, minutes, unwritten
from backend.public_computers.words import Group, Purpose

LOOKS_BACK = timedelta(days=30)  # an older gap is the report's matter, not today's
SHOWN = 14


@dataclass(frozen=True)
class Served:
    """Minutes of a period: what the log has, and what days that nobody wrote down should have had."""

    planned: int = 0
    kept: int = 0
    extra: int = 0
    unwritten: int = 0  # minutes
    unwritten_days: int = 0

    @property
    def due(self) -> int:
        """All minutes that were promised; a day that nobody wrote down counts as not served."""
        return self.planned + self.unwritten


def service_day(session: Session, point_id: AccessPointId, day: date) -> ServiceDay | None:
    """A day of the log, if it is written."""
    query = select(ServiceDay).where(ServiceDay.access_point_id == point_id, ServiceDay.day == day)
    return session.scalar(query)


def visits_of(session: Session, row: ServiceDay) -> dict[tuple[Group, Purpose], int]:
    """Who came on a day."""
    query = select(VisitCount).where(VisitCount.service_day_id == row.id)
    return {(one.group, one.purpose): one.count for one in session.scalars(query)}


def last_days(session: Session, point_id: AccessPointId) -> list[tuple[ServiceDay, int]]:
    """The last days that are written, newest first, each with how many came."""
    came = (
        select(func.coalesce(func.sum(VisitCount.count), 0))
        .where(VisitCount.service_day_id == ServiceDay.id)
        .scalar_subquery()
    )
    query = select(ServiceDay, came).where(ServiceDay.access_point_id == point_id)
    found = session.execute(query.order_by(ServiceDay.day.desc()).limit(SHOWN))
    return [(row, int(count)) for row, count in found]


def gaps(
    session: Session, points: Sequence[AccessPoint], since: date, until: date
) -> Mapping[AccessPointId, dict[date, int]]:
    """For each place the days up to yesterday that nobody wrote down, with the minutes that it should
    have been open. Before its first machine no place has a log."""
    if not points:
        return {}
    ids = [point.id for point in points]
    begun = (
        select(PublicMachine.access_point_id, func.min(PublicMachine.since))
        .where(PublicMachine.access_point_id.in_(ids))
        .group_by(PublicMachine.access_point_id)
    )
    first = {point_id: day for point_id, day in session.execute(begun)}
    written: dict[AccessPointId, set[date]] = {}
    rows = select(ServiceDay.access_point_id, ServiceDay.day).where(
        ServiceDay.access_point_id.in_(ids), ServiceDay.day.between(since, until)
    )
    for point_id, day in session.execute(rows):
        written.setdefault(point_id, set()).add(day)
    last = min(until, clock.today() - timedelta(days=1))
    found: dict[AccessPointId, dict[date, int]] = {}
    for point_id, schedule in schedules(session, points, since).items():
        begins = max(since, first.get(point_id, date.max))
        if begins > last:
            continue
        planned = {
            day: minutes(hours_on(schedule, day).hours) for day in days_between(begins, last)
        }
        missing = unwritten(planned, written.get(point_id, ()), begins, last)
        found[point_id] = {day: planned[day] for day in missing}
    return found


def days_to_write(session: Session, point: AccessPoint) -> list[date]:
    """The days of the last month that nobody wrote down, oldest first."""
    today = clock.today()
    return list(gaps(session, [point], today - LOOKS_BACK, today).get(point.id, {}))


def days_behind(session: Session, officer: Officer) -> dict[AccessPointId, int]:
    """How many days of the last month each place that keeps a log lacks."""
    points, today = points_with_machines(session, officer), clock.today()
    missing = gaps(session, points, today - LOOKS_BACK, today)
    return {point.id: len(missing.get(point.id, ())) for point in points}


def places_behind(session: Session, officer: Officer) -> int:
    """How many of the officer's places lack one."""
    return sum(map(bool, days_behind(session, officer).values()))


def served(session: Session, points: Sequence[AccessPoint], since: date, until: date) -> Served:
    """The minutes of places from a day to a day."""
    ids = [point.id for point in points]
    query = select(
        func.sum(ServiceDay.planned), func.sum(ServiceDay.kept), func.sum(ServiceDay.extra)
    ).where(ServiceDay.access_point_id.in_(ids), ServiceDay.day.between(since, until))
    planned, kept, extra = session.execute(query).one()
    missing = gaps(session, points, since, until).values()
    return Served(
        int(planned or 0),
        int(kept or 0),
        int(extra or 0),
        sum(sum(days.values()) for days in missing),
        sum(map(len, missing)),
    )


def visits(
    session: Session, points: Sequence[AccessPointId], since: date, until: date
) -> dict[tuple[Group, Purpose], int]:
    """Who came to places from a day to a day."""
    query = (
        select(VisitCount.group, VisitCount.purpose, func.sum(VisitCount.count))
        .join(ServiceDay, ServiceDay.id == VisitCount.service_day_id)
        .where(ServiceDay.access_point_id.in_(points), ServiceDay.day.between(since, until))
        .group_by(VisitCount.group, VisitCount.purpose)
    )
    return {(group, purpose): int(count) for group, purpose, count in session.execute(query)}
