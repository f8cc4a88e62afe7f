"""People: those who have not written for as long as was promised, and those who asked to be erased and
have heard the last answer."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ChannelAddress, Contact, ContactId
from backend.db import Database
from backend.learning_titles.models import TitleApplication
from backend.messages.models import OutboxId, OutboxMessage, SendStatus
from backend.need_answers.models import NeedAnswer
from backend.retention import applying, registry
from backend.retention.applying import Batch
from backend.retention.erasure import end_consents, erase_until
from backend.retention.noting import note
from backend.retention.reach import of_contact
from backend.retention.terms import DEFAULT, begin_of, cutoff
from backend.support_requests.models import SupportRequest
from backend.tickets.models import Ticket

PEOPLE = 10
# For the last answer to arrive, and for a person who writes again at once.
ANSWER_WITHIN = timedelta(days=2)
_ALL = (*registry.OF_TALKS, *registry.OF_PHOTOS, *registry.OF_ADDRESSES)


def erase_silent(session: Session) -> Batch:
    """Those of whom nothing is kept any more but talk and address."""
    old = begin_of(cutoff(DEFAULT.months))
    mine = Contact.id
    query = select(Contact).where(
        Contact.erased_at.is_(None),
        Contact.joined_to_id.is_(None),
        Contact.created_at < old,
        ~exists().where(ChannelAddress.contact_id == mine, ChannelAddress.last_written_at >= old),
        ~exists().where(SupportRequest.contact_id == mine),
        ~exists().where(Ticket.contact_id == mine, Ticket.anonymised_at.is_(None)),
        ~exists().where(TitleApplication.contact_id == mine),
        ~exists().where(NeedAnswer.contact_id == mine),
    )
    met: Counter[str] = Counter()
    for contact in session.scalars(query.order_by(mine).limit(PEOPLE)).all():
        now = clock.now()
        found = of_contact(session, contact.id, now)
        met += applying.apply(session, _ALL, found.rows)
        contact.erased_at = now
        met["contacts"] += 1
    session.flush()
    return Batch(+met)


def finish_erasures(database: Database) -> Counter[str]:
    """Goes through those who asked to be erased and can still be answered, each in a transaction."""
    with database.reading() as session:
        asked = session.scalars(_asked().order_by(Contact.id)).all()
    met: Counter[str] = Counter()
    for contact_id in asked:
        with database.transaction() as session:
            batch = _finish(session, contact_id)
            if batch.met:
                note(session, "erased", batch)
        met += batch.met
    return met


def _asked() -> Select[ContactId]:
    return select(Contact.id).where(
        Contact.erased_at < clock.now() - ANSWER_WITHIN,
        exists().where(_reachable(Contact.id)),
    )


def _reachable(contact: object) -> ColumnElement[bool]:
    own = ChannelAddress.contact_id == contact
    return own & ~ChannelAddress.chat_id.startswith("~")


def _finish(session: Session, contact_id: ContactId) -> Batch:
    """Erases what was open when the person asked and is so no more; then, when nothing is, the
    address. Who has written since is a new acquaintance, of whom nothing from before is left."""
    contact = session.get_one(Contact, contact_id)
    moment = contact.erased_at
    if moment is None:
        return Batch(Counter())
    found = of_contact(session, contact_id, moment)
    if found.requests or found.rows["title_applications"] or found.rows["media_files"]:
        found, met = erase_until(session, contact, moment)
    else:
        met = Counter()
    if not found.is_closed:
        return Batch(met)
    end_consents(session, found.contacts, moment)
    came_back = exists().where(_reachable(contact_id), ChannelAddress.last_written_at > moment)
    if session.scalar(select(came_back)):
        contact.erased_at = None
        session.flush()
        return Batch(met)
    if session.scalar(_is_being_answered(found.contacts)):
        return Batch(met)
    rest = of_contact(session, contact_id, clock.now())
    return Batch(met + applying.apply(session, _ALL, rest.rows))


def _is_being_answered(contacts: list[int]) -> Select[OutboxId]:
    return (
        select(OutboxMessage.id)
        .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
        .where(ChannelAddress.contact_id.in_(contacts), OutboxMessage.status == SendStatus.WAITING)
        .limit(1)
    )
