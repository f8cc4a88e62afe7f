"""People of whom nothing can be read: Zalo shows bots no message of its protected accounts, such as
those of children, of people with disabilities, and of people who cannot read."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.messages.models import InboxMessage

LOOKED_BACK = timedelta(days=30)
FEWEST = 2  # messages; one alone may be a contact card
UNREADABLE = "unsupported"  # the kind under which the inbox keeps them


def unreadable_people(session: Session, *, channel: str = "zalo") -> int:
    """How many wrote lately without one message that could be read. Who and where they are nobody
    knows: all that there is to tell is that they are there."""
    message = InboxMessage
    people = (
        select(message.contact_id)
        .where(message.channel == channel, message.received_at >= clock.now() - LOOKED_BACK)
        .group_by(message.contact_id)
        .having(
            func.count() >= FEWEST,
            func.min(message.kind) == UNREADABLE,
            func.max(message.kind) == UNREADABLE,
        )
    )
    return session.scalar(select(func.count()).select_from(people.subquery())) or 0
