"""Messages a second that the sender hands over, from the outbox to a server on loopback.

Ours: `bot.outbox` with the real Telegram channel, on SQLite: a waiting row is claimed, decrypted,
sent, and its end is committed to disk (synchronous=FULL). 5,000 replies to 200 people, mixed, each
person's in order; replies are not paced, only broadcasts are.
Bare httpx: one client posts the same bodies one after the other and keeps nothing.

    python -m benchmarks.sending [--quick]

Rounds alternate; what is quoted is the median. In each one the server's record is compared with the
outbox: all marked as sent, each arrived once, each person's in the order of putting.
The server is a process of its own that answers at once: a real platform is some ten times as far
away and allows 30 a second. What is measured is the sender's own work, which has to be small beside
that. No TLS. Every person is invented.
"""

import asyncio
import json
import multiprocessing
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import parse_qs

import httpx
from sqlalchemy import delete, func, select

from backend import clock
from backend.contacts.models import AddressId, ChannelAddress, Contact
from backend.db import Database
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.messages.service import put
from backend.migrate import migrate
from benchmarks.outcome import Outcome, show
from bot.channels.telegram import TelegramChannel
from bot.messages import Option, Outgoing
from bot.outbox import Outbox

PEOPLE = 200
TOKEN = "1:bench"
WITHIN = 120.0  # seconds; a round that takes longer has failed
MARKUP = '{"remove_keyboard":true}'
BOT = {"id": 1, "is_bot": True, "first_name": "Mẫu", "username": "mau_bot"}
TEXTS = (
    "Dạ, em đã nhận hồ sơ số {n}. Cán bộ xã sẽ xem và trả lời anh/chị trong 5 ngày làm việc.",
    "Cháu đang học lớp mấy ạ? (câu {n}) Anh/chị có thể gõ: 5A, lớp 3, hoặc bấm một nút bên dưới.",
    "Em chưa hiểu rõ ạ ({n}). Anh/chị vui lòng cho em biết tên trường và tên thôn của gia đình.",
)
OPTIONS = (Option("yes", "Đồng ý"), Option("no", "Không"))
Arrived = Sequence[tuple[str, str]]  # chat and text, as they came


@dataclass
class Platform:
    """The server in its own process."""

    url: str
    _line: Connection

    def take(self, count: int) -> Arrived:
        """What came since this was asked last, once it is so many."""
        self._line.send(count)
        assert self._line.poll(WITHIN), "not all has arrived"
        return self._line.recv()  # type: ignore[no-any-return]


@dataclass
class _Record:
    """What came, for the other end of the line once it is what was asked for."""

    line: Connection
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: list[tuple[str, str]] = field(default_factory=list)
    _asked: int | None = None

    def is_asked(self) -> None:
        """The other end says how many it waits for, or has gone."""
        try:
            self._asked = self.line.recv()
        except EOFError:
            self.ended.set()
        self._answer()

    def keep(self, chat_id: str, text: str) -> int:
        """How many came so far."""
        self.arrived.append((chat_id, text))
        self._answer()
        return len(self.arrived)

    def _answer(self) -> None:
        if self._asked is not None and len(self.arrived) >= self._asked:
            self.line.send(self.arrived)
            self.arrived, self._asked = [], None


class _Answering(asyncio.Protocol):
    """Enough of HTTP/1.1 for one client's connections: requests with a length, one at a time."""

    def __init__(self, record: _Record) -> None:
        self._record, self._unread = record, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._unread += data
        head, ended, rest = self._unread.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
        if ended and len(rest) >= length:
            self._unread = rest[length:]
            self._answer(head.split(b" ", 2)[1].decode(), rest[:length].decode())

    def _answer(self, path: str, body: str) -> None:
        result: object = BOT if path.endswith("/getMe") else True
        if path.endswith("/sendMessage"):
            asked = parse_qs(body)
            chat_id, text = asked["chat_id"][0], asked["text"][0]
            number = self._record.keep(chat_id, text)
            chat = {"id": int(chat_id), "type": "private", "first_name": "An"}
            result = {"message_id": number, "date": 1_790_000_000, "chat": chat, "text": text}
        answer = json.dumps({"ok": True, "result": result}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(answer)}"
        assert isinstance(self._transport, asyncio.WriteTransport)
        self._transport.write(head.encode() + b"\r\n\r\n" + answer)


def _serve(line: Connection) -> None:
    asyncio.run(_answer_all(line))


async def _answer_all(line: Connection) -> None:
    """Until the other end is closed."""
    record, loop = _Record(line), asyncio.get_running_loop()
    async with await loop.create_server(lambda: _Answering(record), "127.0.0.1", 0) as server:
        line.send(server.sockets[0].getsockname()[1])
        loop.add_reader(line, record.is_asked)
        await record.ended.wait()
        loop.remove_reader(line)


