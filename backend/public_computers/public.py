"""What everybody may see of public computers: the digital collection, and how many came, without
anybody's name."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.access_points.models import AccessPoint
from backend.administrative_units.models import UnitId
from backend.figures.public import told
from backend.public_computers.book_models import CollectionItem
from backend.public_computers.models import ServiceDay, VisitCount

MOST = 200


def public_collection(session: Session, unit_id: UnitId) -> Sequence[CollectionItem]:
    """The collection of a commune, by title."""
    query = select(CollectionItem).where(
        CollectionItem.unit_id == unit_id, CollectionItem.removed_on.is_(None)
    )
    return session.scalars(query.order_by(CollectionItem.title).limit(MOST)).all()


def public_visits(session: Session, since: date, until: date) -> Mapping[UnitId, int]:
    """How often the public computers of each commune were used from a day to a day, in the steps of
    `figures.public`; communes with fewer than one step are not told of."""
    query = (
        select(AccessPoint.unit_id, func.sum(VisitCount.count))
        .join(ServiceDay, ServiceDay.access_point_id == AccessPoint.id)
        .join(VisitCount, VisitCount.service_day_id == ServiceDay.id)
        .where(ServiceDay.day.between(since, until))
        .group_by(AccessPoint.unit_id)
    )
    return {unit: told(int(count)) for unit, count in session.execute(query) if told(int(count))}
