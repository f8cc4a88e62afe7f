"""Asks a platform for updates for ever, through its faults."""

import asyncio
import logging
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from typing import Any

from bot.channels.base import Retry, SendError, Unauthorized

LONGEST_PAUSE = 30.0  # seconds

logger = logging.getLogger(__name__)

Batch = list[dict[str, Any]]


async def batches(
    fetch: Callable[[], Awaitable[Batch]],
    prepare: Callable[[], Awaitable[None]],
    first_pause: float,
) -> AsyncGenerator[Batch, None]:
    """What `fetch` brings, after `prepare` (which takes the webhook away: both platforms refuse to
    be polled beside one). A fault pauses, longer each time, and prepares again, because somebody
    may have set a webhook meanwhile. Raises only `Unauthorized`."""
    prepared, pauses = False, _pauses(first_pause)
    while True:
        try:
            if not prepared:
                await prepare()
            prepared = True
            batch = await fetch()
        except Unauthorized:
            raise
        except SendError as fault:
            prepared = False
            logger.warning("polling paused: %s", fault.reason)
            asked = fault.after if isinstance(fault, Retry) else None
            await asyncio.sleep(max(next(pauses), asked or 0))
            continue
        pauses = _pauses(first_pause)
        yield batch


def _pauses(first: float) -> Iterator[float]:
    pause = first
    while True:
        # Jitter, so that bots that failed together do not come back together.
        yield pause * random.uniform(0.5, 1.0)  # noqa: S311
        pause = min(pause * 2, LONGEST_PAUSE)
