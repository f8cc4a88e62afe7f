"""Quotas as an officer reads them: what was given, used and left, and whose requests use it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision
from backend.quotas.claims import Line
from backend.quotas.models import ClaimId, Quota, QuotaClaim, QuotaId
from backend.quotas.places import taken_counts
from backend.quotas.waiting_lines import lines_that_wait
from backend.support_requests.models import SupportRequest

PAGE = 40


@dataclass(frozen=True)
class QuotaRow:
    """One line of the table. `divided` went to the units below, whose requests use it; `left` is what
    can still be divided by a province, or used in a commune."""

    quota: Quota
    unit: AdministrativeUnit
    divided: int
    used: int

    @property
    def left(self) -> int:
        """What nobody has yet."""
        taken = self.divided if self.unit.level is Level.PROVINCE else self.used
        return self.quota.allotted - taken


@dataclass(frozen=True)
class Claimed:
    """One request with its place, or without one."""

    claim: QuotaClaim
    request: SupportRequest
    unit: AdministrativeUnit


def quota(session: Session, officer: Officer, quota_id: QuotaId) -> Quota:
    """One line. Raises `NotFound`, also for another unit's."""
    query = select(Quota).where(Quota.id == quota_id, scope.within(officer, Quota.unit_id))
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có chỉ tiêu này trong đơn vị của anh/chị."))
    return found


def table(
    session: Session,
    officer: Officer,
    programme: str,
    *,
    divides: Quota | None = None,
    after: QuotaId | None = None,
) -> list[QuotaRow]:
    """One page and one more of a programme's lines, as they were set; or only those into which a
    province's line is divided."""
    query = (
        select(Quota, AdministrativeUnit)
        .join(AdministrativeUnit, AdministrativeUnit.id == Quota.unit_id)
        .where(Quota.programme == programme, scope.within(officer, Quota.unit_id))
    )
    if divides:
        query = query.where(
            AdministrativeUnit.parent_id == divides.unit_id,
            Quota.benefit == divides.benefit,
            Quota.source == divides.source,
            Quota.round == divides.round,
        )
    if after:
        query = query.where(Quota.id > after)
    found = session.execute(query.order_by(Quota.id).limit(PAGE + 1)).all()
    taken = taken_counts(session, [each.id for each, _unit in found])
    below = _below(session, programme, [unit.id for _each, unit in found])
    return [
        QuotaRow(each, unit, *below.get(_key(unit.id, each), (0, taken.get(each.id, 0))))
        for each, unit in found
    ]


def row(session: Session, officer: Officer, quota_id: QuotaId) -> QuotaRow:
    """One line with its figures. Raises `NotFound`."""
    found = quota(session, officer, quota_id)
    unit = session.get_one(AdministrativeUnit, found.unit_id)
    taken = taken_counts(session, [found.id]).get(found.id, 0)
    below = _below(session, found.programme, [unit.id])
    return QuotaRow(found, unit, *below.get(_key(unit.id, found), (0, taken)))


def using(
    session: Session, officer: Officer, quota_id: QuotaId, after: ClaimId | None = None
) -> list[Claimed]:
    """The requests that have a place, of a province those of its communes: a page and one more."""
    found = quota(session, officer, quota_id)
    unit = session.get_one(AdministrativeUnit, found.unit_id)
    same_line = (
        select(Quota.id)
        .join(AdministrativeUnit, AdministrativeUnit.id == Quota.unit_id)
        .where(
            (Quota.unit_id == unit.id) | (AdministrativeUnit.parent_id == unit.id),
            Quota.programme == found.programme,
            Quota.benefit == found.benefit,
            Quota.source == found.source,
            Quota.round == found.round,
        )
    )
    return _claimed(session, officer, QuotaClaim.quota_id.in_(same_line), after)


def waiting(
    session: Session, officer: Officer, programme: str, *, limit: int = PAGE + 1
) -> list[Claimed]:
    """Those that are approved and wait for a place, as they will be served."""
    query = (
        _query(officer)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .where(QuotaClaim.quota_id.is_(None), ProgrammeRevision.code == programme)
        .order_by(QuotaClaim.priority, SupportRequest.id)
    )
    found = session.execute(query.limit(limit))
    return [Claimed(claim, request, unit) for claim, request, unit in found]


def waiting_lines(session: Session, officer: Officer, programme: str) -> list[Line]:
    """The communes and benefits for which somebody of the officer's unit waits."""
    own = scope.within(officer, SupportRequest.unit_id)
    return lines_that_wait(session, own, ProgrammeRevision.code == programme)


def _claimed(
    session: Session, officer: Officer, where: ColumnElement[bool], after: ClaimId | None
) -> list[Claimed]:
    query = _query(officer).where(where)
    if after:
        query = query.where(QuotaClaim.id > after)
    found = session.execute(query.order_by(QuotaClaim.id).limit(PAGE + 1))
    return [Claimed(claim, request, unit) for claim, request, unit in found]


def _query(officer: Officer) -> Select[QuotaClaim, SupportRequest, AdministrativeUnit]:
    return (
        select(QuotaClaim, SupportRequest, AdministrativeUnit)
        .join(SupportRequest, SupportRequest.id == QuotaClaim.request_id)
        .join(AdministrativeUnit, AdministrativeUnit.id == SupportRequest.unit_id)
        .where(QuotaClaim.ended_at.is_(None), scope.within(officer, SupportRequest.unit_id))
    )


_Key = tuple[UnitId, str, str, str]


def _key(unit_id: UnitId, quota: Quota) -> _Key:
    return unit_id, quota.benefit, quota.source, quota.round


def _below(
    session: Session, programme: str, parents: Sequence[UnitId]
) -> dict[_Key, tuple[int, int]]:
    """Of each unit's lines what the units right below have, and what of it is used."""
    taken = (
        select(QuotaClaim.quota_id, func.count().label("used"))
        .where(QuotaClaim.ended_at.is_(None), QuotaClaim.quota_id.is_not(None))
        .group_by(QuotaClaim.quota_id)
        .subquery()
    )
    query = (
        select(
            AdministrativeUnit.parent_id,
            Quota.benefit,
            Quota.source,
            Quota.round,
            func.sum(Quota.allotted),
            func.coalesce(func.sum(taken.c.used), 0),
        )
        .join(AdministrativeUnit, AdministrativeUnit.id == Quota.unit_id)
        .outerjoin(taken, taken.c.quota_id == Quota.id)
        .where(AdministrativeUnit.parent_id.in_(parents), Quota.programme == programme)
        .group_by(AdministrativeUnit.parent_id, Quota.benefit, Quota.source, Quota.round)
    )
    return {
        (parent, benefit, source, round_): (int(divided), int(used))
        for parent, benefit, source, round_, divided, used in session.execute(query)
    }
