"""The yearly book as it is read: costs by line and source, trainings, inspections, growth."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.access_points.models import AccessPoint, AccessPointId
from backend.officers.models import Officer
from backend.public_computers.book_models import PlaceCost, PlaceInspection, StaffTraining
from backend.public_computers.log_queries import visits
from backend.public_computers.rules import a_year_before
from backend.public_computers.words import Money

MOST = 50  # rows of one year of one place that a page shows
CostSums = Mapping[str, Mapping[Money, int]]


def costs(session: Session, points: Sequence[AccessPointId], since: date, until: date) -> CostSums:
    """Dong by line and source from a day to a day, without what was struck out."""
    query = (
        select(PlaceCost.line, PlaceCost.source, func.sum(PlaceCost.dong))
        .where(
            PlaceCost.access_point_id.in_(points),
            PlaceCost.paid_on.between(since, until),
            PlaceCost.struck_on.is_(None),
        )
        .group_by(PlaceCost.line, PlaceCost.source)
    )
    found: dict[str, dict[Money, int]] = {}
    for line, source, dong in session.execute(query):
        found.setdefault(line, {})[source] = int(dong)
    return found


def cost_rows(
    session: Session, point_id: AccessPointId, since: date, until: date
) -> Sequence[PlaceCost]:
    """Every entry, the newest first, those struck out too."""
    query = select(PlaceCost).where(
        PlaceCost.access_point_id == point_id, PlaceCost.paid_on.between(since, until)
    )
    by_day = query.order_by(PlaceCost.paid_on.desc(), PlaceCost.id.desc())
    return session.scalars(by_day.limit(MOST)).all()


def trainings(
    session: Session, points: Sequence[AccessPointId], since: date, until: date
) -> Sequence[StaffTraining]:
    """In the order of their days."""
    query = select(StaffTraining).where(
        StaffTraining.access_point_id.in_(points), StaffTraining.held_on.between(since, until)
    )
    return session.scalars(query.order_by(StaffTraining.held_on, StaffTraining.id)).all()


def inspections(
    session: Session, points: Sequence[AccessPointId], since: date, until: date
) -> Sequence[PlaceInspection]:
    """In the order of their days."""
    query = select(PlaceInspection).where(
        PlaceInspection.access_point_id.in_(points),
        PlaceInspection.inspected_on.between(since, until),
    )
    return session.scalars(query.order_by(PlaceInspection.inspected_on, PlaceInspection.id)).all()


def visits_and_before(
    session: Session, points: Sequence[AccessPointId], since: date, until: date
) -> tuple[int, int]:
    """How many came from a day to a day, and on the same days a year before."""
    now = visits(session, points, since, until)
    before = visits(session, points, a_year_before(since), a_year_before(until))
    return sum(now.values()), sum(before.values())


def points_of(session: Session, officer: Officer) -> list[AccessPoint]:
    """All places of the officer's units, those that ended too, by name."""
    query = select(AccessPoint).where(scope.within(officer, AccessPoint.unit_id))
    return list(session.scalars(query.order_by(AccessPoint.name, AccessPoint.id)))
