"""Setting a quota: a province its own, and what of it each commune gets."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.db import locked
from backend.errors import Conflict, Invalid, NotAllowed, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import newest_revision, programme_of
from backend.quotas.claims import Line
from backend.quotas.models import Quota
from backend.quotas.places import taken_counts
from backend.quotas.rules import against_amount
from backend.quotas.schools import divided_to_schools
from backend.schools.models import School, SchoolId
from backend.support_requests.service import serve_waiting

MOST = 1_000_000


@dataclass(frozen=True)
class QuotaForm:
    """One line as an officer sets it, of a unit or of a school in it. `amount` as typed; the others are
    codes of the programme."""

    unit_id: UnitId
    programme: str
    benefit: str
    source: str
    round: str
    amount: str
    decision_number: str = ""
    school_id: SchoolId | None = None

    @property
    def of_unit(self) -> "QuotaForm":
        """The line of the whole unit, of which a school has its part."""
        return replace(self, school_id=None)


def set_quota(session: Session, officer: Officer, version: int, form: QuotaForm) -> Quota:
    """Sets what a unit has, `version` 0 for a line that is new, and gives new places to those who
    wait. Raises `NotFound` outside the scope, `NotAllowed` for what the office above has to set,
    `Invalid` for more than there is or less than is used, `Conflict` when a colleague was faster."""
    unit = _unit(session, officer, form.unit_id)
    _require_known(session, form)
    amount = _amount(form.amount)
    given = _given(session, officer, unit, form)
    quota = _quota(session, unit.id, form)
    if (quota.version if quota else 0) != version:
        raise Conflict(_("Chỉ tiêu này vừa có người sửa. Anh/chị xem lại số mới rồi ghi."))
    _check(session, unit, quota, given, form, amount)
    quota = _written(session, quota, form, amount)
    audit.record(
        session, "set_quota", quota, by=officer, amount=amount, decision=quota.decision_number
    )
    serve_waiting(session, Line(unit.id, form.programme, form.benefit, form.school_id))
    return quota


def _given(
    session: Session, officer: Officer, unit: AdministrativeUnit, form: QuotaForm
) -> Quota | None:
    """The line that this one is a part of, locked: of a school its commune's, of a commune its
    province's; None where nobody above has set one."""
    if form.school_id:
        _require_school(session, unit, form)
        _lock(session, unit.id)
        given = _quota(session, unit.id, form.of_unit)
        if given is None:
            words = _("Anh/chị đặt chỉ tiêu của xã trước, rồi chia cho trường.")
            raise Invalid(words, field="amount")
        return given
    above = unit.parent_id if unit.level is Level.COMMUNE else None
    _lock(session, above or unit.id)
    given = _quota(session, above, form) if above else None
    if given is not None and officer.unit_id == unit.id:
        raise NotAllowed(_("Chỉ tiêu của xã do tỉnh phân. Anh/chị đề nghị cán bộ tỉnh sửa."))
    if above and given is None and officer.unit_id != unit.id:
        raise Invalid(_("Anh/chị đặt chỉ tiêu của tỉnh trước, rồi chia cho xã."), field="amount")
    return given


def _require_school(session: Session, unit: AdministrativeUnit, form: QuotaForm) -> None:
    school = session.get(School, form.school_id)
    if school is None or school.unit_id != unit.id:
        raise Invalid(_("Anh/chị chọn trường của xã này."), field="school_id")
    revision = newest_revision(session, form.programme)
    if revision is None or programme_of(session, revision.id).quota_by != "school":
        raise Invalid(_("Chương trình này không chia chỉ tiêu theo trường."), field="school_id")


def serve_again(session: Session, officer: Officer, line: Line) -> int:
    """Gives free places to those who wait, for the day on which a round opens; how many got one."""
    _unit(session, officer, line.unit_id)
    return serve_waiting(session, line)


