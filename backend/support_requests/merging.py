"""Two requests for one child become one: one goes on, the other is closed and stays to be read."""

from dataclasses import dataclass

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from backend import audit
from backend.approved_lists.standing import require_unlisted
from backend.deliveries.models import Delivery
from backend.errors import Conflict
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.support_requests import move_wording
from backend.support_requests.duplicates import duplicates
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.service import office_of, open_for_action, refresh

# What may be closed: nothing was handed over, and nobody has ended it.
MERGEABLE = (Status.WAITING, Status.SENT_BACK, Status.APPROVED, Status.QUEUED)


@dataclass(frozen=True)
class Seen:
    """A request as the officer saw it."""

    request_id: RequestId
    version: int


def merge(session: Session, officer: Officer, kept: Seen, closed: Seen) -> SupportRequest:
    """Closes one request as merged into the other; hands back the one that goes on. Raises `NotFound`
    for one out of scope, `Conflict` when somebody was faster, for requests that are not for the same
    child, when something was handed over for the one to be closed (so never when for both), and for
    one on a signed list."""
    # In one order, so that two officers who merge crosswise do not wait for each other for ever.
    locked = {
        seen.request_id: open_for_action(session, officer, seen.request_id, seen.version)
        for seen in sorted((kept, closed), key=lambda seen: seen.request_id)
    }
    one, other = locked[kept.request_id], locked[closed.request_id]
    _require_mergeable(session, one, other)
    other.merged_into_id = one.id
    if one.contact_id is None:  # entered by an officer; now somebody can be told and asked
        one.contact_id = other.contact_id
    earlier = update(SupportRequest).where(SupportRequest.merged_into_id == other.id)
    session.execute(earlier.values(merged_into_id=one.id))
    refresh(session, other)
    refresh(session, one)
    audit.record(session, "merged_into", other, by=officer, into=one.code)
    audit.record(session, "merge", one, by=officer, merged=other.code)
    notify(session, other.contact_id, move_wording.merged(other, one, office_of(session, one)))
    return one


def _require_mergeable(session: Session, one: SupportRequest, other: SupportRequest) -> None:
    if one.id == other.id or one.benefit != other.benefit:
        raise Conflict(_("Hai hồ sơ này không cùng xin một khoản hỗ trợ."))
    if one.status in (Status.WITHDRAWN, Status.MERGED, Status.REFUSED):
        raise Conflict(
            _("Hồ sơ {code} đã kết thúc, không gộp hồ sơ khác vào được.").format(code=one.code)
        )
    handed_over = exists().where(Delivery.request_id == other.id, Delivery.returned_on.is_(None))
    if session.scalar(select(handed_over)) or other.status not in MERGEABLE:
        raise Conflict(
            _("Hồ sơ {code} đã bàn giao máy hoặc đã kết thúc, không gộp được.").format(
                code=other.code
            )
        )
    if other.id not in {found.request.id for found in duplicates(session, one)}:
        raise Conflict(_("Hai hồ sơ này không giống cùng một học sinh. Anh/chị so lại tên giúp."))
    require_unlisted(session, other)


def merged_into(session: Session, request: SupportRequest) -> SupportRequest | None:
    """The request that goes on in place of this one."""
    if request.merged_into_id is None:
        return None
    return session.get_one(SupportRequest, request.merged_into_id)
