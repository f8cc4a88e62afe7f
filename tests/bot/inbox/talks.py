"""Talks with the inbox, and what it kept of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from backend.contacts.models import ChannelAddress, Conversation
from backend.db import Database
from backend.messages.models import InboxMessage, OutboxMessage
from bot.inbox import Inbox
from bot.messages import Inbound, Kind
from tests.smooth import FORM

AN = "an"
UP_TO_RELATION = FORM[:2]

# Up to the review; the last is its "send".
TALK = (*FORM, "1")
APOLOGY = "Em đang bị lỗi"


@dataclass
class Talks:
    """Talks with the inbox, over Telegram."""

    database: Database
    inbox: Inbox
    _numbers: dict[str, int] = field(default_factory=dict)

    def message(self, text: str = "", kind: Kind = Kind.TEXT, **rest: Any) -> Inbound:
        """A message of An, unless another `chat_id` is given."""
        chat_id = rest.pop("chat_id", AN)
        number = self._numbers[chat_id] = self._numbers.get(chat_id, 0) + 1
        return Inbound("telegram", f"{chat_id}-{number}", chat_id, kind, text, **rest)

    def says(self, *texts: str, **rest: Any) -> list[str]:
        """Sends texts one by one; hands back what the service says to them."""
        before = len(self.replies(rest.get("chat_id", AN)))
        for text in texts:
            assert self.inbox.receive(self.message(text, **rest))
        return self.replies(rest.get("chat_id", AN))[before:]

    def replies(self, chat_id: str = AN) -> list[str]:
        """Everything that was said to somebody."""
        query = (
            select(OutboxMessage.body)
            .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
            .where(ChannelAddress.chat_id == chat_id)
            .order_by(OutboxMessage.id)
        )
        with self.database.reading() as session:
            return [body["text"] for body in session.scalars(query)]

    def taken(self) -> Sequence[InboxMessage]:
        """The rows of the inbox."""
        with self.database.reading() as session:
            return session.scalars(select(InboxMessage).order_by(InboxMessage.id)).all()

    def answers(self) -> dict[str, Any] | None:
        """What the open talk of the only person remembers."""
        with self.database.reading() as session:
            talk = session.scalars(select(Conversation.talk)).one()
        answers: dict[str, Any] | None = talk and talk["answers"]
        return answers

    def address(self) -> ChannelAddress:
        """The address of the only person."""
        with self.database.reading() as session:
            return session.scalars(select(ChannelAddress)).one()

    def count(self, table: type[Any]) -> int:
        """How many rows a table has."""
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0
