"""A small HTTP server on 127.0.0.1 in a thread of its own, which can also hang up or be down."""

import asyncio
import json
import socket
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

LONG = 30.0  # seconds that a busy machine may take for what takes no time
TURNS = 10  # more than asyncio needs from an accepted connection to its handler


@dataclass(frozen=True)
class Request:
    """One call. `alive` tells whether the caller still listens."""

    path: str
    headers: dict[str, str]  # names in lower case
    params: dict[str, Any]
    alive: Callable[[], bool]
    is_get: bool = False


@dataclass(frozen=True)
class Answer:
    """A status, a body and further headers; None in place of an answer hangs up."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Respond = Callable[[Request], Awaitable[Answer | None]]


async def _nothing() -> None:
    pass


class Loopback:
    """The server. uvicorn is not used because an ASGI application cannot hang up."""

    def __init__(
        self, respond: Respond, beside: Callable[[], Coroutine[Any, Any, object]] = _nothing
    ) -> None:
        self._respond = respond
        self._beside = beside
        self._connections: set[asyncio.StreamWriter] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._socket = _bound(0)
        self.port: int = self._socket.getsockname()[1]

    def start(self) -> None:
        """Returns once it accepts connections."""
        self._thread.start()
        assert self._ready.wait(LONG)

    def stop(self) -> None:
        """Hangs up on everybody and ends the thread."""
        self.call(self._stopped.set)
        self._thread.join(LONG)
        self._socket.close()

    def call(self, act: Callable[[], object]) -> None:
        """Runs `act` in the server's thread, soon."""
        self._loop.call_soon_threadsafe(act)

    def go_down(self) -> None:
        """From here on connections are refused; the port stays ours, for `come_back`."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(LONG)

    def come_back(self) -> None:
        """Accepts connections again, on the same port."""
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(LONG)

    async def _run(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        await self._listen()
        beside = asyncio.create_task(self._beside())
        self._ready.set()
        await self._stopped.wait()
        beside.cancel()
        await self._close()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, sock=self._socket)

    async def _close(self) -> None:
        # What was accepted a moment ago is served, and known here, only some turns of the loop later;
        # a server that is closed meanwhile, or a task that never began, would leave it open.
        self._loop.remove_reader(self._socket)
        for _turn in range(TURNS):
            await asyncio.sleep(0)
        self._server.close()
        for writer in list(self._connections):
            writer.transport.abort()
        # Bound but not listening: refuses, and nobody else gets the port.
        self._socket = _bound(self.port)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            # Swallowed, because the streams of Python 3.11 report a cancelled handler as an error.
            with suppress(asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
                while (answer := await self._respond(await _read(reader, writer))) is not None:
                    writer.write(_head(answer) + answer.body)
                    await writer.drain()
        finally:
            self._connections.discard(writer)
            writer.transport.abort()


def _bound(port: int) -> socket.socket:
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound


async def _read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in head[1:])
    headers = {name.lower(): value for name, _colon, value in pairs}
    body = (await reader.readexactly(int(headers.get("content-length", 0)))).decode()
    method, address = head[0].split()[:2]
    target = urlsplit(address)
    if "json" in headers.get("content-type", ""):
        params = json.loads(body or "{}")
    else:
        params = dict(parse_qsl(f"{target.query}&{body}", keep_blank_values=True))
    alive = lambda: not (reader.at_eof() or writer.transport.is_closing())  # noqa: E731
    return Request(target.path, headers, params, alive, method == "GET")


def _head(answer: Answer) -> bytes:
    lines = (
        f"HTTP/1.1 {answer.status} Status",
        "Content-Type: application/json",
        f"Content-Length: {len(answer.body)}",
        *(f"{name}: {value}" for name, value in answer.headers.items()),
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
