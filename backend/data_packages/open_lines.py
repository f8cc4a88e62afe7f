"""Lines of orders that still wait for an operator's answer."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.data_packages.order_models import OrderState, PackageOrder, PackageOrderLine
from backend.db import locked
from backend.support_requests.models import RequestId


def end_open_lines(session: Session, request_id: RequestId) -> None:
    """Another way was taken for the request: a line of a draft is taken out of it, one that was
    sent is open no more."""
    query = select(PackageOrderLine).where(
        PackageOrderLine.request_id == request_id, PackageOrderLine.is_open
    )
    for line in session.scalars(locked(query)):
        line.is_open = False
        order = session.get_one(PackageOrder, line.order_id)
        if order.state is OrderState.DRAFT:
            session.delete(line)
            order.version += 1
    session.flush()


def answer_open_line(session: Session, request_id: RequestId) -> None:
    """The operator has answered: the line that was sent is open no more."""
    sent = select(PackageOrder.id).where(PackageOrder.state == OrderState.SENT)
    session.execute(
        update(PackageOrderLine)
        .where(
            PackageOrderLine.request_id == request_id,
            PackageOrderLine.is_open,
            PackageOrderLine.order_id.in_(sent),
        )
        .values(is_open=False)
    )
