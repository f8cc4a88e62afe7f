"""Where a contact can no longer be written to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.models import ChannelAddress, ContactId
from backend.messages.channel_names import channel_name


def closed_channels(session: Session, contact_id: ContactId | None) -> list[str]:
    """The names of the channels that refuse messages to them: they blocked the bot, are gone, or
    their account is one that bots may not write to."""
    query = (
        select(ChannelAddress.channel)
        .where(ChannelAddress.contact_id == contact_id, ChannelAddress.unreachable_at.is_not(None))
        .order_by(ChannelAddress.channel)
        .distinct()
    )
    return [channel_name(channel) for channel in session.scalars(query)]
