"""Writing, sending, stopping a broadcast."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.broadcasts import queries
from backend.broadcasts.audience import Audience, reach
from backend.broadcasts.models import Broadcast, BroadcastId, BroadcastRecipient, State
from backend.broadcasts.rules import needs_second
from backend.db import locked
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.jobs import service as jobs
from backend.message_templates.rules import TYPED, VARIABLES, missing
from backend.message_templates.service import require_sound
from backend.messages.models import OutboxMessage, SendStatus
from backend.officers.models import Officer

KIND = "send_broadcast"
_AT_ONCE = timedelta(minutes=5)  # between two clicks, however slow the line is
_FOR_NOW = timedelta(days=3650)  # a message that is due so late waits for somebody to go on


def write(
    session: Session, officer: Officer, audience: Audience, text: str, values: Mapping[str, str]
) -> Broadcast:
    """A draft; nobody hears anything yet. The same one, written again at once, is that one. Raises
    `Invalid`."""
    text = require_sound(text)
    if not scope.reaches(session, officer, audience.unit):
        raise Invalid(_("Nơi này ngoài đơn vị của anh/chị."), field="unit")
    for name in missing(text, {"child": "x", "code": "x", **values}):
        words = _("Tin có {written} mà chưa biết {what}. Anh/chị ghi vào ô dành cho chỗ trống này.")
        what = _(VARIABLES[name][0])
        raise Invalid(words.format(written=f"{{{name}}}", what=what), field=name)
    typed = {name: values[name].strip() for name in TYPED if values.get(name, "").strip()}
    filters = asdict(audience)
    session.execute(locked(select(Officer).where(Officer.id == officer.id)))  # a double click
    for draft in _just_written(session, officer):
        if (draft.text, draft.values, draft.filters) == (text, typed, filters):
            return draft
    made = Broadcast(
        unit_id=officer.unit_id,
        officer_id=officer.id,
        text=text,
        values=typed,
        filters=filters,
        state=State.DRAFT,
        expected=0,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    audit.record(session, "write_broadcast", made, by=officer)
    return made


def _just_written(session: Session, officer: Officer) -> Sequence[Broadcast]:
    query = select(Broadcast).where(
        Broadcast.officer_id == officer.id,
        Broadcast.unit_id == officer.unit_id,
        Broadcast.state == State.DRAFT,
        Broadcast.created_at > clock.now() - _AT_ONCE,
    )
    return session.scalars(query).all()


def send(session: Session, officer: Officer, number: BroadcastId, version: int) -> Broadcast:
    """Begins, or asks a second officer when many people would hear it. Raises `Conflict`."""
    found = _locked(session, officer, number, version, State.DRAFT)
    found.expected = reach(session, Audience.of(found.filters)).heard
    if not found.expected:
        raise Conflict(_("Không có ai nhận được tin này. Anh/chị soạn lại với điều kiện khác."))
    if needs_second(found.expected):
        found.state = State.ASKED
        audit.record(session, "ask_second_for_broadcast", found, by=officer, people=found.expected)
    else:
        _begin(session, officer, found)
    return found


def confirm(session: Session, officer: Officer, number: BroadcastId, version: int) -> Broadcast:
    """The second pair of eyes; never the writer's own. Raises `Conflict`."""
    found = _locked(session, officer, number, version, State.ASKED)
    if found.officer_id == officer.id:
        raise Conflict(_("Tin này do anh/chị soạn. Nhờ một đồng nghiệp khác xem và xác nhận."))
    found.second_id = officer.id
    _begin(session, officer, found)
    return found


def pause(session: Session, officer: Officer, number: BroadcastId, version: int) -> Broadcast:
    """What was not sent yet waits."""
    found = _locked(session, officer, number, version, State.SENDING, State.DONE)
    _require_unsent(session, found)
    found.state = State.PAUSED
    later = clock.now() + _FOR_NOW
    session.execute(update(OutboxMessage).where(*_unsent(found)).values(due_at=later))
    audit.record(session, "pause_broadcast", found, by=officer)
    return found


def go_on(session: Session, officer: Officer, number: BroadcastId, version: int) -> Broadcast:
    """From where it stood."""
    found = _locked(session, officer, number, version, State.PAUSED)
    session.execute(update(OutboxMessage).where(*_unsent(found)).values(due_at=clock.now()))
    _begin(session, officer, found)
    return found


def cancel(session: Session, officer: Officer, number: BroadcastId, version: int) -> Broadcast:
    """What was not sent yet never will be."""
    found = _locked(session, officer, number, version, *set(State) - {State.CANCELLED})
    _require_unsent(session, found)
    session.execute(delete(OutboxMessage).where(*_unsent(found)))
    found.state, found.ended_at = State.CANCELLED, clock.now()
    audit.record(session, "cancel_broadcast", found, by=officer)
    return found


def _begin(session: Session, officer: Officer, found: Broadcast) -> None:
    found.state, found.begun_at = State.SENDING, found.begun_at or clock.now()
    jobs.enqueue(session, KIND, {"broadcast_id": found.id}, officer, found.unit_id)
    audit.record(session, "send_broadcast", found, by=officer, people=found.expected)


def _require_unsent(session: Session, found: Broadcast) -> None:
    unsent = select(OutboxMessage.id).where(*_unsent(found)).limit(1)
    if found.state is State.DONE and session.scalar(unsent) is None:
        raise Conflict(_("Tin này đã gửi hết, không dừng được nữa."))


def _unsent(found: Broadcast) -> tuple[ColumnElement[bool], ...]:
    """Its messages that nobody is sending at this moment."""
    mine = select(BroadcastRecipient.outbox_id).where(BroadcastRecipient.broadcast_id == found.id)
    free = or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until < clock.now())
    return OutboxMessage.id.in_(mine), OutboxMessage.status == SendStatus.WAITING, free


def _locked(
    session: Session, officer: Officer, number: BroadcastId, version: int, *states: State
) -> Broadcast:
    found = queries.broadcast(session, officer, number)
    session.refresh(found, with_for_update=True)
    if found.version != version or found.state not in states:
        raise Conflict(_("Tin này vừa có thay đổi. Anh/chị xem lại rồi làm tiếp."))
    return found
