"""What a sample that was read within its scope holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.deliveries.models import Delivery
from backend.inspections.models import (
    Finding,
    InspectedDelivery,
    InspectedId,
    Inspection,
)
from backend.support_requests.models import SupportRequest

PAGE = 40
NOT_YET = "none"  # nobody was there


@dataclass(frozen=True)
class InspectedRow:
    """One family of a sample."""

    inspected: InspectedDelivery
    delivery: Delivery
    request: SupportRequest
    unit: AdministrativeUnit


def figures(session: Session, found: Inspection) -> dict[Finding | None, int]:
    """How many families for each finding; None for those where nobody was yet."""
    query = (
        select(InspectedDelivery.finding, func.count())
        .where(InspectedDelivery.inspection_id == found.id)
        .group_by(InspectedDelivery.finding)
    )
    return {finding: count for finding, count in session.execute(query)}


def rows(
    session: Session, found: Inspection, finding: str = "", after: InspectedId | None = None
) -> Sequence[InspectedRow]:
    """The families, of one finding or all: a page and one more."""
    query = families().where(InspectedDelivery.inspection_id == found.id)
    if finding == NOT_YET:
        query = query.where(InspectedDelivery.finding.is_(None))
    elif finding in list(Finding):
        query = query.where(InspectedDelivery.finding == Finding(finding))
    if after:
        query = query.where(InspectedDelivery.id > after)
    found_rows = session.execute(query.order_by(InspectedDelivery.id).limit(PAGE + 1))
    return [
        InspectedRow(inspected, delivery, request, unit)
        for inspected, delivery, request, unit in found_rows
    ]


def families() -> Select[InspectedDelivery, Delivery, SupportRequest, AdministrativeUnit]:
    """Each with what belongs to it, to be narrowed down."""
    return (
        select(InspectedDelivery, Delivery, SupportRequest, AdministrativeUnit)
        .join(Delivery, Delivery.id == InspectedDelivery.delivery_id)
        .join(SupportRequest, SupportRequest.id == Delivery.request_id)
        .join(AdministrativeUnit, AdministrativeUnit.id == SupportRequest.unit_id)
    )
