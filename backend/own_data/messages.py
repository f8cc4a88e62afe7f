"""How many messages and photos of somebody are kept, and how long."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.contacts.models import ChannelAddress, Contact, ContactId
from backend.i18n import _
from backend.media.models import MediaFile, MediaState
from backend.media.retention import KEPT_FOR
from backend.messages.models import InboxMessage, OutboxMessage
from backend.retention.terms import longest

MONTH = timedelta(days=30)


@dataclass(frozen=True)
class MessagesKept:
    """How many: received, sent, photos; and after how many months the messages go."""

    received: int
    sent: int
    photos: int
    months: int

    def line(self) -> str:
        """In words."""
        words = _(
            "Tin nhắn: {received} tin anh/chị gửi, {sent} tin em gửi, đã mã hóa, giữ đến {months} tháng "
            "sau khi việc xong. Ảnh: {photos}, giữ {photo_months} tháng từ ngày gửi."
        )
        return words.format(
            received=self.received,
            sent=self.sent,
            photos=self.photos,
            months=self.months,
            photo_months=KEPT_FOR // MONTH,
        )


def messages_kept(session: Session, contact_id: ContactId) -> MessagesKept:
    """Of all the channels of a contact, since everything was erased, if it was."""
    erased = session.get_one(Contact, contact_id).erased_at
    addresses = select(ChannelAddress.id).where(ChannelAddress.contact_id == contact_id)
    received = select(func.count()).where(InboxMessage.contact_id == contact_id)
    sent = select(func.count()).where(OutboxMessage.address_id.in_(addresses))
    if erased:
        received = received.where(InboxMessage.received_at > erased)
        sent = sent.where(OutboxMessage.created_at > erased)
    photos = select(func.count()).where(
        MediaFile.contact_id == contact_id,
        MediaFile.state.in_((MediaState.WAITING, MediaState.STORED)),
    )
    counts = [session.scalar(query) or 0 for query in (received, sent, photos)]
    return MessagesKept(counts[0], counts[1], counts[2], longest(session).months)
