"""Threads in which messages are answered, without holding up the event loop.

All messages of one chat go through one lane, in the order in which they came. SQLite has a single
writer, so it gets a single lane; PostgreSQL gets a few.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from zlib import crc32

from bot.inbox import Inbox
from bot.messages import Inbound

LANES_ON_POSTGRESQL = 6


class Lanes:
    """Hands messages to an inbox."""

    def __init__(self, inbox: Inbox) -> None:
        count = 1 if inbox.database.is_sqlite else LANES_ON_POSTGRESQL
        self._inbox = inbox
        self._lanes = [ThreadPoolExecutor(1, f"lane-{number}") for number in range(count)]

    async def receive(self, message: Inbound) -> bool:
        """`Inbox.receive`, in the lane of the message's chat. What waits in a lane is answered even
        when the caller is cancelled: Zalo will not hand it out again."""
        number = crc32(f"{message.channel}:{message.chat_id}".encode()) % len(self._lanes)
        loop = asyncio.get_running_loop()
        return await asyncio.shield(
            loop.run_in_executor(self._lanes[number], self._inbox.receive, message)
        )

    def close(self) -> None:
        """Finishes what was handed over."""
        for lane in self._lanes:
            lane.shutdown()