def _unit(session: Session, officer: Officer, unit_id: UnitId) -> AdministrativeUnit:
    unit = session.get(AdministrativeUnit, unit_id)
    known = unit is not None and unit.level in (Level.PROVINCE, Level.COMMUNE)
    if unit is None or not known or not scope.reaches(session, officer, unit_id):
        raise NotFound(_("Không có đơn vị này trong phạm vi của anh/chị."))
    return unit


def _require_known(session: Session, form: QuotaForm) -> None:
    revision = newest_revision(session, form.programme)
    if revision is None:
        raise Invalid(_("Anh/chị chọn chương trình."), field="line")
    programme = programme_of(session, revision.id)
    known = (
        form.benefit in {each.code for each in programme.grants}
        and form.source in {each.code for each in programme.funding}
        and form.round in {each.code for each in programme.all_rounds}
    )
    if not known:
        raise Invalid(_("Anh/chị chọn khoản hỗ trợ, nguồn và đợt trong danh sách."), field="line")


def _amount(text: str) -> int:
    plain = text.strip().replace(".", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) < 9 and int(plain) <= MOST):
        raise Invalid(_("Anh/chị ghi số lượng bằng chữ số, ví dụ: 120."), field="amount")
    return int(plain)


def _lock(session: Session, unit_id: UnitId) -> None:
    """Who divides a province's quota waits here for whoever is just dividing it."""
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == unit_id)
    session.execute(unit.with_for_update(key_share=True))


def _quota(session: Session, unit_id: UnitId, form: QuotaForm) -> Quota | None:
    query = select(Quota).where(
        Quota.unit_id == unit_id,
        Quota.programme == form.programme,
        Quota.benefit == form.benefit,
        Quota.source == form.source,
        Quota.round == form.round,
        Quota.school_id == form.school_id if form.school_id else Quota.school_id.is_(None),
    )
    return session.scalar(locked(query))


def _check(
    session: Session,
    unit: AdministrativeUnit,
    quota: Quota | None,
    given: Quota | None,
    form: QuotaForm,
    amount: int,
) -> None:
    used = taken_counts(session, [quota.id]).get(quota.id, 0) if quota else 0
    room = None
    if given is not None:
        room = _room(session, given, form) + (quota.allotted if quota else 0)
    below = _divided(session, unit.id, form)
    used += divided_to_schools(session, quota) if quota else 0
    if words := against_amount(amount, used, below, room):
        raise Invalid(words, field="amount")


def _room(session: Session, given: Quota, form: QuotaForm) -> int:
    """What is left of a line to be divided: a commune's own requests use of its line as well."""
    if not form.school_id:
        return given.allotted - _divided(session, given.unit_id, form)
    taken = taken_counts(session, [given.id]).get(given.id, 0)
    return given.allotted - divided_to_schools(session, given) - taken


def _divided(session: Session, unit_id: UnitId, form: QuotaForm) -> int:
    """What the units right below have together."""
    query = (
        select(func.coalesce(func.sum(Quota.allotted), 0))
        .join(AdministrativeUnit, AdministrativeUnit.id == Quota.unit_id)
        .where(
            AdministrativeUnit.parent_id == unit_id,
            Quota.school_id.is_(None),
            Quota.programme == form.programme,
            Quota.benefit == form.benefit,
            Quota.source == form.source,
            Quota.round == form.round,
        )
    )
    return int(session.scalar(query) or 0)


def _written(session: Session, quota: Quota | None, form: QuotaForm, amount: int) -> Quota:
    if quota is None:
        quota = Quota(
            unit_id=form.unit_id,
            school_id=form.school_id,
            programme=form.programme,
            benefit=form.benefit,
            source=form.source,
            round=form.round,
            version=0,
        )
        session.add(quota)
    quota.allotted = amount
    quota.decision_number = form.decision_number.strip()
    quota.version += 1
    quota.updated_at = clock.now()
    session.flush()
    return quota
