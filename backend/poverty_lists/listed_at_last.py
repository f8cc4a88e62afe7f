"""Who asked in vain because no list had the household, and is listed now: looked for again after each
newer list and every month, flagged for the officers, and told once, by day."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit
from backend.audit import AuditEntry
from backend.db import Database, locked
from backend.households.rules import Verdict
from backend.i18n import _
from backend.notices.service import notify
from backend.poverty_lists.effects import LISTED_AT_LAST
from backend.poverty_lists.models import ListState, PovertyList
from backend.programmes.schema import Programme
from backend.programmes.service import programme_of
from backend.support_requests.models import RequestId, Status, SupportRequest, Verification
from backend.support_requests.verifying import reasons_against, verify_household

AGAIN_AFTER = timedelta(days=30)
NOT_LOOKED_FOR_AFTER = timedelta(days=400)  # who asked so long ago has long asked again, or left
AT_ONCE = 500  # of one hourly turn; the rest are next
IN_VAIN = (Status.WAITING, Status.SENT_BACK, Status.REFUSED)


def look_for_all(database: Database) -> None:
    """Looks everybody up again whose turn it is, then tells those whom a list has now. Each request
    in a transaction of its own; nothing by night."""
    if not clock.by_day(clock.now()):
        return
    with database.reading() as session:
        due = session.scalars(_due()).all()
    for request_id in due:
        with database.transaction() as session:
            _look_again(session, request_id)
    with database.reading() as session:
        found = session.scalars(_found()).all()
    for request_id in found:
        with database.transaction() as session:
            _tell(session, request_id)


def _newest(request_id: object) -> ColumnElement[int | None]:
    """The number of a request's last look into the lists."""
    look = aliased(Verification)
    query = select(func.max(look.id)).where(look.request_id == request_id)
    return query.correlate(SupportRequest).scalar_subquery()


def _in_vain() -> ColumnElement[bool]:
    """Asked not too long ago, and nobody has asked anew for the same child since."""
    later = aliased(SupportRequest)
    anew = exists().where(
        later.unit_id == SupportRequest.unit_id,
        later.child_key == SupportRequest.child_key,
        later.head_key == SupportRequest.head_key,
        later.id > SupportRequest.id,
        later.status != Status.WITHDRAWN,
    )
    since = clock.now() - NOT_LOOKED_FOR_AFTER
    return and_(SupportRequest.status.in_(IN_VAIN), SupportRequest.created_at >= since, ~anew)


def _due() -> Select[RequestId]:
    """Not found when last looked for, which was before the newest list or a month ago."""
    unit = AdministrativeUnit
    above = select(unit.parent_id).where(unit.id == SupportRequest.unit_id)
    province = above.correlate(SupportRequest).scalar_subquery()
    newer = exists().where(
        or_(PovertyList.unit_id == SupportRequest.unit_id, PovertyList.unit_id == province),
        PovertyList.state == ListState.PUBLISHED,
        PovertyList.published_at > Verification.created_at,
    )
    old = Verification.created_at < clock.now() - AGAIN_AFTER
    return (
        select(SupportRequest.id)
        .join(Verification, Verification.id == _newest(SupportRequest.id))
        .where(_in_vain(), Verification.verdict != Verdict.SAME, or_(old, newer))
        .order_by(SupportRequest.id)
        .limit(AT_ONCE)
    )


def _found() -> Select[RequestId]:
    """Found by the service itself in a list, not found before, and not told yet."""
    before = aliased(Verification)
    told = exists().where(
        AuditEntry.subject == SupportRequest.__tablename__,
        AuditEntry.subject_id == SupportRequest.id,
        AuditEntry.action == LISTED_AT_LAST,
    )
    missed = exists().where(
        before.request_id == SupportRequest.id,
        before.id < Verification.id,
        before.verdict != Verdict.SAME,
    )
    return (
        select(SupportRequest.id)
        .join(Verification, Verification.id == _newest(SupportRequest.id))
        .where(
            _in_vain(),
            Verification.verdict == Verdict.SAME,
            Verification.officer_id.is_(None),
            missed,
            ~told,
        )
        .order_by(SupportRequest.id)
        .limit(AT_ONCE)
    )


def _still(
    session: Session, request_id: RequestId, wanted: Select[RequestId]
) -> SupportRequest | None:
    """The request, locked, unless somebody was faster."""
    session.execute(locked(select(SupportRequest.id).where(SupportRequest.id == request_id)))
    if session.scalar(wanted.where(SupportRequest.id == request_id)) is None:
        return None
    return session.get_one(SupportRequest, request_id)


def _look_again(session: Session, request_id: RequestId) -> None:
    request = _still(session, request_id, _due())
    if request is not None:
        verify_household(session, request)


def _tell(session: Session, request_id: RequestId) -> None:
    request = _still(session, request_id, _found())
    if request is None:
        return
    programme = programme_of(session, request.revision_id)
    if reasons_against(session, programme, request):
        return
    audit.record(session, LISTED_AT_LAST, request, by=None)
    notify(session, request.contact_id, _words(programme, request))


def _words(programme: Programme, request: SupportRequest) -> str:
    if request.status is Status.REFUSED and programme.request:
        return _(
            "Danh sách mới của xã đã có hộ nhà mình. Lần trước đề nghị chưa được duyệt; nay anh/chị gửi "
            "lại được. Để gửi, anh/chị nhắn: {example}."
        ).format(example=programme.request.examples[0])
    return _(
        "Danh sách mới của xã đã có hộ nhà mình. Anh/chị không phải gửi lại, cán bộ đang xem đề nghị "
        "của mình. Khi có kết quả em báo ngay."
    )
