"""What of the page of today no package counts by itself: the next case, and what is running out."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.figures import queries
from backend.figures.catalogue import LOANS_DUE, PACKAGE_ENDING, Figure
from backend.figures.narrowing import Narrowing
from backend.officers.models import Officer
from backend.officers.permissions import Task, may
from backend.quotas.models import Quota, QuotaClaim
from backend.school_needs.models import SchoolNeed
from backend.school_needs.words import NeedState, Urgency
from backend.support_requests.filters import Due, Filters
from backend.support_requests.listing import count, listing
from backend.support_requests.models import RequestId, Status

NEARLY = 90  # percent of a quota
WAITING = Filters(status=Status.WAITING)


def first_looked_up(session: Session, officer: Officer) -> RequestId | None:
    """The request of the unit that has waited longest, for those who look requests up. None when
    nothing waits."""
    if not may(officer, Task.ENTER_REQUEST):
        return None
    rows = listing(session, officer, WAITING, limit=1).rows
    return rows[0].request.id if rows else None


def overdue_count(session: Session, officer: Officer) -> int:
    """How many requests should have had their answer by now."""
    return count(session, officer, WAITING.having(due=Due.OVERDUE))


def dangerous_needs(session: Session, officer: Officer) -> int:
    """How many needs of schools are a danger and have nobody who helps yet."""
    query = select(func.count()).where(
        scope.within(officer, SchoolNeed.unit_id),
        SchoolNeed.state == NeedState.OPEN,
        SchoolNeed.urgency == Urgency.DANGER,
    )
    return session.scalar(query) or 0


def packages_ending(session: Session, officer: Officer) -> int:
    """How many data packages end within two weeks."""
    return _of(session, officer, PACKAGE_ENDING)


def loans_due(session: Session, officer: Officer) -> int:
    """How many devices on loan should be back."""
    return _of(session, officer, LOANS_DUE)


def quotas_nearly_used(session: Session, officer: Officer) -> int:
    """How many lines have a tenth left, or less."""
    taken = (
        select(QuotaClaim.quota_id, func.count().label("count"))
        .where(QuotaClaim.ended_at.is_(None), QuotaClaim.quota_id.is_not(None))
        .group_by(QuotaClaim.quota_id)
        .subquery()
    )
    query = (
        select(func.count())
        .select_from(Quota)
        .join(taken, taken.c.quota_id == Quota.id)
        .where(
            scope.within(officer, Quota.unit_id),
            taken.c.count * 100 >= Quota.allotted * NEARLY,
        )
    )
    return session.scalar(query) or 0


def _of(session: Session, officer: Officer, figure: Figure) -> int:
    return queries.totals(session, officer, Narrowing(), (figure,))[figure.code]
