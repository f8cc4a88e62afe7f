"""Telegram, over python-telegram-bot's `Bot`: no Updater, because the inbox stores before it
confirms."""

import asyncio
import json
import os
from collections.abc import AsyncGenerator, Awaitable, Mapping
from contextlib import aclosing, suppress
from typing import Any, TypeVar

from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    error,
)
from telegram.constants import ChatAction
from telegram.request import HTTPXRequest

from backend.i18n import _
from bot.channels.base import Ambiguous, Capabilities, Rejected, Retry, SendError, Unauthorized
from bot.channels.download import LIMIT, SECONDS
from bot.channels.faults import call, in_pieces
from bot.channels.polling import Batch, batches
from bot.channels.rendering import split, units
from bot.channels.telegram_clients import Clients
from bot.channels.telegram_commands import COMMANDS
from bot.channels.telegram_reading import NAME, UPDATES, read
from bot.channels.trust import trust
from bot.messages import Inbound, Outgoing

T = TypeVar("T")
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

CALLS_OF_A_CLIENT = 4  # usually one; more where signs of typing and photos come beside the sends

# Without it the SDK warns on every 429; it also makes `retry_after` a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "1")


class TelegramChannel:
    """One Telegram bot. `timeout` is of a call, `poll_seconds` how long an idle poll stays open."""

    name = NAME
    capabilities = Capabilities(
        buttons=True,
        phone=True,
        location=True,
        photos=True,
        edit=True,
        max_text=4096,
        bulk_per_second=30,
    )
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
        root = base_url or "https://api.telegram.org"
        self._bot = _Bot(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=Clients(*(_requests(timeout, proxy) for _number in range(connections))),
            get_updates_request=_requests(timeout, proxy),
        )

    async def start(self) -> None:
        """Opens connections, learns the bot's own name and hangs out its menu of commands."""
        await self._call(self._bot.initialize())
        self._username = self._bot.username
        commands = [BotCommand(name, _(explained)) for name, _words, explained in COMMANDS]
        with suppress(SendError):  # they can be typed all the same
            await self._call(self._bot.set_my_commands(commands))

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

    def pieces(self, message: Outgoing) -> int:
        """How many messages it takes."""
        return len(split(message.text, self.capabilities.max_text))

    async def fetch(self, handle: str) -> bytes:
        """Telegram says where the file lies for an hour; a handle is good for longer."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS):
                file = await self._call(self._bot.get_file(handle))
                if (file.file_size or 0) > LIMIT:
                    raise Rejected("too_large")
                try:
                    content = bytes(await self._call(file.download_as_bytearray()))
                except Unauthorized:  # how the SDK reads a 404, and the token was good just now
                    raise Retry("gone") from None
                if len(content) > LIMIT:
                    raise Rejected("too_large")
                return content
        raise Ambiguous("timeout")

    async def typing(self, chat_id: str) -> None:
        """The sign stands for five seconds, or until the answer comes."""
        with suppress(SendError):
            await self._call(self._bot.send_chat_action(chat_id, ChatAction.TYPING))

    async def acknowledge(self, inbound: Inbound) -> None:
        """Stops the spinner, then writes what was tapped in place of the menu. A tap that is too old
        for either needs neither."""
        if not inbound.ref:
            return
        tap = json.loads(inbound.ref)
        with suppress(SendError):
            await self._call(self._bot.answer_callback_query(tap["query"]))
        with suppress(SendError, ValueError):  # a number too long to be one
            await self._close_menu(inbound.chat_id, tap)

    async def _close_menu(self, chat_id: str, tap: Mapping[str, str]) -> None:
        """So that old menus do not fill the chat, and one can read what one answered."""
        if not (tap["message"].isdecimal() and tap["label"]):
            return
        message = int(tap["message"])
        text = f"{tap['text']}\n\n" + _("Đã bấm: {label}").format(label=tap["label"])
        if tap["text"] and units(text) <= self.capabilities.max_text:
            change: Awaitable[object] = self._bot.edit_message_text(text, chat_id, message)
        else:
            change = self._bot.edit_message_reply_markup(chat_id, message)
        await self._call(change)

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


def _requests(timeout: float, proxy: str | None) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=CALLS_OF_A_CLIENT,
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
        return _share_keyboard(share, message, _("Hoặc gõ số điện thoại"))
    if message.ask_location:
        share = KeyboardButton(_("📍 Gửi vị trí của tôi"), request_location=True)
        return _share_keyboard(share, message, _("Hoặc gõ tên nơi đó"))
    if message.options:
        buttons = (InlineKeyboardButton(o.label, callback_data=o.value) for o in message.options)
        return InlineKeyboardMarkup([[button] for button in buttons])
    # The keyboard of `ask_phone` stays in sight when the number was typed instead.
    return ReplyKeyboardRemove()


def _share_keyboard(
    share: KeyboardButton, message: Outgoing, placeholder: str
) -> ReplyKeyboardMarkup:
    """One message carries one keyboard: here a tapped option arrives as its label, typed."""
    rows = [[share], *([KeyboardButton(option.label)] for option in message.options)]
    return ReplyKeyboardMarkup(
        rows,
        resize_keyboard=True,
        one_time_keyboard=True,
        input_field_placeholder=placeholder,
    )