@contextmanager
def platform() -> Iterator[Platform]:
    """A server that answers as Telegram does, at once and without limit."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    process = processes.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    with ours:
        yield Platform(f"http://127.0.0.1:{ours.recv()}", ours)
    process.join()


@dataclass(frozen=True)
class Message:
    """One message to somebody."""

    chat_id: str
    outgoing: Outgoing


def written(size: int) -> Sequence[Message]:
    """Who is told what, mixed: the same in every round."""
    chance, people = random.Random(2026), [str(1000 + number) for number in range(PEOPLE)]
    return [
        Message(chance.choice(people), Outgoing(chance.choice(TEXTS).format(n=n), _options(chance)))
        for n in range(size)
    ]


def _options(chance: random.Random) -> tuple[Option, ...]:
    return OPTIONS if chance.random() < 0.3 else ()


def add_people(database: Database) -> Mapping[str, AddressId]:
    """Their addresses by chat."""
    now = clock.now()
    with database.transaction() as session:
        for number in range(PEOPLE):
            contact = Contact(created_at=now)
            session.add(contact)
            session.flush()
            session.add(
                ChannelAddress(
                    contact_id=contact.id,
                    channel="telegram",
                    chat_id=str(1000 + number),
                    last_written_at=now,
                )
            )
        session.flush()
        found = session.execute(select(ChannelAddress.chat_id, ChannelAddress.id))
        return {chat_id: address_id for chat_id, address_id in found}


def fill(database: Database, addresses: Mapping[str, AddressId], said: Sequence[Message]) -> None:
    """An outbox in which nothing but this waits."""
    with database.transaction() as session:
        session.execute(delete(OutboxMessage))
        for one in said:
            put(session, addresses[one.chat_id], one.outgoing.to_json(), Priority.REPLY)


async def ours(database: Database, server: Platform, said: Sequence[Message]) -> float:
    """Messages a second, until the last one's end is on disk."""
    channel, stop = TelegramChannel(TOKEN, base_url=server.url), asyncio.Event()
    await channel.start()
    started = time.perf_counter()
    working = asyncio.create_task(Outbox(database, channel).run(stop))
    arrived = await asyncio.to_thread(server.take, len(said))
    stop.set()
    await working
    seconds = time.perf_counter() - started
    await channel.stop()
    check(database, arrived, said)
    assert not server.take(0), "something arrived twice"
    return len(said) / seconds


async def bare(url: str, said: Sequence[Message]) -> float:
    """Messages a second of a client alone."""
    bodies = [_body(one) for one in said]
    async with httpx.AsyncClient() as client:
        started = time.perf_counter()
        for body in bodies:
            answer = await client.post(f"{url}/bot{TOKEN}/sendMessage", data=body)
            assert answer.json()["ok"]
        return len(bodies) / (time.perf_counter() - started)


def _body(one: Message) -> dict[str, str]:
    """What Telegram's SDK makes of it."""
    buttons = [[{"text": o.label, "callback_data": o.value}] for o in one.outgoing.options]
    markup = json.dumps({"inline_keyboard": buttons}) if buttons else MARKUP
    return {"chat_id": one.chat_id, "text": one.outgoing.text, "reply_markup": markup}


def check(database: Database, arrived: Arrived, said: Sequence[Message]) -> None:
    """Fails unless each was marked as sent, and arrived once and in its person's order."""
    with database.reading() as session:
        sent = OutboxMessage.status == SendStatus.SENT
        count = select(func.count()).select_from(OutboxMessage).where(sent)
        assert session.scalar(count) == len(said), "not all are marked as sent"
    assert _by_person(arrived) == _by_person([(s.chat_id, s.outgoing.text) for s in said])


def _by_person(messages: Arrived) -> Mapping[str, Sequence[str]]:
    heard: dict[str, list[str]] = defaultdict(list)
    for chat_id, text in messages:
        heard[chat_id].append(text)
    return heard


def measure(quick: bool) -> Iterator[Outcome]:
    """Ours and bare httpx in turn."""
    size, rounds = (300, 2) if quick else (5000, 5)
    said = written(size)
    rates, ratios = [], []
    with tempfile.TemporaryDirectory() as folder, platform() as server:
        database = Database(f"sqlite:///{Path(folder) / 'sending.db'}")
        migrate(database)
        addresses = add_people(database)
        for _round in range(rounds):
            fill(database, addresses, said)
            rates.append(asyncio.run(ours(database, server, said)))
            alone = asyncio.run(bare(server.url, said))
            assert len(server.take(size)) == size
            ratios.append(rates[-1] / alone)
        database.close()
    yield Outcome.of("messages sent, one process, SQLite", rates, "a second", goal=500)
    yield Outcome.of("sender beside bare httpx", ratios, "times", note="one at a time, no outbox")


if __name__ == "__main__":
    show(measure)
