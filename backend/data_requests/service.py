"""What officers do with what people ask about their data, short of ending it: acknowledge it, extend
it once, and enter what was asked in the office, by telephone or on paper."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.data_requests import queries, wording
from backend.data_requests.clocks import clocks
from backend.data_requests.models import (
    CameBy,
    DataRequest,
    DataRequestId,
    DataRequestKind,
    IdentityCheck,
)
from backend.data_requests.recording import begin
from backend.data_requests.rules import longest_extension, may_extend_to
from backend.errors import Conflict, Invalid
from backend.i18n import _, day
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest
from backend.tickets.models import Ticket

Kind = TypeVar("Kind", bound=StrEnum)
LONGEST_REASON = 120  # letters: the person reads it in one message
LONGEST_WAY = timedelta(days=30)  # of a letter: what is older was mistyped
_FACE_TO_FACE = (CameBy.OFFICE, CameBy.TELEPHONE)  # who asks so hears at once that it was received


@dataclass(frozen=True)
class Entry:
    """What an officer wrote down for somebody who asked otherwise than in the chat. `case` is the code
    of a request for support, "" where the person has none; a teacher may have written it."""

    kind: str
    came_by: str
    identity_check: str
    asker: str
    words: str
    received_on: date
    case: str = ""
    is_writer: bool = False  # who asks is who writes to the service about the case


def acknowledge(
    session: Session, officer: Officer, request_id: DataRequestId, version: int
) -> None:
    """Says that it was received; the person is told until when it will be done."""
    request = open_for_action(session, officer, request_id, version)
    if request.acknowledged_at:
        raise Conflict(_("Yêu cầu này đã được báo nhận rồi."))
    request.acknowledged_at = clock.now()
    moved_on(session, officer, request, "acknowledge_data_request")
    tell(session, request, wording.acknowledged(request, wording.office_of(session, request)))


def extend(
    session: Session,
    officer: Officer,
    request_id: DataRequestId,
    version: int,
    until: date,
    reason: str,
) -> None:
    """Gives it more time, once, and before its day is over; the person is told why. Raises `Conflict`
    afterwards, `Invalid` beside the field for a day that is too late or a reason that is missing."""
    request = open_for_action(session, officer, request_id, version)
    if request.first_due_by:
        raise Conflict(_("Yêu cầu này đã gia hạn một lần, không gia hạn thêm được."))
    if request.due_by < clock.today():
        raise Conflict(_("Đã quá hạn nên không gia hạn được. Anh/chị làm và trả lời ngay giúp."))
    if not may_extend_to(clocks(), request.due_by, until):
        latest = day(longest_extension(clocks(), request.due_by))
        words = _("Anh/chị chọn một ngày làm việc sau hạn cũ, muộn nhất {latest}.")
        raise Invalid(words.format(latest=latest), field="until")
    why = reason.strip()
    if not why or len(why) > LONGEST_REASON:
        words = _("Anh/chị ghi lý do để gia đình hiểu, nhiều nhất {count} chữ cái.")
        raise Invalid(words.format(count=LONGEST_REASON), field="reason")
    request.first_due_by, request.due_by, request.extension_reason = request.due_by, until, why
    if request.ticket_id:
        session.get_one(Ticket, request.ticket_id).due_on = until
    moved_on(session, officer, request, "extend_data_request", until=until.isoformat())
    tell(session, request, wording.extended(request, wording.office_of(session, request)))


def enter(session: Session, officer: Officer, entry: Entry) -> DataRequest:
    """Takes in what somebody asked an officer. Whose case it is, or else the officer's, is the unit.
    Raises `Invalid` beside the field."""
    kind = _chosen(
        DataRequestKind, entry.kind, "kind", _("Anh/chị chọn việc mà người này yêu cầu.")
    )
    came_by = _chosen(CameBy, entry.came_by, "came_by", _("Anh/chị chọn cách họ yêu cầu."))
    check = _chosen(
        IdentityCheck,
        entry.identity_check,
        "identity_check",
        _("Anh/chị chọn đã kiểm tra người này bằng cách nào."),
    )
    asker = _required(
        entry.asker, "asker", _("Anh/chị ghi ai yêu cầu, ví dụ: Hồ Thị Mẫu, mẹ cháu.")
    )
    words = _required(entry.words, "words", _("Anh/chị ghi lời yêu cầu, đúng như họ nói."))
    received = _received_at(entry.received_on)
    case = _case(session, officer, entry.case.strip().upper())
    return begin(
        session,
        kind,
        came_by,
        by=officer,
        received_at=received,
        contact_id=case.contact_id if case and entry.is_writer else None,
        request_id=case.id if case else None,
        unit_id=case.unit_id if case else officer.unit_id,
        words=words,
        asker=asker,
        identity_check=check,
        taken_by_id=officer.id,
        acknowledged_at=received if came_by in _FACE_TO_FACE else None,
    )


def open_for_action(
    session: Session, officer: Officer, request_id: DataRequestId, version: int
) -> DataRequest:
    """The request, locked, if it still is as the officer saw it. Raises `Conflict` otherwise."""
    request = queries.data_request(session, officer, request_id, lock=True)
    if request.version != version:
        raise Conflict(_("Yêu cầu này vừa có thay đổi. Anh/chị xem lại ở dưới rồi làm tiếp."))
    if request.done_at:
        raise Conflict(_("Yêu cầu này đã trả lời xong."))
    return request


def moved_on(
    session: Session, officer: Officer, request: DataRequest, action: str, **details: object
) -> None:
    """Notes that an officer did something with it."""
    request.version += 1
    session.flush()
    audit.record(session, action, request, by=officer, **details)


def tell(session: Session, request: DataRequest, text: str) -> None:
    """Lets the person know, if they can be written to."""
    notify(session, request.contact_id, text, owed=True)


def _chosen(kind: type[Kind], value: str, field: str, what_to_do: str) -> Kind:
    if value not in list(kind) or value == CameBy.CHAT:
        raise Invalid(what_to_do, field=field)
    return kind(value)


def _required(text: str, field: str, what_to_do: str) -> str:
    if not text.strip():
        raise Invalid(what_to_do, field=field)
    return text.strip()


def _received_at(day: date) -> datetime:
    """The moment from which the days run: now, or the morning of an earlier day."""
    today = clock.today()
    if not today - LONGEST_WAY <= day <= today:
        words = _("Ngày nhận là hôm nay hoặc trong {count} ngày vừa qua.")
        raise Invalid(words.format(count=LONGEST_WAY.days), field="received_on")
    return clock.now() if day == today else datetime.combine(day, time(8), clock.VIETNAM)


def _case(session: Session, officer: Officer, code: str) -> SupportRequest | None:
    if not code:
        return None
    within = scope.within(officer, SupportRequest.unit_id)
    query = select(SupportRequest).where(SupportRequest.code == code, within)
    found = session.scalar(query)
    if found is None:
        words = _("Không có hồ sơ mang mã này trong đơn vị của anh/chị. Không có mã thì để trống.")
        raise Invalid(words, field="case")
    return found
