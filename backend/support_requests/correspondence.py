"""What was written to a family and by it about one request, for the case.

A contact writes about many things: about another child, to complain about this very office, or by
mistake. The raw messages are never shown. Shown are the notices that name this request, without the
open question that was repeated below them, and the words that the family gave for this request.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.models import ChannelAddress
from backend.i18n import N_, _
from backend.messages.channel_names import channel_name
from backend.messages.models import OutboxId, OutboxMessage, Priority, SendStatus
from backend.support_requests.asking import questions
from backend.support_requests.models import SupportRequest
from backend.support_requests.queries import Events
from backend.support_requests.telling import contacts_of

PAGE = 20


@dataclass(frozen=True)
class Message:
    """One message. `ours` went to the family; `channel` and `state` are in words, "" for the
    family's own."""

    at: datetime
    ours: bool
    text: str
    channel: str = ""
    state: str = ""
    failed: bool = False


@dataclass(frozen=True)
class Correspondence:
    """A page of messages, newest first; `before` is where the next page begins, None at the end."""

    messages: Sequence[Message]
    before: OutboxId | None


def correspondence(
    session: Session, request: SupportRequest, events: Events, before: int | None = None
) -> Correspondence:
    """The page behind the notice `before`. The family's words stand among the notices by their
    time."""
    found = _notices(session, request, before)
    shown, more = found[:PAGE], len(found) > PAGE
    last = session.get(OutboxMessage, before) if before else None
    words = [
        said
        for said in _said(session, request, events)
        if (last is None or said.at < last.created_at)
        and (not more or said.at >= shown[-1][0].created_at)
    ]
    own = re.compile(rf"{re.escape(request.code)}(?!\d)")  # no longer code that begins like it
    sent = [_message(*pair) for pair in shown if own.search(_own_part(pair[0]))]
    ordered = sorted([*sent, *words], key=lambda message: message.at, reverse=True)
    return Correspondence(ordered, shown[-1][0].id if more else None)


def _notices(
    session: Session, request: SupportRequest, before: int | None
) -> list[tuple[OutboxMessage, str]]:
    outbox = OutboxMessage
    query = (
        select(outbox, ChannelAddress.channel)
        .join(ChannelAddress, ChannelAddress.id == outbox.address_id)
        .where(
            ChannelAddress.contact_id.in_(contacts_of(session, request)),
            outbox.created_at >= request.created_at,
            outbox.priority == Priority.NOTICE,
        )
        .order_by(outbox.id.desc())
        .execution_options(yield_per=2 * PAGE)
    )
    if before:
        query = query.where(outbox.id < before)
    # What a message says is encrypted: it is looked for here, among those of a few contacts.
    with session.execute(query) as rows:
        found = (
            (notice, channel) for notice, channel in rows if request.code in notice.body["text"]
        )
        return list(islice(found, PAGE + 1))


def _own_part(notice: OutboxMessage) -> str:
    """The notice without the open question below it, which may be about anything."""
    text: str = notice.body["text"]
    return text.partition("\n\n")[0]


def _said(session: Session, request: SupportRequest, events: Events) -> list[Message]:
    said = [(each.created_at, each.text) for each in events.supplements]
    said += [(each.created_at, each.note) for each in events.confirmations]
    said += [
        (each.answered_at, each.answer or "")
        for each in questions(session, request.id)
        if each.answered_at
    ]
    return [Message(at, ours=False, text=text) for at, text in said if text]


def _message(notice: OutboxMessage, channel: str) -> Message:
    failed = notice.status is SendStatus.FAILED
    state = _(_STATES[notice.status])
    if failed:
        state = state.format(why=_(_WHY.get(notice.reason or "", _UNKNOWN)))
    return Message(
        notice.created_at,
        ours=True,
        text=_own_part(notice),
        channel=channel_name(channel),
        state=state,
        failed=failed,
    )


_STATES = {
    SendStatus.WAITING: N_("chờ gửi"),
    SendStatus.SENT: N_("đã gửi"),
    SendStatus.FAILED: N_("không gửi được vì {why}"),
}
_UNKNOWN = N_("kênh nhắn tin từ chối")
_WHY = {
    "blocked": N_("người nhận đã chặn"),
    "gone": N_("người nhận không còn dùng kênh này"),
    "window_closed": N_("người nhận đã lâu không nhắn, kênh không cho nhắn trước"),
    "unpaid": N_("kênh nhắn tin hết tiền"),
    "quota": N_("đã hết số tin được gửi"),
    "too_large": N_("tin quá dài"),
}
