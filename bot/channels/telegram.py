"""Telegram, over python-telegram-bot's `Bot`: no Updater, because the inbox stores before it
confirms."""

import os
from collections.abc import AsyncGenerator, Awaitable, Mapping
from contextlib import aclosing, suppress
from typing import Any, TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    error,
)
from telegram.request import HTTPXRequest

from backend.i18n import _
from bot.channels.base import Capabilities, SendError
from bot.channels.faults import call, in_pieces
from bot.channels.polling import Batch, batches
from bot.channels.rendering import split
from bot.channels.telegram_reading import NAME, UPDATES, read
from bot.channels.trust import trust
from bot.messages import Inbound, Outgoing

T = TypeVar("T")
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

# Without it the SDK warns on every 429; it also makes `retry_after` a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "1")


class TelegramChannel:
    """One Telegram bot. `timeout` is of a call, `poll_seconds` how long an idle poll stays open."""

    name = NAME
    capabilities = Capabilities(buttons=True, phone=True, edit=True, max_text=4096)
    webhook_secret_header = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name, no secret

    def __init__(
        self,
        token: str,
        secret: str = "",
        base_url: str | None = None,
        proxy: str | None = None,
        *,
        timeout: float = 10.0,
        poll_seconds: int = 25,
        first_pause: float = 1.0,
        connections: int = 4,
    ) -> None:
        self.webhook_secret = secret
        self._poll_seconds = poll_seconds
        self._first_pause = first_pause
        self._username = ""
        self._bot = _Bot(
            token,
            base_url=f"{base_url or 'https://api.telegram.org'}/bot",
            request=_requests(connections, timeout, proxy),
            get_updates_request=_requests(1, timeout, proxy),
        )

    async def start(self) -> None:
        """Opens connections and learns the bot's own name."""
        await self._call(self._bot.initialize())
        self._username = self._bot.username

    async def stop(self) -> None:
        """Closes the connections."""
        await self._bot.shutdown()

    def parse(self, payload: Mapping[str, Any]) -> Inbound | None:
        """One update of a webhook or of `poll`."""
        return read(payload, self._username)

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Sends plain text (never markup: it may hold what people typed); buttons come last."""

        async def piece(text: str, last: bool) -> str:
            markup = _markup(message) if last else None
            sent = self._bot.send_message(chat_id, text, reply_markup=markup)
            return str((await self._call(sent)).message_id)

        return await in_pieces(split(message.text, self.capabilities.max_text), piece)

    async def acknowledge(self, inbound: Inbound) -> None:
        """Stops the spinner. A tap that is too old to answer needs no answer."""
        if inbound.ref:
            with suppress(SendError):
                await self._call(self._bot.answer_callback_query(inbound.ref))

    async def poll(self) -> AsyncGenerator[Mapping[str, Any], None]:
        """Telegram forgets an update once a higher offset is asked for: only after it was taken."""
        offset = 0

        def fetch() -> Awaitable[Batch]:
            return self._call(self._bot.raw_updates(offset, self._poll_seconds))

        async with aclosing(batches(fetch, self.delete_webhook, self._first_pause)) as stream:
            async for batch in stream:
                for update in batch:
                    yield update
                    offset = update["update_id"] + 1

    async def set_webhook(self, url: str) -> None:
        """Asks for the updates that `parse` reads."""
        secret = self.webhook_secret or None
        await self._call(
            self._bot.set_webhook(url, secret_token=secret, allowed_updates=list(UPDATES))
        )

    async def delete_webhook(self) -> None:
        """What is waiting stays and comes by `poll`."""
        await self._call(self._bot.delete_webhook())

    async def _call(self, request: Awaitable[T]) -> T:
        return await call(request, error, error.TelegramError)


class _Bot(Bot):
    async def raw_updates(self, offset: int, seconds: int) -> Batch:
        """`get_updates` would build the SDK's objects, and lose the whole batch when one fails."""
        asked = {"offset": offset, "timeout": seconds, "allowed_updates": list(UPDATES)}
        patience = seconds + (self._request[0].read_timeout or 0)
        updates = await self._post("getUpdates", asked, read_timeout=patience)
        if not all(isinstance(update["update_id"], int) for update in updates):
            raise ValueError("update_id")
        return list(updates)


def _requests(connections: int, timeout: float, proxy: str | None) -> HTTPXRequest:
    # Few: one httpx client gets slower, not faster, with many sends in flight.
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=timeout,
        write_timeout=timeout,
        connect_timeout=timeout,
        pool_timeout=timeout,
        proxy=proxy,
        httpx_kwargs={"verify": trust()},
    )


def _markup(message: Outgoing) -> Markup:
    if message.ask_phone:
        share = KeyboardButton(_("📱 Gửi số của tôi"), request_contact=True)
        # One message carries one keyboard: here a tapped option arrives as its label, typed.
        rows = [[share], *([KeyboardButton(option.label)] for option in message.options)]
        return ReplyKeyboardMarkup(
            rows,
            resize_keyboard=True,
            one_time_keyboard=True,
            input_field_placeholder=_("Hoặc gõ số điện thoại"),
        )
    if message.options:
        buttons = (InlineKeyboardButton(o.label, callback_data=o.value) for o in message.options)
        return InlineKeyboardMarkup([[button] for button in buttons])
    # The keyboard of `ask_phone` stays in sight when the number was typed instead.
    return ReplyKeyboardRemove()
