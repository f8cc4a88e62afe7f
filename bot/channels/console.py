"""A channel in the terminal: one person, no token, no network."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from threading import Thread
from typing import Any, TextIO
from uuid import uuid4

from bot.channels.base import Capabilities, Rejected
from bot.channels.raw import dig, identifier, words
from bot.channels.rendering import numbered
from bot.messages import Inbound, Kind, Outgoing

NAME = "console"


class ConsoleChannel:
    """Writes to `out`, reads lines from `lines`."""

    name = NAME
    capabilities = Capabilities(remote=False)
    webhook_secret = webhook_secret_header = ""

    def __init__(self, out: TextIO, lines: TextIO | None = None) -> None:
        self._out = out
        self._lines = lines

    async def start(self) -> None:
        """Nothing to open."""

    async def stop(self) -> None:
        """Nothing to close."""

    def parse(self, payload: Mapping[str, Any]) -> Inbound | None:
        """Reads `{"text": ..., "event_id": ...}`."""
        text, event_id = words(dig(payload, "text")), identifier(dig(payload, "event_id"))
        return Inbound(NAME, event_id, NAME, Kind.TEXT, text) if text and event_id else None

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Prints the message, a blank line behind it."""
        self._out.write(f"{numbered(message)}\n\n")
        self._out.flush()
        return uuid4().hex

    def pieces(self, message: Outgoing) -> int:
        """One."""
        return 1

    async def fetch(self, handle: str) -> bytes:
        """Nobody can send a photo here."""
        raise Rejected("no_photos")

    async def typing(self, chat_id: str) -> None:
        """The answer is there at once."""

    async def acknowledge(self, inbound: Inbound) -> None:
        """There is nothing to tap."""

    async def poll(self) -> AsyncGenerator[Mapping[str, Any], None]:
        """The lines that were typed; ends with the input."""
        typed: asyncio.Queue[str | None] = asyncio.Queue()
        # A daemon thread: one of the loop's own would keep Ctrl-C waiting for the next line.
        Thread(target=self._read, args=(asyncio.get_running_loop(), typed), daemon=True).start()
        while (line := await typed.get()) is not None:
            yield {"text": line.strip(), "event_id": uuid4().hex}

    async def set_webhook(self, url: str) -> None:
        """There is nobody to tell."""

    async def delete_webhook(self) -> None:
        """There is none."""

    def _read(self, loop: asyncio.AbstractEventLoop, typed: "asyncio.Queue[str | None]") -> None:
        with suppress(RuntimeError):  # the loop was closed while a line was awaited
            for line in self._lines or ():
                loop.call_soon_threadsafe(typed.put_nowait, line)
            loop.call_soon_threadsafe(typed.put_nowait, None)
