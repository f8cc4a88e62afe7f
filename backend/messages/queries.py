"""What became of the messages to a contact."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.models import ChannelAddress, ContactId
from backend.messages.models import OutboxMessage, SendStatus


def newest_failure(session: Session, contact_id: ContactId, since: datetime) -> datetime | None:
    """When the last message to them since `since` could not be delivered; None when all could."""
    query = (
        select(OutboxMessage.created_at)
        .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
        .where(
            ChannelAddress.contact_id == contact_id,
            OutboxMessage.status == SendStatus.FAILED,
            OutboxMessage.created_at >= since,
        )
    )
    return session.scalar(query.order_by(OutboxMessage.id.desc()).limit(1))
