"""Zalo Bot, over the community SDK python-zalo-bot behind a repaired request layer.

Zalo has no buttons, vouches for no phone number, and its polling forgets an update as soon as it
was handed out: production uses the webhook.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import Any, TypeVar

from zalo_bot import Bot, error

from bot.channels.base import Capabilities, SendError
from bot.channels.download import ZALO, download
from bot.channels.faults import call, in_pieces
from bot.channels.polling import Batch, batches
from bot.channels.raw import dig, identifier
from bot.channels.rendering import numbered, split
from bot.channels.trust import trust
from bot.channels.zalo_reading import NAME, read
from bot.channels.zalo_request import RepairedRequest
from bot.messages import Inbound, Outgoing

T = TypeVar("T")

FREE_MONTHLY_QUOTA = 3000  # of the only plan that there is, by Zalo's price list of 2026


class ZaloChannel:
    """One Zalo bot. `timeout` is of a call, `poll_seconds` how long an idle poll stays open; photos
    are fetched from `photo_origins` alone."""

    name = NAME
    capabilities = Capabilities(photos=True, max_text=2000)
    webhook_secret_header = "X-Bot-Api-Secret-Token"  # noqa: S105 - a name, no secret

    def __init__(
        self,
        token: str,
        secret: str = "",
        # Not the SDK's default, which is an undocumented alias.
        base_url: str = "https://bot-api.zaloplatforms.com",
        proxy: str | None = None,
        *,
        monthly_quota: int | None = FREE_MONTHLY_QUOTA,
        photo_origins: Sequence[str] = ZALO,
        timeout: float = 15.0,
        poll_seconds: int = 30,
        first_pause: float = 1.0,
        connections: int = 4,
    ) -> None:
        self.webhook_secret = secret
        self.capabilities = replace(self.capabilities, monthly_quota=monthly_quota)
        self._photo_origins = photo_origins
        self._poll_seconds = poll_seconds
        self._first_pause = first_pause
        self._own_id = ""
        polls, others = _requests(1, timeout, proxy), _requests(connections, timeout, proxy)
        self._bot = _Bot(token, base_url, polls, others)

    async def start(self) -> None:
        """Opens connections and learns the bot's own id."""
        self._own_id = identifier(dig(await self._call(self._bot.open()), "id"))

    async def stop(self) -> None:
        """Closes the connections."""
        await self._bot.close()

    def parse(self, payload: Mapping[str, Any]) -> Inbound | None:
        """One update of a webhook or of `poll`."""
        return read(payload, self._own_id)

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Sends the text with its options numbered; every piece counts against the quota."""

        async def piece(text: str, _last: bool) -> str:
            sent = await self._call(self._bot.post("sendMessage", chat_id=chat_id, text=text))
            return identifier(dig(sent, "message_id"))

        return await in_pieces(split(numbered(message), self.capabilities.max_text), piece)

    def pieces(self, message: Outgoing) -> int:
        """How many messages it takes."""
        return len(split(numbered(message), self.capabilities.max_text))

    async def fetch(self, handle: str) -> bytes:
        """The handle is an address, open to everybody for a while."""
        return await download(handle, self._photo_origins)

    async def typing(self, chat_id: str) -> None:
        """The sign stands until the answer comes. It counts as no message."""
        with suppress(SendError):
            await self._call(self._bot.post("sendChatAction", chat_id=chat_id, action="typing"))

    async def acknowledge(self, inbound: Inbound) -> None:
        """There is nothing to tap."""

    async def poll(self) -> AsyncGenerator[Mapping[str, Any], None]:
        """Zalo hands an update out once: what fails between here and the inbox is lost."""

        def fetch() -> Awaitable[Batch]:
            return self._call(self._bot.raw_updates(self._poll_seconds))

        async with aclosing(batches(fetch, self.delete_webhook, self._first_pause)) as stream:
            async for batch in stream:
                for update in batch:
                    yield update

    async def set_webhook(self, url: str) -> None:
        """Zalo keeps the address even when its own check of it fails."""
        await self._call(self._bot.post("setWebhook", url=url, secret_token=self.webhook_secret))

    async def delete_webhook(self) -> None:
        """Fine when there is none."""
        await self._call(self._bot.post("deleteWebhook"))

    async def _call(self, request: Awaitable[T]) -> T:
        return await call(request, error, error.ZaloError)


class _Bot(Bot):  # type: ignore[misc]  # the SDK is not typed
    """Raw answers only: the SDK's objects raise on what Zalo leaves out, print when compared, and
    its webhook methods start a second event loop."""

    def __init__(
        self, token: str, base_url: str, polls: RepairedRequest, others: RepairedRequest
    ) -> None:
        # Not Bot's own: it opens two clients that cannot be set up and that nobody would close.
        super(Bot, self).__init__()
        self._base_url = f"{base_url}/bot{token}"
        self._request = (polls, others)

    async def open(self) -> Any:
        """The bot's own account."""
        await asyncio.gather(*(request.initialize() for request in self._request))
        return await self.post("getMe")

    async def close(self) -> None:
        """Unlike the SDK's `shutdown`, also after a failed start."""
        await asyncio.gather(*(request.shutdown() for request in self._request))

    async def post(self, endpoint: str, **data: Any) -> Any:
        """The `result` of one call."""
        return await self._post(endpoint, data)

    async def raw_updates(self, seconds: int) -> Batch:
        """One update, or none when the poll was idle."""
        patience = seconds + self._request[0].read_timeout
        result = await self._post("getUpdates", {"timeout": seconds}, read_timeout=patience)
        return [result] if result else []


def _requests(connections: int, timeout: float, proxy: str | None) -> RepairedRequest:
    return RepairedRequest(
        connection_pool_size=connections,
        read_timeout=timeout,
        write_timeout=timeout,
        connect_timeout=timeout,
        pool_timeout=timeout,
        proxy=proxy,
        httpx_kwargs={"verify": trust()},
    )
