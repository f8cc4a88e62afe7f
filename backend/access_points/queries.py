"""The places that an officer looks after."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.access_points.models import AccessPoint, AccessPointId, HoursException
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer


def access_point(
    session: Session, officer: Officer, point_id: AccessPointId, *, lock: bool = False
) -> AccessPoint:
    """One place. Raises `NotFound`, also for another unit's."""
    within = scope.within(officer, AccessPoint.unit_id)
    query = select(AccessPoint).where(AccessPoint.id == point_id, within)
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có điểm máy tính này trong đơn vị của anh/chị."))
    return found


def access_points(session: Session, officer: Officer) -> Sequence[AccessPoint]:
    """All places, those that are no more at the end."""
    query = select(AccessPoint).where(scope.within(officer, AccessPoint.unit_id))
    by_name = query.order_by(AccessPoint.closed_on.is_not(None), AccessPoint.name, AccessPoint.id)
    return session.scalars(by_name).all()


def exceptions(
    session: Session, officer: Officer, point_id: AccessPointId, since: date
) -> Sequence[HoursException]:
    """The days with other hours from a day on."""
    point = access_point(session, officer, point_id)
    query = select(HoursException).where(
        HoursException.access_point_id == point.id, HoursException.day >= since
    )
    return session.scalars(query.order_by(HoursException.day)).all()
