"""Lists as an officer reads them, and their data for the papers."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.approved_lists.models import (
    ApprovedList,
    ApprovedListId,
    ApprovedListRow,
)
from backend.approved_lists.paper import ApprovedListPaper, paper_of_list
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision
from backend.quotas.models import Quota, QuotaClaim
from backend.support_requests.models import GRANTED, SupportRequest

PAGE = 40


def approved_list(
    session: Session, officer: Officer, list_id: ApprovedListId, *, lock: bool = False
) -> ApprovedList:
    """One list. Raises `NotFound`, also for another unit's."""
    within = scope.within(officer, ApprovedList.unit_id)
    query = select(ApprovedList).where(ApprovedList.id == list_id, within)
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có danh sách này trong đơn vị của anh/chị."))
    return found


def approved_lists(
    session: Session, officer: Officer, before: ApprovedListId | None = None
) -> Sequence[tuple[ApprovedList, str, int]]:
    """With the unit's name and the number of rows, newest first: a page and one more."""
    counts = (
        select(ApprovedListRow.list_id, func.count().label("rows"))
        .group_by(ApprovedListRow.list_id)
        .subquery()
    )
    query = (
        select(ApprovedList, AdministrativeUnit, func.coalesce(counts.c.rows, 0))
        .join(AdministrativeUnit, AdministrativeUnit.id == ApprovedList.unit_id)
        .outerjoin(counts, counts.c.list_id == ApprovedList.id)
        .where(scope.within(officer, ApprovedList.unit_id))
    )
    if before:
        query = query.where(ApprovedList.id < before)
    found = session.execute(query.order_by(ApprovedList.id.desc()).limit(PAGE + 1))
    return [(each, unit.full_name, count) for each, unit, count in found]


def unlisted(
    session: Session, officer: Officer, programme: str, round_code: str, limit: int
) -> Sequence[SupportRequest]:
    """Approved requests of the officer's units that stand on no list, by commune and hamlet. With a
    round only those that use its quota."""
    query = (
        select(SupportRequest)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .where(
            scope.within(officer, SupportRequest.unit_id),
            SupportRequest.status.in_(GRANTED),
            ProgrammeRevision.code == programme,
            ~_is_on_a_list(),
        )
    )
    if round_code:
        query = (
            query.join(QuotaClaim, QuotaClaim.request_id == SupportRequest.id)
            .join(Quota, Quota.id == QuotaClaim.quota_id)
            .where(QuotaClaim.ended_at.is_(None), Quota.round == round_code)
        )
    order = (SupportRequest.unit_id, SupportRequest.hamlet, SupportRequest.id)
    return session.scalars(query.order_by(*order).limit(limit)).all()


def _is_on_a_list() -> ColumnElement[bool]:
    """In force on a signed one, or on a draft."""
    return (
        select(ApprovedListRow.id)
        .join(ApprovedList, ApprovedList.id == ApprovedListRow.list_id)
        .where(
            ApprovedListRow.request_id == SupportRequest.id,
            ApprovedListRow.in_force | ApprovedList.frozen_at.is_(None),
        )
        .exists()
    )


def paper_of(session: Session, officer: Officer, list_id: ApprovedListId) -> ApprovedListPaper:
    """A list as its paper has it. Raises `NotFound`, also for another unit's."""
    return paper_of_list(session, approved_list(session, officer, list_id))
