"""Shows that an answer is being worked on, when it takes longer than usual."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.channels.base import Channel
from bot.messages import Inbound

NOTICEABLE_SECONDS = 0.5


@asynccontextmanager
async def shown_as_typing(
    channel: Channel, message: Inbound, after: float = NOTICEABLE_SECONDS
) -> AsyncIterator[None]:
    """Around the work on an answer. Nearly all are there before the sign would be shown; it neither
    holds one up nor can it fail one."""
    sign = asyncio.create_task(_show_later(channel, message.chat_id, after))
    try:
        yield
    finally:
        sign.cancel()


async def _show_later(channel: Channel, chat_id: str, after: float) -> None:
    await asyncio.sleep(after)
    with suppress(Exception):  # a channel that was not started yet, say
        await channel.typing(chat_id)
