"""Inspections as an officer reads them: samples, their figures, and the rows behind each figure."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.db import locked
from backend.deliveries.models import Delivery, DeliveryId
from backend.errors import NotFound
from backend.i18n import _
from backend.inspections.contents import PAGE, InspectedRow, families
from backend.inspections.models import (
    InspectedDelivery,
    InspectedId,
    Inspection,
    InspectionId,
)
from backend.inspections.rules import draw
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest


def inspection(session: Session, officer: Officer, inspection_id: InspectionId) -> Inspection:
    """One sample. Raises `NotFound`, also for another unit's."""
    within = scope.within(officer, Inspection.unit_id)
    query = select(Inspection).where(Inspection.id == inspection_id, within)
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có đợt kiểm tra này trong đơn vị của anh/chị."))
    return found


def inspections(
    session: Session, officer: Officer, before: InspectionId | None = None
) -> list[tuple[Inspection, str, int]]:
    """With the unit's name and how many families were seen, newest first: a page and one more."""
    seen = (
        select(InspectedDelivery.inspection_id, func.count(InspectedDelivery.finding).label("n"))
        .group_by(InspectedDelivery.inspection_id)
        .subquery()
    )
    query = (
        select(Inspection, AdministrativeUnit, func.coalesce(seen.c.n, 0))
        .join(AdministrativeUnit, AdministrativeUnit.id == Inspection.unit_id)
        .outerjoin(seen, seen.c.inspection_id == Inspection.id)
        .where(scope.within(officer, Inspection.unit_id))
    )
    if before:
        query = query.where(Inspection.id < before)
    found = session.execute(query.order_by(Inspection.id.desc()).limit(PAGE + 1))
    return [(each, unit.full_name, count) for each, unit, count in found]


def population(session: Session, officer: Officer) -> tuple[int, DeliveryId | None]:
    """How many hand-overs there are in the officer's units, and the number of the last."""
    query = select(func.count(), func.max(Delivery.id)).select_from(Delivery)
    query = query.join(SupportRequest, SupportRequest.id == Delivery.request_id)
    within = scope.within(officer, SupportRequest.unit_id)
    count, last = session.execute(query.where(within)).one()
    return count, last


def hand_overs(session: Session, officer: Officer, last: DeliveryId) -> Iterable[DeliveryId]:
    """Their numbers up to the last one."""
    query = select(Delivery.id).join(SupportRequest, SupportRequest.id == Delivery.request_id)
    within = scope.within(officer, SupportRequest.unit_id)
    return session.scalars(query.where(within, Delivery.id <= last))


def drawn_again(session: Session, officer: Officer, found: Inspection) -> bool:
    """Whether drawing again with the same seed takes the same families. A request that has since
    moved to another unit makes a difference."""
    ids = session.scalars(
        select(Delivery.id)
        .join(SupportRequest, SupportRequest.id == Delivery.request_id)
        .where(
            scope.below(SupportRequest.unit_id, found.unit_id),
            Delivery.id <= found.last_delivery_id,
        )
    )
    kept = select(InspectedDelivery.delivery_id).where(InspectedDelivery.inspection_id == found.id)
    return set(draw(ids, found.size, found.seed)) == set(session.scalars(kept))


def row(
    session: Session, officer: Officer, inspected_id: InspectedId, *, lock: bool = False
) -> InspectedRow:
    """One family of a sample of the officer's units. Raises `NotFound`."""
    query = select(InspectedDelivery.id).join(
        Inspection, Inspection.id == InspectedDelivery.inspection_id
    )
    within = scope.within(officer, Inspection.unit_id)
    if session.scalar(query.where(InspectedDelivery.id == inspected_id, within)) is None:
        raise NotFound(_("Không có gia đình này trong mẫu kiểm tra của đơn vị anh/chị."))
    if lock:
        session.execute(
            locked(select(InspectedDelivery).where(InspectedDelivery.id == inspected_id))
        )
    found = session.execute(families().where(InspectedDelivery.id == inspected_id)).one()
    inspected, delivery, request, unit = found
    return InspectedRow(inspected, delivery, request, unit)
