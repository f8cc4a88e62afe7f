"""What a list that was read within its scope holds."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.approved_lists.models import (
    ApprovedList,
    ApprovedListRow,
    ApprovedRowId,
    RowKind,
)
from backend.approved_lists.rules import digest
from backend.support_requests.models import GRANTED, SupportRequest


def amendments(session: Session, found: ApprovedList) -> Sequence[ApprovedList]:
    """The later decisions that name this one, oldest first."""
    query = select(ApprovedList).where(ApprovedList.amends_id == found.id)
    return session.scalars(query.order_by(ApprovedList.id)).all()


def rows(
    session: Session, found: ApprovedList, after: int = 0, limit: int | None = None
) -> Sequence[ApprovedListRow]:
    """The rows behind a number, in order; all of them without a limit."""
    query = select(ApprovedListRow).where(
        ApprovedListRow.list_id == found.id, ApprovedListRow.number > after
    )
    return session.scalars(query.order_by(ApprovedListRow.number).limit(limit)).all()


def row_count(session: Session, found: ApprovedList) -> int:
    """How many rows it has."""
    query = select(func.count()).where(ApprovedListRow.list_id == found.id)
    return session.scalar(query) or 0


def touched_by(session: Session, found: Sequence[ApprovedListRow]) -> dict[ApprovedRowId, str]:
    """The number of the signed decision that removed or corrected each row; others are missing."""
    query = (
        select(ApprovedListRow.earlier_id, ApprovedList.decision_number)
        .join(ApprovedList, ApprovedList.id == ApprovedListRow.list_id)
        .where(
            ApprovedListRow.earlier_id.in_([row.id for row in found]),
            ApprovedList.frozen_at.is_not(None),
        )
    )
    return {earlier: number for earlier, number in session.execute(query) if earlier and number}


def no_longer_approved(session: Session, found: ApprovedList) -> set[int]:
    """The requests of a draft that may not be signed for any more. A removal is always right."""
    query = (
        select(ApprovedListRow.request_id)
        .join(SupportRequest, SupportRequest.id == ApprovedListRow.request_id)
        .where(
            ApprovedListRow.list_id == found.id,
            ApprovedListRow.kind != RowKind.REMOVED,
            SupportRequest.status.not_in(GRANTED),
        )
    )
    return set(session.scalars(query))


def is_intact(session: Session, found: ApprovedList) -> bool:
    """Whether a signed list's rows still are what was signed."""
    return digest(row.copied() for row in rows(session, found)) == found.digest
