"""People of the demo who write: a chat of the simulator's, and their consent."""

from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.commands import GiveConsent
from backend.contacts.models import ChannelAddress, Contact, ContactId
from backend.contacts.service import Origin, give_consent
from bot.flows.privacy_notices import CURRENT

CHANNEL = "simulator-telegram"


def make_parent(session: Session, chat_id: str) -> ContactId:
    """Somebody new, who agreed to be written to."""
    now = clock.now()
    contact = Contact(created_at=now)
    session.add(contact)
    session.flush()
    session.add(
        ChannelAddress(contact_id=contact.id, channel=CHANNEL, chat_id=chat_id, last_written_at=now)
    )
    session.flush()
    give_consent(
        session, contact.id, GiveConsent(CURRENT, "đồng ý"), Origin(CHANNEL, f"consent-{chat_id}")
    )
    return contact.id
