"""A request goes to another commune: the family has moved, or the wrong commune was chosen."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.choosing import communes_meant
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.approved_lists.standing import require_unlisted
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import programme_of
from backend.support_requests import move_wording, verifying
from backend.support_requests.models import Decision, RequestId, Status, SupportRequest
from backend.support_requests.moves import RequestTransfer
from backend.support_requests.service import office_of, open_for_action, refresh
from backend.support_requests.telling import tell

PAGE = 50
MOST_NAMED = 5


def transfer(
    session: Session,
    officer: Officer,
    request_id: RequestId,
    version: int,
    commune: str,
    reason: str,
) -> UnitId:
    """Gives the request to the commune of this name or code, which looks the household up in its own
    list and decides from the first step, in a new time. Raises `Conflict` unless the request waits
    for officers, `Invalid` for a commune that does not take part, or without a reason."""
    request = open_for_action(session, officer, request_id, version)
    if request.status is not Status.WAITING:
        raise Conflict(
            _("Hồ sơ đang ở trạng thái «{status}». Chỉ chuyển được hồ sơ đang chờ duyệt.").format(
                status=request.status.label
            )
        )
    require_unlisted(session, request)
    receiver = _commune(session, request, commune)
    why = reason.strip()
    if not why:
        raise Invalid(_("Anh/chị ghi vì sao chuyển, để nơi nhận hiểu."), field="reason")
    sender = office_of(session, request)
    counted = select(func.count()).where(Decision.request_id == request.id)
    session.add(
        RequestTransfer(
            request_id=request.id,
            from_unit_id=request.unit_id,
            to_unit_id=receiver,
            decisions_before=session.scalar(counted) or 0,
            reason=why,
            officer_id=officer.id,
            created_at=clock.now(),
        )
    )
    request.unit_id = receiver
    session.flush()
    verifying.verify_household(session, request)
    refresh(session, request)
    audit.record(session, "transfer", request, by=officer)
    days = programme_of(session, request.revision_id).steps[0].working_days
    words = move_wording.transferred(request, sender, office_of(session, request), days)
    tell(session, request, words)
    return receiver


def _commune(session: Session, request: SupportRequest, text: str) -> UnitId:
    """The commune that takes part and has this name; its old name does as well."""
    meant = [one for one in communes_meant(session, text) if one.commune_id != request.unit_id]
    if len(meant) == 1:
        return meant[0].commune_id
    words = _("Không có xã nào tên như vậy tham gia. Anh/chị ghi đủ tên xã và tỉnh.")
    if meant:
        names = "; ".join(one.label for one in meant[:MOST_NAMED])
        words = _("Có mấy xã tên như vậy: {names}. Anh/chị ghi thêm tên tỉnh.").format(names=names)
    raise Invalid(words, field="commune")


def transferred(
    session: Session, officer: Officer, before: int | None = None
) -> Sequence[tuple[RequestTransfer, str, str]]:
    """What the officer's units gave away: the transfer, the code and the receiver's name, newest
    first, behind `before`. Nothing of the family: the request is no longer theirs."""
    query = (
        select(RequestTransfer, SupportRequest.code, AdministrativeUnit)
        .join(SupportRequest, SupportRequest.id == RequestTransfer.request_id)
        .join(AdministrativeUnit, AdministrativeUnit.id == RequestTransfer.to_unit_id)
        .where(scope.within(officer, RequestTransfer.from_unit_id))
        .order_by(RequestTransfer.id.desc())
        .limit(PAGE + 1)
    )
    if before:
        query = query.where(RequestTransfer.id < before)
    return [(moved, code, unit.full_name) for moved, code, unit in session.execute(query)]
