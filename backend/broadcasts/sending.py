"""Puts a broadcast into the outbox, in a job, in portions of one transaction each.

Replies and notices go first whatever waits here: the outbox sends by priority. A portion and how far
it came are committed together, so after a kill the next worker goes on where the last one stood.
"""

from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from backend import clock
from backend.broadcasts.audience import Audience, next_people
from backend.broadcasts.models import Broadcast, BroadcastId, BroadcastRecipient, State
from backend.contacts.models import ContactId
from backend.jobs.runner import Handler, Work
from backend.jobs.service import Held
from backend.message_templates.rules import fill
from backend.messages.models import OutboxMessage, Priority, SendStatus

PORTION = 50  # people; a transaction that no message has to wait for


def put_portion(session: Session, number: BroadcastId) -> bool:
    """The next people; whether there may be more. Nothing for one that is not being sent."""
    found = session.get(Broadcast, number, with_for_update=True, populate_existing=True)
    if found is None or found.state is not State.SENDING:
        return False
    audience, after = Audience.of(found.filters), ContactId(found.cursor)
    people = next_people(session, audience, after, PORTION)
    messages = [_message(found, person) for person in people]
    session.add_all(messages)
    session.flush()
    session.add_all(
        BroadcastRecipient(broadcast_id=number, contact_id=person.contact_id, outbox_id=message.id)
        for person, message in zip(people, messages, strict=True)
    )
    if people:
        found.cursor = people[-1].contact_id
    if len(people) == PORTION:
        return True
    found.state, found.ended_at = State.DONE, clock.now()
    return False


def _message(found: Broadcast, person: Row[Any]) -> OutboxMessage:
    values = {**found.values, "child": person.recipient, "code": person.code}
    now = clock.now()
    return OutboxMessage(
        address_id=person.address_id,
        priority=Priority.BROADCAST,
        body={"text": fill(found.text, values)},
        status=SendStatus.WAITING,
        created_at=now,
        due_at=now,
    )


def _run(work: Work) -> None:
    number, done, more = BroadcastId(work.held.argument["broadcast_id"]), 0, True
    while more:
        with work.database.transaction() as session:
            work.step(session, done)
            more = put_portion(session, number)
        done += PORTION


def _give_up(session: Session, held: Held, _sentence: str) -> None:
    """An officer may go on with it."""
    found = session.get(Broadcast, held.argument["broadcast_id"], with_for_update=True)
    if found and found.state is State.SENDING:
        found.state = State.PAUSED


HANDLER = Handler(_run, _give_up)
