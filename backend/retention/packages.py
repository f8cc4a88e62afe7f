"""Data packages whose number nobody needs any more."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.data_packages.models import DataPackage
from backend.data_packages.order_models import PackageOrderLine
from backend.retention import applying
from backend.retention.applying import Batch, is_said
from backend.retention.registry import OF_REQUESTS
from backend.support_requests.models import SupportRequest

ROWS = 200


def over_packages(session: Session, requests: Sequence[int]) -> list[int]:
    """Numbers of these requests' packages that have ended, and that no operator is to answer."""
    return _packages(session, requests, over=True)


def running_packages(session: Session, requests: Sequence[int]) -> list[int]:
    """Numbers of those that are used or ordered: their telephone number is needed."""
    return _packages(session, requests, over=False)


def forget_numbers(session: Session) -> Batch:
    """Numbers of packages that still ran when their request was anonymised, and have ended since."""
    gone = select(SupportRequest.id).where(SupportRequest.anonymised_at.is_not(None))
    query = select(DataPackage.id).where(
        DataPackage.request_id.in_(gone), is_said(DataPackage.phone), _needed().is_not(True)
    )
    found = session.scalars(query.order_by(DataPackage.id).limit(ROWS)).all()
    rules = [rule for rule in OF_REQUESTS if rule.of == "data_packages"]
    return Batch(applying.apply(session, rules, {"data_packages": found}))


def _packages(session: Session, requests: Sequence[int], *, over: bool) -> list[int]:
    which = _needed().is_not(True) if over else _needed()
    query = select(DataPackage.id).where(DataPackage.request_id.in_(requests), which)
    return list(session.scalars(query.order_by(DataPackage.id)))


def _needed() -> ColumnElement[bool]:
    """Whether it runs, or an operator is still to answer; unknown where it never ran."""
    ordered = exists().where(
        PackageOrderLine.request_id == DataPackage.request_id, PackageOrderLine.is_open
    )
    return or_(DataPackage.expires_on >= clock.today(), ordered)
