"""Shows that an answer is being worked on, when it takes longer than usual."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.channels.base import Channel
from bot.messages import Inbound

NOTICEABLE_SECONDS, PATIENCE_SECONDS = 0.5, 2.0


@asynccontextmanager
async def shown_as_typing(
    channel: Channel, message: Inbound, after: float = NOTICEABLE_SECONDS
) -> AsyncIterator[None]:
    """Around the work on an answer. Nearly all are there before the sign would be shown; it neither
    holds one up nor can it fail one."""
    answered = asyncio.Event()
    sign = asyncio.create_task(_show_unless(answered, channel, message.chat_id, after))
    _SHOWING.add(sign)
    sign.add_done_callback(_SHOWING.discard)
    try:
        yield
    finally:
        answered.set()


# The loop itself holds its tasks only weakly.
_SHOWING: set[asyncio.Task[None]] = set()


async def all_shown() -> None:
    """Waits until no call is under way; whatever hangs is left after a moment."""
    if _SHOWING:
        await asyncio.wait(_SHOWING, timeout=PATIENCE_SECONDS)


async def _show_unless(
    answered: asyncio.Event, channel: Channel, chat_id: str, after: float
) -> None:
    """Never cancelled once the call has begun: half a connection would be left open."""
    with suppress(TimeoutError):
        await asyncio.wait_for(answered.wait(), after)
        return
    with suppress(Exception):  # a channel that was not started yet, say
        await channel.typing(chat_id)
