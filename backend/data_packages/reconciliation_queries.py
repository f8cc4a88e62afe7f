"""Reading what operators answered: the files of an order, their figures, and the rows behind them."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.data_packages.models import DataPackage, PackageState, RefusalReason
from backend.data_packages.order_models import LineId, OrderId, PackageOrder, PackageOrderLine
from backend.data_packages.reconciliation_models import (
    AnswerRow,
    AnswerRowId,
    Reconciliation,
    ReconciliationId,
    Verdict,
)
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest

PAGE = 25
Figure = tuple[Verdict, RefusalReason | None]


def reconciliation(
    session: Session, officer: Officer, reconciliation_id: ReconciliationId, *, lock: bool = False
) -> Reconciliation:
    """One file. Raises `NotFound`, also for another unit's."""
    query = select(Reconciliation).where(
        Reconciliation.id == reconciliation_id, scope.within(officer, Reconciliation.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có tệp này trong đơn vị của anh/chị."))
    return found


def of_order(session: Session, officer: Officer, order_id: OrderId) -> Sequence[Reconciliation]:
    """The files that were sent for an order, newest first."""
    query = select(Reconciliation).where(
        Reconciliation.order_id == order_id, scope.within(officer, Reconciliation.unit_id)
    )
    return session.scalars(query.order_by(Reconciliation.id.desc()).limit(PAGE)).all()


def figures(
    session: Session, officer: Officer, reconciliation_id: ReconciliationId
) -> dict[Figure, int]:
    """How many rows there are of each verdict and reason."""
    rows = session.execute(
        select(AnswerRow.verdict, AnswerRow.reason, func.count())
        .join(Reconciliation, Reconciliation.id == AnswerRow.reconciliation_id)
        .where(
            AnswerRow.reconciliation_id == reconciliation_id,
            scope.within(officer, Reconciliation.unit_id),
        )
        .group_by(AnswerRow.verdict, AnswerRow.reason)
    )
    return {(verdict, reason): count for verdict, reason, count in rows}


def rows(
    session: Session,
    officer: Officer,
    reconciliation_id: ReconciliationId,
    figure: Figure,
    after: AnswerRowId | None = None,
) -> list[tuple[AnswerRow, SupportRequest | None]]:
    """The rows of a figure in the file's order, each with the request that it concerns: at most a
    page and one more."""
    verdict, reason = figure
    query = (
        select(AnswerRow, SupportRequest)
        .join(Reconciliation, Reconciliation.id == AnswerRow.reconciliation_id)
        .outerjoin(DataPackage, DataPackage.id == AnswerRow.package_id)
        .outerjoin(SupportRequest, SupportRequest.id == DataPackage.request_id)
        .where(
            AnswerRow.reconciliation_id == reconciliation_id,
            AnswerRow.verdict == verdict,
            scope.within(officer, Reconciliation.unit_id),
        )
    )
    if reason:
        query = query.where(AnswerRow.reason == reason)
    if after:
        query = query.where(AnswerRow.id > after)
    found = session.execute(query.order_by(AnswerRow.id).limit(PAGE + 1))
    return [(row, request) for row, request in found]


def missing_count(
    session: Session, officer: Officer, reconciliation_id: ReconciliationId, order_id: OrderId
) -> int:
    """How many numbers of the order the file says nothing about, though they wait for an answer."""
    query = select(func.count()).select_from(
        _missing(officer, reconciliation_id, order_id).subquery()
    )
    return session.scalar(query) or 0


def missing(
    session: Session,
    officer: Officer,
    reconciliation_id: ReconciliationId,
    order_id: OrderId,
    after: LineId | None = None,
) -> list[tuple[PackageOrderLine, SupportRequest]]:
    """Those numbers: at most a page and one more."""
    query = _missing(officer, reconciliation_id, order_id)
    if after:
        query = query.where(PackageOrderLine.id > after)
    found = session.execute(query.order_by(PackageOrderLine.id).limit(PAGE + 1))
    return [(line, request) for line, request in found]


def _missing(
    officer: Officer, reconciliation_id: ReconciliationId, order_id: OrderId
) -> Select[PackageOrderLine, SupportRequest]:
    told = select(AnswerRow.id).where(
        AnswerRow.reconciliation_id == reconciliation_id,
        AnswerRow.package_id == PackageOrderLine.package_id,
    )
    waiting: Sequence[PackageState] = (PackageState.ORDERED, PackageState.NEEDS_IDENTITY)
    return (
        select(PackageOrderLine, SupportRequest)
        .join(PackageOrder, PackageOrder.id == PackageOrderLine.order_id)
        .join(SupportRequest, SupportRequest.id == PackageOrderLine.request_id)
        .join(DataPackage, DataPackage.id == PackageOrderLine.package_id)
        .where(
            PackageOrderLine.order_id == order_id,
            scope.within(officer, PackageOrder.unit_id),
            DataPackage.state.in_(waiting),
            ~told.exists(),
        )
    )
