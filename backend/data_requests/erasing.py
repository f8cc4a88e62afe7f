"""What a wish to be erased reaches: everything of who writes to the service, or, where an officer wrote
it down for somebody else, the one case that it names; and who may carry it out."""

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.backups.nightly import erased_until
from backend.data_requests.models import DataRequest, DataRequestKind, Outcome
from backend.errors import Conflict
from backend.i18n import _
from backend.officers.models import Officer
from backend.retention import erasure
from backend.retention.erasure import Erasure
from backend.retention.reach import Found, of_contact, of_requests
from backend.retention.telling import lines_of_kept
from backend.support_requests.models import Decision, Status, SupportRequest


def has_to_be_erased(request: DataRequest) -> bool:
    """Whether it can only be called done by erasing: the service knows whose it is."""
    known = request.contact_id is not None or request.request_id is not None
    return request.kind is DataRequestKind.DELETE and known


def hindrance(session: Session, officer: Officer, request: DataRequest) -> str:
    """Why this officer may not erase, "" for nothing. Who decided on the person's case would erase
    what their own decision rests on; another unit's case is not theirs."""
    if not has_to_be_erased(request) or request.done_at:
        return _("Yêu cầu này không xóa tự động được. Anh/chị làm rồi ghi lời trả lời.")
    own = _cases(request)
    decided = exists().where(
        Decision.request_id == SupportRequest.id, Decision.officer_id == officer.id, own
    )
    if session.scalar(select(decided)):
        return _("Anh/chị đã quyết định hồ sơ của người này, nên để đồng nghiệp hoặc quản trị xóa.")
    elsewhere = exists().where(own, ~scope.within(officer, SupportRequest.unit_id))
    if session.scalar(select(elsewhere)):
        return _("Người này còn hồ sơ ở đơn vị khác. Anh/chị nhờ cấp trên xóa.")
    missing = exists().where(own, SupportRequest.status == Status.NOT_RECEIVED)
    if request.contact_id is None and session.scalar(select(missing)):
        return _("Gia đình báo chưa nhận được máy. Anh/chị giải quyết xong rồi mới xóa.")
    return ""


def would_erase(session: Session, request: DataRequest) -> Erasure:
    """What would go and what would stay. Changes nothing."""
    if request.contact_id:
        return erasure.would_erase(session, request.contact_id)
    case = _case(session, request)
    found = Found([], [case], of_requests(session, [case.id]))
    kept = list(lines_of_kept(session, found))
    return Erasure({SupportRequest.__tablename__: 1}, kept, erased_until(session))


def outcome_of(session: Session, request: DataRequest) -> Outcome:
    """How it will have ended: what the law keeps is no half done work, what is still to be answered
    is."""
    if request.contact_id is None:
        return Outcome.DONE
    found = of_contact(session, request.contact_id, clock.now())
    return Outcome.DONE if found.is_closed else Outcome.PARTLY


def erase(session: Session, officer: Officer, request: DataRequest) -> Erasure:
    """Erases it."""
    if request.contact_id:
        return erasure.erase(session, request.contact_id, by=officer)
    return erasure.erase_request(session, _case(session, request), by=officer)


def require_erasable(session: Session, officer: Officer, request: DataRequest) -> None:
    """Raises `Conflict` where this officer may not erase."""
    if why_not := hindrance(session, officer, request):
        raise Conflict(why_not)


def _cases(request: DataRequest) -> ColumnElement[bool]:
    if request.contact_id:
        return SupportRequest.contact_id == request.contact_id
    return SupportRequest.id == request.request_id


def _case(session: Session, request: DataRequest) -> SupportRequest:
    return session.get_one(SupportRequest, request.request_id)
