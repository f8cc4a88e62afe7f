"""Real processes of the service under load, with a Telegram of their own on loopback.

The process of the benchmark is the platform: it pushes updates over kept connections, takes what is
sent, and notes when. It does nothing else meanwhile, so that little is taken of what all share.
"""

import asyncio
import json
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs

from sqlalchemy import func, select

from backend.db import Database
from backend.messages.models import InboxMessage, OutboxMessage, SendStatus
from backend.support_requests.models import SupportRequest
from benchmarks.chat import WAYS, Script
from benchmarks.keys import SETTING
from bot.messages import Outgoing

COMMAND = Path(sys.executable).parent / "noisong"
TOKEN, SECRET = "1:benchmark", "benchmark-secret"
LONG = 120.0  # seconds for anything to happen
IDLE = 3.0  # seconds; uvicorn hangs up after five
BOT = b'{"id":1,"is_bot":true,"first_name":"bot","username":"noisong_bot"}'
SENT = b'{"message_id":%d,"date":1790000000,"chat":{"id":1,"type":"private"}}'
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)

Replies = dict[int, list[tuple[float, str]]]  # by chat: what arrived when, in its order


class Platform:
    """A Bot API that takes everything and limits nothing."""

    def __init__(self) -> None:
        self.port = free_port()
        self.webhooks = 0  # how often somebody said where updates go
        self._sent: list[tuple[float, bytes]] = []
        self._news = asyncio.Event()

    @property
    def count(self) -> int:
        """How many messages were handed over."""
        return len(self._sent)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def until(self, happened: Callable[[], bool]) -> None:
        """Waits until it happened: something was sent, or a worker said where updates go."""
        async with asyncio.timeout(LONG):
            while not happened():
                self._news.clear()
                await self._news.wait()

    def replies(self) -> Replies:
        """What everybody was sent."""
        heard: Replies = defaultdict(list)
        for at, body in self._sent:
            given = parse_qs(body.decode(), keep_blank_values=True)
            heard[int(given["chat_id"][0])].append((at, given["text"][0]))
        return heard

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):  # the service hung up
            while True:
                head, body = await _read(reader)
                result = self._take(head.split(b" ", 2)[1].rpartition(b"/")[2], body)
                answer = b'{"ok":true,"result":%s}' % result
                kind = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                writer.write(kind + b"Content-Length: %d\r\n\r\n%s" % (len(answer), answer))
        writer.close()

    def _take(self, method: bytes, body: bytes) -> bytes:
        if method == b"sendMessage":
            self._sent.append((time.perf_counter(), body))
            self._news.set()
            return SENT % self.count
        if method == b"setWebhook":
            self.webhooks += 1
            self._news.set()
        return BOT if method == b"getMe" else b"true"


