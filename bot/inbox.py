"""Receives messages: one message, one transaction.

Inside it are the inbox row (a second delivery of the same message does nothing), the state of the
talk, the effects of a command, and the replies in the outbox. So when the platform is told that a
message was taken, everything that follows from it is already on disk.
"""

import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from traceback import extract_tb
from typing import Any

import structlog
from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import AddressId, ChannelAddress, Contact, ContactId, Conversation
from backend.contacts.service import Origin
from backend.db import DATABASE_AWAY, Database, table
from backend.health import instruments
from backend.i18n import _
from backend.messages.models import InboxMessage, Priority
from backend.messages.service import put
from backend.messages.trace import answering, is_known_as, mark
from backend.office import Command, Office, Operator, carry_out
from bot.conversation import Talk
from bot.messages import Inbound, Kind, Outgoing
from bot.turn import State, Turn

log = structlog.get_logger()

_inbox, _addresses = table(InboxMessage), table(ChannelAddress)
_conversations = table(Conversation)

TAKEN, REPEATED, FAILED = "taken", "repeated", "failed"  # how a message's reception ended
WRITTEN_LATELY = timedelta(minutes=10)

_others = _addresses.alias("others")
_WROTE_LATER = exists().where(
    _others.c.contact_id == _addresses.c.contact_id,
    _others.c.id != _addresses.c.id,
    _others.c.last_written_at >= _addresses.c.last_written_at,
)
# Built once: making a statement anew costs four times what running it does.
_FIND = (
    select(
        _addresses.c.contact_id,
        _addresses.c.id,
        _addresses.c.unreachable_at.is_(None),
        _addresses.c.last_written_at,
        ~_WROTE_LATER,
        _conversations.c.run,
        _conversations.c.talk,
        _conversations.c.parked,
        _conversations.c.question,
    )
    .join(_conversations, _conversations.c.contact_id == _addresses.c.contact_id)
    .where(
        _addresses.c.channel == bindparam("channel"), _addresses.c.chat_id == bindparam("chat_id")
    )
    # The talk first: whoever joins or parts addresses holds it before they change one.
    .with_for_update(of=[_conversations, _addresses], key_share=True)
)
# Not by the number of rows: on PostgreSQL it is -1 here, and every message would count as taken.
_KEEP = insert(_inbox).on_conflict_do_nothing().returning(_inbox.c.id)
_SAVE = (
    update(_conversations)
    .where(_conversations.c.contact_id == bindparam("contact"))
    .values({name: bindparam(name) for name in ("run", "talk", "parked", "question", "updated_at")})
)


@dataclass(frozen=True)
class Inbox:
    """Takes in messages of every channel."""

    database: Database
    operator: Operator

    def receive(self, message: Inbound) -> bool:
        """Answers one message, durably. False when it had been taken before. Raises only when the
        database cannot keep it: the platform has to deliver again."""
        began = time.perf_counter()
        with answering():
            try:
                outcome = self._receive(message)
            except Exception:
                instruments.message_ended(message.channel, "not_kept")
                raise
            log.info(
                "message_received",
                channel=message.channel,
                update=mark(message.channel, message.event_id),
                outcome=outcome,
                milliseconds=round((time.perf_counter() - began) * 1000),
            )
        instruments.message_ended(message.channel, outcome)
        return outcome != REPEATED

    def _receive(self, message: Inbound) -> str:
        """How it ended."""
        for first_try in (True, False):
            try:
                with self.database.transaction() as session:
                    is_new = self._answer(session, message)
                return TAKEN if is_new else REPEATED
            except DATABASE_AWAY as away:
                # After a restart of the database the pool holds dead connections: one more try.
                if not (first_try and isinstance(away, DBAPIError) and away.connection_invalidated):
                    raise
            except Exception as fault:  # noqa: BLE001 - whatever it is, the message is not lost
                # Two first messages of a new person at once, in two processes: the other one made
                # the contact, so the second time it is there.
                if first_try and isinstance(fault, IntegrityError):
                    continue
                return FAILED if self._apologise(message, fault) else REPEATED
        raise AssertionError("the second try always ends")

    def _answer(self, session: Session, message: Inbound) -> bool:
        sender = _sender(session, message)
        if not _is_new(session, message, sender):
            return False
        _note_sign_of_life(session, message, sender)
        if message.kind in (Kind.BLOCKED, Kind.UNBLOCKED):
            return True
        desk = _Desk(session, sender, self.operator, Origin(message.channel, message.event_id))
        if message.group:
            desk.send(
                Outgoing(_("Em chỉ trả lời ở tin nhắn riêng, để giữ kín thông tin của anh/chị."))
            )
            return True
        Turn(_state(sender), desk.office, desk).take(_unless_out_of_sight(message, sender))
        return True

    def _apologise(self, message: Inbound, fault: Exception) -> bool:
        """Keeps a message that could not be answered, with what went wrong; answers stay as they
        were, because the transaction of the fault is undone."""
        with self.database.transaction() as session:
            sender = _sender(session, message)
            if not _is_new(session, message, sender, failure=type(fault).__name__):
                return False
            # The fault's own text may repeat what the person wrote; its type and place do not.
            log.error(
                "message_failed",
                conversation=sender.contact_id,
                fault=type(fault).__name__,
                place=_place_of(fault),
            )
            text = _("Em đang bị lỗi, chưa làm được việc này. Điều anh/chị đã trả lời vẫn còn. ")
            text += _("Anh/chị nhắn lại sau ít phút, hoặc nhắn: menu.")
            put(session, sender.address_id, Outgoing(text).to_json(), Priority.REPLY)
        return True


