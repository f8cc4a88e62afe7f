"""Which request has or waits for a place, and how many places are taken."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.quotas.models import QuotaClaim, QuotaId
from backend.support_requests.models import RequestId


def open_claim(session: Session, request_id: RequestId) -> QuotaClaim | None:
    """What a request has or waits for; None for one that no quota limits."""
    query = select(QuotaClaim).where(
        QuotaClaim.request_id == request_id, QuotaClaim.ended_at.is_(None)
    )
    return session.scalar(query)


def lacks_place(session: Session, request_id: RequestId) -> bool:
    """Whether an approved request still waits for a place."""
    claim = open_claim(session, request_id)
    return claim is not None and claim.quota_id is None


def taken_counts(session: Session, ids: Sequence[QuotaId]) -> dict[QuotaId, int]:
    """How many requests have a place in each of these quotas; one without any is missing."""
    query = (
        select(QuotaClaim.quota_id, func.count())
        .where(QuotaClaim.quota_id.in_(ids), QuotaClaim.ended_at.is_(None))
        .group_by(QuotaClaim.quota_id)
    )
    return {quota_id: count for quota_id, count in session.execute(query) if quota_id}
