"""How often somebody may have households looked up: a family names one or two, a teacher a class.

Who names many heads may be trying names out. No answer tells whether a name is listed; the pauses
keep officers from a flood of such requests, and officers see who it is (`probing`). They are counted
by what was said, found or not, so that a pause tells nothing either.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ContactId
from backend.errors import Conflict
from backend.i18n import _
from backend.support_requests.models import ProbingKind, ProbingSign, SupportRequest

FREE = 12  # households a day without a pause
DAY = timedelta(days=1)
STEP = timedelta(minutes=2)  # by which each pause is longer than the one before
LONGEST = timedelta(hours=12)
MANY_CONTACTS = 6  # who name one household within `MONTH`: from then on an officer looks
MONTH = timedelta(days=30)

Named = tuple[int, str]  # commune and key of the head


def pause_after(households: int) -> timedelta:
    """How long to wait after so many different households in a day; the pauses grow."""
    return min(max(0, households - FREE + 1) * STEP, LONGEST)


def require_patience(session: Session, request: SupportRequest) -> None:
    """Raises `Conflict` when the contact has to wait before naming another household. All addresses
    of a contact count together. Who has named many is noticed for the officers."""
    if request.contact_id is None:
        return
    now = clock.now()
    earlier = [row for row in _named_by(session, request.contact_id, now) if row[2] != request.id]
    places = {place for place, _at, _id in earlier}
    if len(places | {_place(request)}) >= FREE:
        _notice(session, request, ProbingKind.MANY_HEADS)
    if not places or _place(request) in places:
        return
    again = max(at for _place, at, _id in earlier) + pause_after(len(places))
    if again > now:
        minutes = -int(-(again - now).total_seconds() // 60)
        raise Conflict(
            _(
                "Hôm nay anh/chị đã gửi đề nghị cho nhiều gia đình. Anh/chị chờ {minutes} phút rồi "
                "gửi tiếp giúp em, hoặc gửi danh sách cho cán bộ xã."
            ).format(minutes=minutes)
        )


def is_named_by_many(session: Session, request: SupportRequest) -> bool:
    """Whether so many contacts have named this household lately that an officer should look; then
    the officer's first page says so too."""
    query = select(func.count(SupportRequest.contact_id.distinct())).where(
        SupportRequest.unit_id == request.unit_id,
        SupportRequest.head_key == request.head_key,
        SupportRequest.created_at > clock.now() - MONTH,
    )
    if (session.scalar(query) or 0) < MANY_CONTACTS:
        return False
    _notice(session, request, ProbingKind.MANY_CONTACTS)
    return True


def _notice(session: Session, request: SupportRequest, kind: ProbingKind) -> None:
    session.merge(ProbingSign(request_id=request.id, kind=kind, noticed_at=clock.now()))


def _named_by(
    session: Session, contact_id: ContactId, now: datetime
) -> Iterable[tuple[Named, datetime, int]]:
    query = select(
        SupportRequest.unit_id,
        SupportRequest.head_key,
        SupportRequest.created_at,
        SupportRequest.id,
    )
    rows = session.execute(
        query.where(SupportRequest.contact_id == contact_id, SupportRequest.created_at > now - DAY)
    )
    return [((unit_id, key), at, id_) for unit_id, key, at, id_ in rows]


def _place(request: SupportRequest) -> Named:
    return request.unit_id, request.head_key
