"""Reading orders, their lines, and who could be in one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.data_packages.models import DataPackage, Operator, PackageState
from backend.data_packages.order_models import (
    IS_OPEN,
    LineId,
    OrderId,
    PackageOrder,
    PackageOrderLine,
)
from backend.data_packages.service import AFTER_DELIVERY
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.models import RevisionId
from backend.programmes.service import every_revision
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.queue_models import QueueEntry

PAGE = 25


@dataclass(frozen=True)
class Listed:
    """One order in the list, with how many numbers it has and how many wait for an answer."""

    order: PackageOrder
    lines: int
    open: int


@dataclass(frozen=True)
class OrderLine:
    """A line with the request that it is for, and what became of its package."""

    line: PackageOrderLine
    request: SupportRequest
    package: DataPackage | None


def order(
    session: Session, officer: Officer, order_id: OrderId, *, lock: bool = False
) -> PackageOrder:
    """One order. Raises `NotFound`, also for another unit's."""
    query = select(PackageOrder).where(
        PackageOrder.id == order_id, scope.within(officer, PackageOrder.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có đơn này trong đơn vị của anh/chị."))
    return found


def orders(session: Session, officer: Officer, before: OrderId | None = None) -> list[Listed]:
    """The newest first: at most a page and one more, older than the order `before`."""
    query = select(PackageOrder).where(scope.within(officer, PackageOrder.unit_id))
    if before:
        query = query.where(PackageOrder.id < before)
    found = session.scalars(query.order_by(PackageOrder.id.desc()).limit(PAGE + 1)).all()
    counted = session.execute(
        select(
            PackageOrderLine.order_id,
            func.count(),
            func.count().filter(PackageOrderLine.is_open),
        )
        .where(PackageOrderLine.order_id.in_([each.id for each in found]))
        .group_by(PackageOrderLine.order_id)
    )
    counts = {order_id: (lines, waiting) for order_id, lines, waiting in counted}
    return [Listed(each, *counts.get(each.id, (0, 0))) for each in found]


def lines(
    session: Session,
    officer: Officer,
    order_id: OrderId,
    *,
    after: LineId | None = None,
    most: int = PAGE + 1,
) -> list[OrderLine]:
    """The lines of an order in the order in which they were added, behind the line `after`."""
    query = (
        select(PackageOrderLine, SupportRequest, DataPackage)
        .join(PackageOrder, PackageOrder.id == PackageOrderLine.order_id)
        .join(SupportRequest, SupportRequest.id == PackageOrderLine.request_id)
        .outerjoin(DataPackage, DataPackage.id == PackageOrderLine.package_id)
        .where(PackageOrderLine.order_id == order_id, scope.within(officer, PackageOrder.unit_id))
    )
    if after:
        query = query.where(PackageOrderLine.id > after)
    rows = session.execute(query.order_by(PackageOrderLine.id).limit(most))
    return [OrderLine(*row) for row in rows]


def line_counts(session: Session, officer: Officer, order_id: OrderId) -> tuple[int, int]:
    """How many numbers an order has, and how many wait for the operator's answer."""
    query = (
        select(func.count(), func.count().filter(PackageOrderLine.is_open))
        .join(PackageOrder, PackageOrder.id == PackageOrderLine.order_id)
        .where(PackageOrderLine.order_id == order_id, scope.within(officer, PackageOrder.unit_id))
    )
    total, waiting = session.execute(query).one()
    return total, waiting


def candidates(
    session: Session, officer: Officer, operator: Operator, after: RequestId | None = None
) -> list[tuple[SupportRequest, DataPackage | None]]:
    """Who could be in an order to this operator: a device and no package yet, or a package of this
    operator that is to be ordered again; the oldest first, at most a page and one more."""
    in_an_order = select(PackageOrderLine.id).where(
        PackageOrderLine.request_id == QueueEntry.request_id, IS_OPEN
    )
    query = (
        select(SupportRequest, DataPackage)
        .join(QueueEntry, QueueEntry.request_id == SupportRequest.id)
        .outerjoin(DataPackage, DataPackage.request_id == SupportRequest.id)
        .where(_have_device(session, officer), ~in_an_order.exists())
        .where(
            (DataPackage.id.is_(None))
            | (DataPackage.state == PackageState.TO_ORDER) & (DataPackage.operator == operator)
        )
    )
    if after:
        query = query.where(QueueEntry.request_id > after)
    rows = session.execute(query.order_by(QueueEntry.request_id).limit(PAGE + 1))
    return [(request, package) for request, package in rows]


def owed(
    session: Session, officer: Officer, after: RequestId | None = None
) -> Sequence[SupportRequest]:
    """Requests with a device and without a package, the oldest first."""
    query = (
        select(SupportRequest)
        .join(QueueEntry, QueueEntry.request_id == SupportRequest.id)
        .where(_have_device(session, officer), QueueEntry.has_package.is_(False))
    )
    if after:
        query = query.where(QueueEntry.request_id > after)
    return session.scalars(query.order_by(QueueEntry.request_id).limit(PAGE + 1)).all()


def owed_count(session: Session, officer: Officer) -> int:
    """How many have a device and no package, in no draft either."""
    query = select(func.count()).where(
        _have_device(session, officer), QueueEntry.has_package.is_(False)
    )
    return session.scalar(query) or 0


def _have_device(session: Session, officer: Officer) -> ColumnElement[bool]:
    """And are of a programme with packages."""
    return and_(
        # Of the unit, however deep below: a country's requests are not read for one commune's.
        QueueEntry.unit_id == officer.unit_id,
        QueueEntry.status.in_(AFTER_DELIVERY),
        QueueEntry.revision_id.in_(_revisions_with_package(session)),
    )


def _revisions_with_package(session: Session) -> list[RevisionId]:
    """Few: a programme has one more each time that its file changes."""
    return [id_ for id_, one in every_revision(session).items() if one.data_package]