class Line:
    """A kept connection to a web process, for one request after the other."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._used = -IDLE
        self._writer: asyncio.StreamWriter | None = None

    async def push(self, who: int, number: int, text: str) -> None:
        """Delivers what somebody wrote. Raises unless it is taken."""
        body = update(who, number, text)
        head = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}"
        await self._ask(f"POST /webhooks/telegram HTTP/1.1\r\nHost: bot\r\n{head}\r\n\r\n", body)

    async def look(self) -> None:
        """Raises unless the process is well."""
        await self._ask("GET /health HTTP/1.1\r\nHost: bot\r\n\r\n")

    async def _ask(self, head: str, body: bytes = b"") -> None:
        if self._writer is None or time.monotonic() - self._used > IDLE:
            self.close()
            opened = await asyncio.open_connection("127.0.0.1", self._port)
            self._reader, self._writer = opened
        self._writer.write(head.encode() + body)
        answer, _body = await _read(self._reader)
        assert answer.startswith(b"HTTP/1.1 200 "), answer
        self._used = time.monotonic()

    def close(self) -> None:
        """Hangs up."""
        if self._writer is not None:
            self._writer.close()


@dataclass
class House:
    """What runs: the processes by part, as PIDs, the ports of the web, and the platform."""

    folder: Path
    url: str
    platform: Platform
    ports: list[int] = field(default_factory=list)
    parts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    started: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start(self, *arguments: str) -> None:
        """Starts a command, which may listen on a port of its own."""
        port = free_port()
        if arguments[0] == "serve":
            self.ports.append(port)
        with (self.folder / f"{arguments[0]}-{port}.log").open("wb") as log:
            process = subprocess.Popen(
                [COMMAND, *arguments],
                cwd=self.folder,
                env=self._environment(port),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.started.append(process)
        self.parts[" ".join(arguments)].append(process.pid)

    async def until_open(self, workers: int) -> None:
        """Waits until messages come in and go out."""
        async with asyncio.timeout(LONG):
            for port in self.ports:
                await self._until_open(port)
        await self.platform.until(lambda: self.platform.webhooks == workers)

    async def end(self) -> None:
        """Tells all to stop. Raises when one of them had fallen, or does not end in order."""
        for process in self.started:
            process.terminate()
        codes = [await asyncio.to_thread(process.wait, LONG) for process in self.started]
        assert not any(codes), codes

    def kill(self) -> None:
        """Ends whatever still runs."""
        for process in self.started:
            process.kill()
            process.wait()

    def _environment(self, port: int) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self.url,
            "ENCRYPTION_KEYS": SETTING,
            "PORT": str(port),
            "PUBLIC_URL": "https://noisong.example",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": f"http://127.0.0.1:{self.platform.port}",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }

    async def _until_open(self, port: int) -> None:
        line = Line(port)
        while True:
            assert all(process.poll() is None for process in self.started), "ended by itself"
            try:
                await line.look()
                return line.close()
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)  # nothing tells when somebody begins to listen


@asynccontextmanager
async def running(folder: Path, url: str, *commands: str) -> AsyncIterator[House]:
    """The service as these commands, ready to take messages and to send them."""
    async with Platform() as platform:
        house = House(folder, url, platform)
        try:
            for command in commands:
                house.start(*command.split())
            await house.until_open(sum("worker" in command for command in commands))
            assert platform.count == 0
            yield house
            await house.end()
        finally:
            house.kill()


def update(who: int, number: int, text: str) -> bytes:
    """What Telegram delivers when somebody writes."""
    chat = {"id": who + 1, "type": "private"}
    sender = {"id": who + 1, "is_bot": False, "first_name": "An"}
    message = {"message_id": number + 1, "date": 1_790_000_000, "chat": chat, "from": sender}
    message["text"] = text
    return json.dumps({"update_id": who * 100 + number, "message": message}).encode()


def requests_in(url: str) -> int:
    """How many requests there are: the invented world begins with some."""
    database = Database(url)
    with database.reading() as session:
        count = session.scalar(select(func.count()).select_from(SupportRequest)) or 0
    database.close()
    return count


def check(url: str, written: Script, heard: Replies, submitted: int) -> None:
    """Raises unless each message was kept, answered and sent exactly once, each person's answers came
    in the order of what they wrote, and whole talks became requests."""
    database, said = Database(url), defaultdict(list)
    query = (
        select(InboxMessage.event_id, InboxMessage.failure, OutboxMessage)
        .join(OutboxMessage, OutboxMessage.inbox_id == InboxMessage.id)
        .where(InboxMessage.channel == "telegram")
    )
    with database.reading() as session:
        for event, failure, answer in session.execute(query):
            assert (failure, answer.status, answer.tries) == (None, SendStatus.SENT, 1)
            text = Outgoing.from_json(answer.body).text
            said[int(event) // 100 + 1].append((int(event), text))
    database.close()
    events = sorted(event for answers in said.values() for event, _text in answers)
    assert events == sorted(who * 100 + number for who, number, _text in written)
    for chat, answers in said.items():
        assert [text for _at, text in heard[chat]] == [text for _event, text in sorted(answers)]
    ended = sum(number == len(WAYS) - 1 for _who, number, _text in written)
    # A rare name, "… Anh Anh", is asked about once more: that talk ends a question short.
    assert 0.95 * ended <= submitted <= ended, (submitted, ended)


def cpu_seconds(pids: Iterable[int]) -> float:
    """What processes have used so far, with their children. Only Linux tells; elsewhere it is 0."""
    return sum(_used(member) for pid in pids for member in _family(pid))


def _family(pid: int) -> Sequence[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [pid, *map(int, children.read_text().split())] if children.exists() else [pid]


def _used(pid: int) -> float:
    """Its own, and that of children that have ended."""
    try:
        columns = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, columns[11:15])) / os.sysconf("SC_CLK_TCK")


async def _read(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return head, await reader.readexactly(int(length[1])) if length else b""


def free_port() -> int:
    """A port that nobody uses; those from 32768 on are given to outgoing connections."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
