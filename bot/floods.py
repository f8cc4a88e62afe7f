"""More messages of one chat than a person can type: told once, then let go for a minute.

Each message costs a transaction, and on SQLite everybody waits for the same writer.
"""

import time
from collections.abc import Callable
from enum import Enum, auto

import structlog
from sqlalchemy import select

from backend.contacts.models import ChannelAddress
from backend.db import Database
from backend.guards.limiter import Limiter
from backend.i18n import _
from backend.messages.models import Priority
from backend.messages.service import put
from bot.messages import Inbound, Outgoing

log = structlog.get_logger()

MOST = 120  # messages of one chat in a minute
TOGETHER = 100_000  # of all chats: never the limit


class Verdict(Enum):
    """What to do with a message."""

    ANSWER = auto()
    TELL = auto()  # the first that is too many
    LET_GO = auto()


class Floods:
    """Weighs messages by chat, in memory, per process."""

    def __init__(self, most: int = MOST, now: Callable[[], float] = time.monotonic) -> None:
        self._answers = Limiter(most, TOGETHER, now)
        self._words = Limiter(1, TOGETHER, now)

    def weigh(self, message: Inbound) -> Verdict:
        """Counts the message."""
        chat = f"{message.channel}:{message.chat_id}"
        if self._answers.lets(chat):
            return Verdict.ANSWER
        return Verdict.TELL if self._words.lets(chat) else Verdict.LET_GO


def ask_to_wait(database: Database, message: Inbound) -> None:
    """Tells a person who wrote before; the message itself is not kept."""
    log.warning("too_many_messages", channel=message.channel)
    with database.transaction() as session:
        address = session.scalar(
            select(ChannelAddress.id).where(
                ChannelAddress.channel == message.channel, ChannelAddress.chat_id == message.chat_id
            )
        )
        if address is not None:
            words = _(
                "Anh/chị nhắn nhanh quá, em chưa đọc kịp. Anh/chị đợi một phút rồi nhắn tiếp nhé. "
                "Điều đã trả lời vẫn còn."
            )
            put(session, address, Outgoing(words).to_json(), Priority.REPLY)