@dataclass(frozen=True)
class _Desk:
    """Carries a turn's effects out, all in the transaction of the message."""

    session: Session
    sender: "_Sender"
    operator: Operator
    origin: Origin

    @cached_property
    def office(self) -> Office:
        return Office(self.session, self.sender.contact_id, self.operator, self.origin)

    def send(self, reply: Outgoing) -> None:
        put(self.session, self.sender.address_id, reply.to_json(), Priority.REPLY)

    def carry_out(self, command: Command) -> None:
        with self.session.begin_nested():
            carry_out(self.office, command)

    def save(self, state: State) -> None:
        self.session.connection().execute(
            _SAVE,
            {
                "contact": self.sender.contact_id,
                "run": state.run,
                "talk": vars(state.talk) if state.talk else None,
                "parked": vars(state.parked) if state.parked else None,
                "question": state.question.to_json() if state.question else None,
                "updated_at": clock.now(),
            },
        )


@dataclass(frozen=True)
class _Sender:
    """The address a message came from, and the stored talk of its contact."""

    contact_id: ContactId
    address_id: AddressId
    is_reachable: bool
    last_written_at: datetime
    is_newest: bool = True  # of the contact's addresses, the one that wrote last
    run: int = 0
    talk: dict[str, Any] | None = None
    parked: dict[str, Any] | None = None
    question: dict[str, Any] | None = None


def _sender(session: Session, message: Inbound) -> _Sender:
    """Who wrote, made known when new. The row of the talk is locked: a person's messages are
    answered one after the other."""
    chat = {"channel": message.channel, "chat_id": message.chat_id}
    row = session.connection().execute(_FIND, chat).first()
    return _Sender(*tuple(row)) if row else _new_sender(session, message)


def _new_sender(session: Session, message: Inbound) -> _Sender:
    now = clock.now()
    contact = Contact(created_at=now)
    session.add(contact)
    session.flush()
    address = ChannelAddress(
        contact_id=contact.id, channel=message.channel, chat_id=message.chat_id, last_written_at=now
    )
    session.add_all([address, Conversation(contact_id=contact.id, run=0, updated_at=now)])
    session.flush()
    return _Sender(contact.id, address.id, is_reachable=True, last_written_at=now)


def _is_new(
    session: Session, message: Inbound, sender: _Sender, failure: str | None = None
) -> bool:
    """Keeps the message. False when the same one was kept before."""
    kept = session.connection().execute(
        _KEEP,
        {
            "channel": message.channel,
            "event_id": message.event_id,
            "contact_id": sender.contact_id,
            "kind": message.kind,
            "text": message.text,
            "received_at": clock.now(),
            "failure": failure,
        },
    )
    number = kept.scalar()
    if number is not None:
        is_known_as(number)
    return number is not None


def _note_sign_of_life(session: Session, message: Inbound, sender: _Sender) -> None:
    """Who writes can be reached again; who blocked the bot cannot. Otherwise the time of the last
    message is only kept to some minutes, unless another address wrote since: most messages need no
    write here, and notices go where the person wrote last."""
    now, blocked = clock.now(), message.kind is Kind.BLOCKED
    is_known = sender.is_newest and now - sender.last_written_at < WRITTEN_LATELY
    if blocked != sender.is_reachable and is_known:
        return
    values: dict[str, Any] = {"last_written_at": now}
    values["unreachable_at"] = now if blocked else None
    values["unreachable_reason"] = "blocked" if blocked else None
    session.execute(update(_addresses).where(_addresses.c.id == sender.address_id).values(values))


def _state(sender: _Sender) -> State:
    return State(
        run=sender.run,
        talk=Talk(**sender.talk) if sender.talk else None,
        parked=Talk(**sender.parked) if sender.parked else None,
        question=Outgoing.from_json(sender.question) if sender.question else None,
    )


def _unless_out_of_sight(message: Inbound, sender: _Sender) -> Inbound:
    """The message; as a tap on an old button when it is the number of an option that was shown on
    another phone of the same person: on this one the number stood for something else."""
    shown = sender.question["options"] if sender.question else ()
    places = {str(place) for place in range(1, len(shown) + 1)}
    is_number = message.kind is Kind.TEXT and message.text.strip(" .)") in places
    if is_number and not sender.is_newest:
        return replace(message, kind=Kind.CHOICE, value="")
    return message


def _place_of(fault: Exception) -> str:
    """The file and line where a fault arose."""
    last = extract_tb(fault.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
