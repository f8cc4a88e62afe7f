"""Fetches the photos of one channel that wait, one at a time, and tries again for a day."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import structlog

from backend.db import DATABASE_AWAY, Database
from backend.media import service as media
from backend.media.service import Awaited
from bot.channels.base import Ambiguous, Channel, Retry, SendError, Unauthorized

log = structlog.get_logger()

LOOK_SECONDS = 2.0
FETCH_SECONDS = 60.0  # shorter than the lease; the channels give up before


@dataclass
class PhotoFetcher:
    """Fetches the photos of one channel. `look` is the pause when there is none, in seconds."""

    database: Database
    channel: Channel
    look: float = LOOK_SECONDS

    async def run(self, stop: asyncio.Event) -> None:
        """Fetches until `stop` is set; what is on its way then is fetched again after its lease."""
        while not stop.is_set():
            try:
                fetched = await self.fetch_next()
            except DATABASE_AWAY:
                log.warning("database_away", channel=self.channel.name, task="photos")
                fetched = False
            if not fetched:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), self.look)

    async def fetch_next(self) -> bool:
        """Fetches one that is due; False when there is none."""
        awaited = await asyncio.to_thread(self._claim)
        if awaited is None:
            return False
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                content = await self.channel.fetch(awaited.handle)
        except SendError as fault:
            await asyncio.to_thread(self._not_fetched, awaited, fault)
        except TimeoutError:
            await asyncio.to_thread(self._not_fetched, awaited, Ambiguous("timeout"))
        else:
            await asyncio.to_thread(self._store, awaited, content)
        return True

    def _claim(self) -> Awaited | None:
        with self.database.reading() as session:
            if not media.is_due(session, self.channel.name):
                return None
        with self.database.transaction() as session:
            return media.claim(session, self.channel.name)

    def _store(self, awaited: Awaited, content: bytes) -> None:
        with self.database.transaction() as session:
            media.store(session, awaited.id, content)

    def _not_fetched(self, awaited: Awaited, fault: SendError) -> None:
        log.warning("photo_not_fetched", media=awaited.id, reason=fault.reason)
        comes_later = isinstance(fault, Retry | Ambiguous | Unauthorized)
        end = media.put_off if comes_later else media.fail
        with self.database.transaction() as session:
            end(session, awaited.id, fault.reason)
