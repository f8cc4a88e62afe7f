"""Telling people what happened, wherever they last wrote from."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.models import AddressId, ChannelAddress, ContactId, Conversation
from backend.contacts.queries import has_consented
from backend.messages.models import Priority
from backend.messages.service import put


def notify(
    session: Session, contact_id: ContactId | None, text: str, *, owed: bool = False
) -> bool:
    """Queues a notice. False when there is nobody to tell: no chat, blocked, or asked to stop; who
    stopped still hears what is `owed` to them, the answer to what they asked about their own data.

    A question that is open is shown again below the notice: on a channel without buttons the
    numbers of its answers would otherwise be gone from sight, and belong to the wrong message.
    """
    if contact_id is None or not (owed or has_consented(session, contact_id)):
        return False
    address = session.scalar(
        select(ChannelAddress)
        .where(ChannelAddress.contact_id == contact_id, ChannelAddress.unreachable_at.is_(None))
        .order_by(ChannelAddress.last_written_at.desc())
        .limit(1)
    )
    if address is None:
        return False
    put(session, address.id, _with_open_question(session, contact_id, text), Priority.NOTICE)
    return True


def open_questions(
    session: Session, addresses: Collection[AddressId]
) -> Mapping[AddressId, dict[str, Any]]:
    """The question that the person behind each address is asked now; who is asked none is not in it."""
    if not addresses:
        return {}
    rows = session.execute(
        select(ChannelAddress.id, Conversation.question)
        .join(Conversation, Conversation.contact_id == ChannelAddress.contact_id)
        .where(ChannelAddress.id.in_(addresses), Conversation.question.is_not(None))
    )
    return {address_id: question for address_id, question in rows if question}


def above(text: str, question: dict[str, Any]) -> dict[str, Any]:
    """A message that says something and shows the open question again."""
    return {**question, "text": f"{text}\n\n{question['text']}"}


def _with_open_question(session: Session, contact_id: ContactId, text: str) -> dict[str, Any]:
    conversation = session.get(Conversation, contact_id)
    if conversation is None or conversation.question is None:
        return {"text": text}
    return above(text, conversation.question)
