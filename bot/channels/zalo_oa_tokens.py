"""The tokens of a Zalo Official Account, which change every day.

An access token lives about 25 hours; a refresh token three months, and works once: trading it brings
the next pair, and whoever loses that is locked out until an administrator of the account consents
again in a browser. So a new pair is on disk before it is used for anything; one process at a time
trades; a trade is finished even when nobody waits for it any more; and it is made hours before the
old access token ends, so that a refusal can be mended in time.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bot.channels.base import Retry, SendError, Unauthorized

logger = logging.getLogger(__name__)

RENEWED_AFTER = 0.8  # of an access token's life: 5 of 25 hours are left
CLOCKS_DIFFER = timedelta(seconds=60)
LEASE = timedelta(seconds=60)  # longer than a trade may take
PATIENCE_SECONDS = 5.0  # of one message; it can be sent later
REST_SECONDS = 60.0  # after a trade that failed while the old token is still good
LOOK_SECONDS = 0.2
KEEP_SECONDS = 3600.0
LAST_SECONDS = 10.0  # for a trade at the end of the process


@dataclass(frozen=True)
class Fresh:
    """What a refresh token was traded for; `lifetime` is of the access token, in seconds."""

    access: str
    refresh: str
    lifetime: float


class Pair(Protocol):
    """What is kept: `access` is empty at first; from `renew_at` on it should be replaced, from
    `expires_at` on it is no good."""

    @property
    def access(self) -> str: ...
    @property
    def refresh(self) -> str: ...
    @property
    def renew_at(self) -> datetime: ...
    @property
    def expires_at(self) -> datetime: ...


class Store(Protocol):
    """Where all processes find the newest pair. Every method raises `ConnectionError` while it is
    away; the one there is: `backend.channel_tokens.service.ChannelTokens`."""

    def load(self, channel: str, first_refresh_token: str) -> Pair:
        """The newest pair; in the beginning only the refresh token of the settings."""

    def claim(self, channel: str, refresh_token: str, lease: timedelta) -> bool:
        """Takes the right to trade this refresh token; False when another process has it."""

    def save(
        self,
        channel: str,
        used: str,
        *,
        access: str,
        refresh: str,
        renew_at: datetime,
        expires_at: datetime,
    ) -> bool:
        """Keeps what `used` was traded for, durably; False when another chain was begun."""

    def release(self, channel: str, refresh_token: str) -> None:
        """Gives the right back."""


class Tokens:
    """The tokens of one channel in one process. `trade` turns a refresh token into the next pair; it
    raises `Unauthorized` when that is refused."""

    def __init__(
        self, channel: str, first: str, store: Store, trade: Callable[[str], Awaitable[Fresh]]
    ) -> None:
        self._channel, self._first = channel, first
        self._store, self._trade = store, trade
        self._known: Pair | None = None
        self._renewing: asyncio.Task[Pair] | None = None
        self._rests_until = 0.0  # of the process's clock

    async def current(self) -> str:
        """An access token to use now. Raises `Retry`, or `Unauthorized` when there is none and the
        refresh token is refused."""
        known = self._known or await self._load()
        self._known = known
        now = datetime.now(UTC)
        is_good = bool(known.access) and now < known.expires_at
        if is_good and (now < known.renew_at or time.monotonic() < self._rests_until):
            return known.access
        try:
            return await self._renewed("")
        except SendError as fault:
            if not is_good:
                raise
            # Loud, because somebody has to act before the old one ends.
            logger.error("Zalo's access token is not renewed: %s", fault.reason)
            self._rests_until = time.monotonic() + REST_SECONDS
            return known.access

    async def instead_of(self, refused: str) -> str:
        """Another access token than the one that Zalo refused. Raises as `current` does."""
        return await self._renewed(refused)

    async def keep(self) -> None:
        """Renews for ever: of an account to which nobody wrote for three months even the refresh
        token would end."""
        while True:
            await asyncio.sleep(KEEP_SECONDS)
            with suppress(SendError):  # said in the log, and tried again
                await self.current()

    async def finish(self) -> None:
        """Waits for a trade that is under way: its answer must not be lost."""
        if self._renewing:
            await asyncio.wait({self._renewing}, timeout=LAST_SECONDS)

    async def _renewed(self, refused: str) -> str:
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew(refused))
            self._renewing.add_done_callback(_hear)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return (await asyncio.shield(self._renewing)).access
        except TimeoutError:
            raise Retry("token_awaited") from None

    async def _renew(self, refused: str) -> Pair:
        """The newest pair of all processes, when it is new enough; or else a trade."""
        traded = False
        while True:
            pair = await self._load()
            is_new = traded or datetime.now(UTC) < pair.renew_at
            if is_new and pair.access not in ("", refused):
                self._known = pair
                return pair
            if await self._ask(self._store.claim, pair.refresh, LEASE):
                try:
                    await self._traded(pair.refresh)
                    traded = True
                except Unauthorized:
                    # It may be that another process was quicker after all.
                    if (await self._load()).refresh == pair.refresh:
                        raise
            else:
                await asyncio.sleep(LOOK_SECONDS)

    async def _traded(self, refresh_token: str) -> None:
        """Trades and keeps. Once Zalo has answered, nothing but the end of the process keeps the
        new pair from the disk."""
        try:
            fresh = await self._trade(refresh_token)
        except SendError as fault:
            await self._ask(self._store.release, refresh_token)
            if isinstance(fault, Unauthorized | Retry):
                raise
            # Whatever became of the trade, the message that waits for it was not sent.
            raise Retry(fault.reason) from None
        now, life = datetime.now(UTC), timedelta(seconds=fresh.lifetime)
        pair = {
            "access": fresh.access,
            "refresh": fresh.refresh,
            "renew_at": now + life * RENEWED_AFTER,
            "expires_at": now + life - min(CLOCKS_DIFFER, life / 10),
        }
        while True:
            try:
                await self._ask(self._store.save, refresh_token, **pair)
            except Retry:
                logger.error("Zalo's new tokens are not on disk yet")
                await asyncio.sleep(LOOK_SECONDS)
            else:
                return

    async def _load(self) -> Pair:
        pair: Pair = await self._ask(self._store.load, self._first)
        return pair

    async def _ask(self, method: Callable[..., Any], *given: object, **named: object) -> Any:
        try:
            return await asyncio.to_thread(method, self._channel, *given, **named)
        except ConnectionError:
            raise Retry("tokens_away") from None


def _hear(task: "asyncio.Task[Pair]") -> None:
    """Takes note of a fault that nobody waited for, so that asyncio does not print it."""
    if not task.cancelled():
        task.exception()
