"""Quotas as an officer reads them: what was given, used and left, and whose requests use it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision
from backend.quotas.claims import Line
from backend.quotas.models import ClaimId, Quota, QuotaClaim, QuotaId
from backend.quotas.places import taken_counts
from backend.quotas.waiting_lines import lines_that_wait
from backend.schools.models import School, SchoolId
from backend.support_requests.models import SupportRequest

PAGE = 40


@dataclass(frozen=True)
class QuotaRow:
    """One line of the table. `divided` went to the units or schools below; `used` counts the requests
    of the line and of what it was divided into, `own` those of the line itself. `left` is what can
    still be divided, or used in a commune."""

    quota: Quota
    unit: AdministrativeUnit
    school: str
    divided: int
    used: int
    own: int

    @property
    def left(self) -> int:
        """What nobody has yet."""
        return self.quota.allotted - self.divided - self.own

    @property
    def title(self) -> str:
        """Whose it is: the school's, or the unit's."""
        return f"{self.school}, {self.unit.full_name}" if self.school else self.unit.full_name


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
    """One page and one more of a programme's lines, as they were set; or only those into which one
    line is divided: a province's to communes, a commune's to schools."""
    query = (
        select(Quota, AdministrativeUnit)
        .join(AdministrativeUnit, AdministrativeUnit.id == Quota.unit_id)
        .where(Quota.programme == programme, scope.within(officer, Quota.unit_id))
    )
    if divides:
        query = query.where(
            _is_part_of(divides),
            Quota.benefit == divides.benefit,
            Quota.source == divides.source,
            Quota.round == divides.round,
        )
    if after:
        query = query.where(Quota.id > after)
    found = session.execute(query.order_by(Quota.id).limit(PAGE + 1)).all()
    return _rows(session, programme, [(each, unit) for each, unit in found])


def row(session: Session, officer: Officer, quota_id: QuotaId) -> QuotaRow:
    """One line with its figures. Raises `NotFound`."""
    found = quota(session, officer, quota_id)
    unit = session.get_one(AdministrativeUnit, found.unit_id)
    return _rows(session, found.programme, [(found, unit)])[0]


def _rows(
    session: Session, programme: str, found: Sequence[tuple[Quota, AdministrativeUnit]]
) -> list[QuotaRow]:
    taken = taken_counts(session, [each.id for each, _unit in found])
    below = _below(session, programme, [unit.id for _each, unit in found])
    schools = _names(session, [each.school_id for each, _unit in found if each.school_id])
    rows = []
    for each, unit in found:
        own, school = taken.get(each.id, 0), schools.get(each.school_id or SchoolId(0), "")
        divided, used = (0, 0) if each.school_id else below.get(_key(unit.id, each), (0, 0))
        rows.append(QuotaRow(each, unit, school, divided, used + own, own))
    return rows


def _names(session: Session, ids: Sequence[SchoolId]) -> dict[SchoolId, str]:
    query = select(School.id, School.name).where(School.id.in_(ids))
    return {school_id: name for school_id, name in session.execute(query)}


def _is_part_of(whole: Quota) -> ColumnElement[bool]:
    """The clause "this line is a part of that one, right below it"."""
    if whole.school_id:
        return false()
    of_school = and_(Quota.unit_id == whole.unit_id, Quota.school_id.is_not(None))
    of_commune = and_(AdministrativeUnit.parent_id == whole.unit_id, Quota.school_id.is_(None))
    return or_(of_school, of_commune)


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
            Quota.id == found.id
            if found.school_id
            else (Quota.unit_id == unit.id) | (AdministrativeUnit.parent_id == unit.id),
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
    """Of each unit's lines what the units right below have, or its own schools, and what of it is
    used."""
    whole = case((Quota.school_id.is_not(None), Quota.unit_id), else_=AdministrativeUnit.parent_id)
    taken = (
        select(QuotaClaim.quota_id, func.count().label("used"))
        .where(QuotaClaim.ended_at.is_(None), QuotaClaim.quota_id.is_not(None))
        .group_by(QuotaClaim.quota_id)
        .subquery()
    )
    query = (
        select(
            whole,
            Quota.benefit,
            Quota.source,
            Quota.round,
            func.sum(Quota.allotted),
            func.coalesce(func.sum(taken.c.used), 0),
        )
        .join(AdministrativeUnit, AdministrativeUnit.id == Quota.unit_id)
        .outerjoin(taken, taken.c.quota_id == Quota.id)
        .where(whole.in_(parents), Quota.programme == programme)
        .group_by(whole, Quota.benefit, Quota.source, Quota.round)
    )
    return {
        (parent, benefit, source, round_): (int(divided), int(used))
        for parent, benefit, source, round_, divided, used in session.execute(query)
    }
