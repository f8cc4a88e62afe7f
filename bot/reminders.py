"""Forms that were left: a gentle reminder, a second and last one, and in the end they are purged.

Nobody is reminded without a consent, at night, after "huỷ" or "DỪNG", or of what was purged. A reminder
is a notice: it carries the open question, so an answer to it goes on where the form was left.
"""

from datetime import datetime, time, timedelta

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.commands import NEEDED
from backend.contacts.models import Consent, ContactId, Conversation
from backend.db import Database
from backend.messages.models import InboxMessage
from backend.notices.service import notify
from bot.conversation import Talk
from bot.flows.unfinished import reminder
from bot.reading.intents import Intent, control_word

FIRST_AFTER, LAST_AFTER = 1, 6  # days after the last message
LATEST_HOUR = time(19)  # of those who write in the evening; the worker looks once an hour
TOO_LATE = timedelta(days=8)
# What nobody agreed to give is not kept.
END_WITHOUT_CONSENT_AFTER = timedelta(days=7)
# Families come back after a harvest, the rains or Tết: weeks, not months. Two months are longer than
# that and shorter than a term, so that class, telephone and standing still hold; what was agreed to
# be kept for a request is not kept on for a request that nobody makes.
END_AFTER = timedelta(days=60)


def remind_of_unfinished(database: Database) -> None:
    """Reminds everybody whose hour has come, each in a transaction of their own."""
    now = clock.now()
    if not clock.by_day(now):
        return
    with database.reading() as session:
        left = session.execute(_left_since(now)).all()
    for contact_id, wrote_at, reminded_at in left:
        if _is_due(now, wrote_at, reminded_at):
            with database.transaction() as session:
                _remind(session, contact_id, wrote_at)


def forget_idle_talks(database: Database) -> None:
    """Purges half-done talks: they hold personal data that nobody sent off."""
    now = clock.now()
    agreed = select(Consent.contact_id).where(
        Consent.withdrawn_at.is_(None),
        Consent.purpose.in_(NEEDED),
        Consent.contact_id.is_not(None),  # among them a NULL, NOT IN finds nobody at all
    )
    idle = or_(
        Conversation.updated_at < now - END_AFTER,
        (Conversation.updated_at < now - END_WITHOUT_CONSENT_AFTER)
        & Conversation.contact_id.not_in(agreed),
    )
    with database.transaction() as session:
        session.execute(
            update(Conversation).where(idle).values(talk=None, parked=None, question=None)
        )


def _left_since(now: datetime) -> Select[ContactId, datetime, datetime | None]:
    written = Conversation.updated_at
    return select(Conversation.contact_id, written, Conversation.reminded_at).where(
        written.between(now - TOO_LATE, now - timedelta(hours=8)),
        Conversation.question.is_not(None),
    )


def _due_at(wrote_at: datetime, days: int) -> datetime:
    """So many days later, at the same hour or the nearest one at which people are written to."""
    local = wrote_at.astimezone(clock.VIETNAM)
    hour = min(max(local.time(), clock.DAY_BEGINS), LATEST_HOUR)
    return datetime.combine(local.date() + timedelta(days=days), hour, clock.VIETNAM)


def _is_due(now: datetime, wrote_at: datetime, reminded_at: datetime | None) -> bool:
    if reminded_at is None or reminded_at < wrote_at:
        return now >= _due_at(wrote_at, FIRST_AFTER)
    last = _due_at(wrote_at, LAST_AFTER)
    return reminded_at < last <= now


def _remind(session: Session, contact_id: ContactId, wrote_at: datetime) -> None:
    """Says it, unless the person wrote in the meantime or another worker was quicker."""
    query = select(Conversation).where(Conversation.contact_id == contact_id)
    conversation = session.scalars(query.with_for_update()).one()
    now = clock.now()
    if not _is_due(now, conversation.updated_at, conversation.reminded_at):
        return
    conversation.reminded_at = now
    session.flush()
    if _said_enough(session, contact_id):
        return
    talks = (
        Talk(**stored) if stored else None for stored in (conversation.talk, conversation.parked)
    )
    words = reminder(*talks, is_last=now >= _due_at(wrote_at, LAST_AFTER))
    if words:
        notify(session, contact_id, words)


def _said_enough(session: Session, contact_id: ContactId) -> bool:
    """Whether the last words were "huỷ" or "DỪNG"."""
    query = select(InboxMessage.text).where(InboxMessage.contact_id == contact_id)
    last = session.scalar(query.order_by(InboxMessage.id.desc()).limit(1))
    return control_word(last or "") in (Intent.CANCEL, Intent.DATA_STOP)
