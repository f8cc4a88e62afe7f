"""Phones of invented people that write to one inbox."""

from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import select

from backend.contacts.models import ChannelAddress, ContactId, Conversation
from backend.db import Database
from backend.messages.models import OutboxMessage
from bot.inbox import Inbox
from bot.messages import Inbound, Kind
from tests.stage import CODE

PHONE, OTHER = ("telegram", "máy này"), ("zalo", "máy kia")
Phone = tuple[str, str]


@dataclass
class Chats:
    """Several phones that write to one inbox."""

    database: Database
    inbox: Inbox
    _numbers: "count[int]" = field(default_factory=count)

    def says(self, phone: Phone, *texts: str) -> str:
        """Sends texts; hands back the last answer on that phone."""
        for text in texts:
            assert self.inbox.receive(self.message(phone, text))
        return self.heard(phone)[-1]

    def message(self, phone: Phone, text: str) -> Inbound:
        return Inbound(phone[0], str(next(self._numbers)), phone[1], Kind.TEXT, text)

    def heard(self, phone: Phone) -> list[str]:
        query = (
            select(OutboxMessage.body)
            .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
            .where(ChannelAddress.chat_id == phone[1])
            .order_by(OutboxMessage.id)
        )
        with self.database.reading() as session:
            return [body["text"] for body in session.scalars(query)]

    def contact(self, phone: Phone) -> ContactId:
        query = select(ChannelAddress.contact_id).where(ChannelAddress.chat_id == phone[1])
        with self.database.reading() as session:
            return session.scalars(query).one()

    def talk(self, phone: Phone) -> Conversation:
        with self.database.reading() as session:
            return session.get_one(Conversation, self.contact(phone))

    def code(self, phone: Phone) -> str:
        found = CODE.search(self.says(phone, "lấy mã nối"))
        assert found
        return found[1]

    def are_joined(self) -> bool:
        return self.contact(PHONE) == self.contact(OTHER)
