"""On the day itself: who came and who received, and closing it, which hands all of them over."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.db import locked
from backend.deliveries import day_queries, wording
from backend.deliveries.day_queries import Listed
from backend.deliveries.days import open_day
from backend.deliveries.models import DayId, DayState, HandOverDay, RowNumber
from backend.deliveries.service import HandOver, hand_over_now
from backend.errors import Conflict, Invalid, Refused
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest
from backend.support_requests.things import thing_of

MOST_NAMED = 10  # line numbers in one sentence


@dataclass(frozen=True)
class Presence:
    """What an officer ticks for one family; `came` is None while nothing was said."""

    came: bool | None
    receiver_name: str = ""
    receiver_relation: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Closed:
    """What closing did: how many were handed over, stayed away, and could not be."""

    handed_over: int
    absent: int
    problems: int


def tick(
    session: Session,
    officer: Officer,
    day_id: DayId,
    version: int,
    presences: dict[RowNumber, Presence],
) -> None:
    """Keeps who came; may be done again until the day is closed. Raises `Invalid` where somebody came
    and nobody received, or somebody stayed away without a reason."""
    planned = open_day(session, officer, day_id, version)
    if planned.held_on > clock.today():
        raise Conflict(_("Buổi này chưa tới ngày. Anh/chị điểm danh vào ngày bàn giao."))
    for line in day_queries.listed(session, officer, day_id):
        if said := presences.get(line.row.id):
            _tick(line, said, line.number)
    session.flush()
    audit.record(session, "tick_hand_over", planned, by=officer)


def rest_stayed_away(
    session: Session, officer: Officer, day_id: DayId, version: int, reason: str
) -> int:
    """Ticks everybody who is not ticked off yet as absent, for one reason; how many. Raises `Invalid`
    without a reason, `Conflict` before the day."""
    lines = day_queries.listed(session, officer, day_id)
    left = {line.row.id: Presence(False, reason=reason) for line in lines if line.row.came is None}
    if not reason.strip():
        raise Invalid(_("Anh/chị ghi vì sao vắng, ví dụ: chưa đến nhận."), field="reason")
    tick(session, officer, day_id, version, left)
    return len(left)


def _tick(line: Listed, said: Presence, number: int) -> None:
    if said.came and not said.receiver_name.strip():
        raise Invalid(_("Dòng {number}: anh/chị ghi ai đã nhận máy.").format(number=number))
    if said.came is False and not said.reason.strip():
        words = _("Dòng {number}: anh/chị ghi vì sao gia đình vắng, ví dụ: đi rẫy xa.")
        raise Invalid(words.format(number=number))
    row = line.row
    row.came = said.came
    row.receiver_name = said.receiver_name.strip() if said.came else ""
    row.receiver_relation = said.receiver_relation.strip() if said.came else ""
    row.reason = said.reason.strip() if said.came is False else ""


def close(session: Session, officer: Officer, day_id: DayId, version: int) -> Closed:
    """Hands over to everybody who came, each on its own: what has moved on meanwhile is written
    beside its line, and the others are done. Raises `Conflict` while somebody is not ticked off."""
    planned = open_day(session, officer, day_id, version)
    lines = day_queries.listed(session, officer, day_id)
    if not lines:
        raise Conflict(_("Buổi này chưa có gia đình nào. Anh/chị mời gia đình, hoặc hủy buổi."))
    if open_ones := [line.number for line in lines if line.row.came is None]:
        raise Conflict(_not_ticked(open_ones))
    for line in lines:
        if line.row.came:
            line.row.problem = _hand_over(session, officer, planned, line)
        else:
            thing = thing_of(session, line.request)
            notify(session, line.request.contact_id, wording.missed(line.request, planned, thing))
    planned.state = DayState.CLOSED
    session.flush()
    came = [line.row for line in lines if line.row.came]
    problems = sum(bool(row.problem) for row in came)
    closed = Closed(len(came) - problems, len(lines) - len(came), problems)
    audit.record(session, "close_hand_over", planned, by=officer, **vars(closed))
    return closed


def _not_ticked(lines: list[int]) -> str:
    named = ", ".join(map(str, lines[:MOST_NAMED]))
    if len(lines) <= MOST_NAMED:
        return _("Chưa điểm danh dòng {numbers}.").format(numbers=named)
    words = _("Chưa điểm danh {count} gia đình: dòng {numbers}…")
    return words.format(count=len(lines), numbers=named)


def _hand_over(session: Session, officer: Officer, planned: HandOverDay, line: Listed) -> str:
    """Why it could not be handed over; "" when it was."""
    if line.needs_device and line.device is None:
        return _("Chưa xếp máy. Anh/chị bàn giao ở trang hồ sơ.")
    query = select(SupportRequest).where(SupportRequest.id == line.request.id)
    request = session.scalars(locked(query)).one()
    form = HandOver(
        serial=line.device.serial if line.device else "",
        model=line.device.model if line.device else "",
        on=planned.held_on,
        receiver_name=line.row.receiver_name,
        receiver_relation=line.row.receiver_relation,
    )
    try:
        with session.begin_nested():
            delivery = hand_over_now(session, officer, request, form)
            session.flush()
    except Refused as refusal:
        return str(refusal)
    line.row.delivery_id = delivery.id
    return ""
