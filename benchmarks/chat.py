"""The cost of a message: our whole cycle beside two others in the same process, without a network.

Ours: a webhook's request -> inbox row, flow run from the top, talk saved, reply in the outbox, all
committed to disk (SQLite, synchronous=FULL), 200.
ConversationHandler: update -> python-telegram-bot's handler, state and user data persisted after each
update (PicklePersistence, which does not wait for the disk; no webhook: the comparison favours it).
Bare route: a webhook's request -> FastAPI, one insert and one update in plain sqlite3, committed to
disk the same way, 200. It answers nobody; it is what anything durable costs at least.

All hold the same talk of fifteen messages with the same people, in the same mixed order. What people
write differs from person to person, so that nobody profits from having read it before. Besides those
who write there are people in the midst of a talk who do not: PicklePersistence writes everybody's data
at each update, so its cost grows with their number. A commune in its registration week has some
thousand, a province many times as many. One more talk goes before, which is not counted: statements
are compiled and words are loaded once in the life of a process.

    python -m benchmarks.chat [--quick]

Rounds alternate; the figures to quote are the medians of the ratios.
"""

import asyncio
import json
import random
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import func, insert, select
from telegram import Chat, Message, Update, User
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    JobQueue,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest

from backend import clock
from backend.contacts.models import ChannelAddress, Contact, Conversation
from backend.db import Database
from backend.messages.models import InboxMessage, OutboxMessage
from backend.migrate import migrate
from backend.settings import Settings
from backend.support_requests.models import SupportRequest
from benchmarks.outcome import Outcome, show
from benchmarks.people import people_of, person
from bot.app import build_app
from bot.channels.telegram import TelegramChannel
from bot.demo.world import make_world
from bot.service import Service
from bot.starting import loading

SECRET = "benchmark-secret"
PREFIXES = ("0912", "0963", "0905", "0346")
WAYS: tuple[tuple[str, ...], ...] = (
    ("xin máy tính", "xin may tinh", "Xin máy tính ạ"),
    ("đồng ý", "dong y", "Tôi đồng ý"),
    ("con tôi", "con toi", "xin cho con tôi"),
    ("{child}",),
    ("2014", "2015", "2016", "2017", "sinh năm 2013"),
    ("tiểu học Hồng Thủy", "truong tieu hoc Hong Thuy", "THCS Hồng Vân", "TH Kim Đồng"),
    ("5A", "lớp 3", "4b", "lop 6", "9"),
    ("chưa có máy nào", "chua co", "chưa có máy"),
    ("hộ nghèo", "ho ngheo", "hộ cận nghèo", "nha ho ngheo"),
    ("A Lưới 1", "a luoi 1", "xã A Lưới 1"),
    ("Thôn 1", "thon 1", "Thôn 2", "thôn 2 ạ"),
    ("{head}",),
    ("1985", "1979", "1990", "sinh nam 1982"),
    ("{phone}",),
    ("1",),
)
Script = list[tuple[int, int, str]]  # person, number of the message, text
ROUNDS = 5
# How many write, and how many besides are in the midst of a talk.
CROWDS = ((120, 0), (20, 1_000))
COMMUNE = 1_000
SILENT_FROM = 1_000_000  # their numbers, beyond those of the people who write
ANSWERS = {str(number): "Hồ Thị Mẫu, thôn 1" for number in range(7)}  # invented


def script(people: int) -> Script:
    """What everybody writes: each in order, all mixed."""
    chance = random.Random(2026)
    waiting = {number: iter(_talk(chance)) for number in range(people)}
    said: dict[int, int] = dict.fromkeys(waiting, 0)
    written: Script = []
    while waiting:
        who = chance.choice(list(waiting))
        text = next(waiting[who], None)
        if text is None:
            del waiting[who]
            continue
        written.append((who, said[who], text))
        said[who] += 1
    return written


def _first_talk(who: int) -> Script:
    """Of one more person, before the clock starts."""
    return [(who, number, text) for number, text in enumerate(_talk(random.Random(2027)))]


def _talk(chance: random.Random) -> Iterator[str]:
    child, head = (person(chance, people_of(chance)).name for _number in range(2))
    phone = f"{chance.choice(PREFIXES)}{chance.randrange(10**6):06}"
    for ways in WAYS:
        yield chance.choice(ways).format(child=child, head=head, phone=phone)


def _update(who: int, number: int, text: str) -> dict[str, Any]:
    chat = {"id": who + 1, "type": "private"}
    sender = {"id": who + 1, "is_bot": False, "first_name": "An"}
    message = {"message_id": number + 1, "date": 1_790_000_000, "chat": chat, "from": sender}
    return {"update_id": who * 100 + number, "message": {**message, "text": text}}


async def _post(app: Any, path: str, update: dict[str, Any]) -> None:
    """A request as a server hands it over. Raises unless it is answered 200."""
    body = json.dumps(update).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"x-telegram-bot-api-secret-token", SECRET.encode()),
    ]
    scope = {
        **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST"},
        **{"scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b""},
        **{"root_path": "", "headers": headers, "client": ("127.0.0.1", 1)},
        "server": ("127.0.0.1", 80),
    }
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    await app(scope, receive, send)
    assert status == 200, status


async def ours(folder: Path, first: Script, written: Script, silent: int) -> float:
    """Messages a second through the production application."""
    database = Database(f"sqlite:///{folder / 'noisong.db'}")
    migrate(database)
    make_world(database, folder)
    _add_silent(database, silent)
    settings = Settings(
        public_url="https://noisong.example",
        telegram_token="1:bench",
        telegram_webhook_secret=SECRET,
    )
    channel = TelegramChannel("1:bench", SECRET, "http://127.0.0.1:9")
    service = Service(settings, database, {"telegram": channel})
    with loading():  # as the server does
        app = build_app(service)
        for who, number, text in first:
            await _post(app, "/webhooks/telegram", _update(who, number, text))
    before, started = _counts(database), time.perf_counter()
    for who, number, text in written:
        await _post(app, "/webhooks/telegram", _update(who, number, text))
    seconds = time.perf_counter() - started
    taken, answered, submitted = (
        after - earlier for after, earlier in zip(_counts(database), before, strict=True)
    )
    service.close()
    assert taken == len(written), taken
    assert answered == len(written), answered
    # a rare invented name is asked about once more, which leaves that talk one message short
    assert submitted >= 0.9 * len(written) // len(WAYS), submitted
    return len(written) / seconds


def _add_silent(database: Database, count: int) -> None:
    """People in the midst of a talk who write nothing now."""
    if not count:
        return
    now, ids = clock.now(), range(SILENT_FROM, SILENT_FROM + count)
    talk = {"flow": "request_support", "answers": ANSWERS, "waiting_for": "class"}
    address = {"channel": "telegram", "last_written_at": now}
    with database.transaction() as session:
        session.execute(insert(Contact), [{"id": one, "created_at": now} for one in ids])
        session.execute(
            insert(ChannelAddress),
            [{**address, "contact_id": one, "chat_id": str(one)} for one in ids],
        )
        session.execute(
            insert(Conversation),
            [{"contact_id": one, "run": 1, "talk": talk, "updated_at": now} for one in ids],
        )


def _counts(database: Database) -> list[int]:
    """Messages in, answers and requests so far: the invented world begins with some of each."""
    with database.reading() as session:
        return [
            session.scalar(select(func.count()).select_from(kept)) or 0
            for kept in (InboxMessage, OutboxMessage, SupportRequest)
        ]


async def bare(folder: Path, first: Script, written: Script, _silent: int) -> float:
    """Messages a second through a route that keeps them and does nothing else."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE inbox (id INTEGER PRIMARY KEY, chat INTEGER, text TEXT)")
    connection.execute("CREATE TABLE talks (chat INTEGER PRIMARY KEY, state TEXT)")
    everybody = {who for who, _number, _text in (*first, *written)}
    connection.executemany("INSERT INTO talks VALUES (?, '')", [(who + 1,) for who in everybody])
    app, one_writer = FastAPI(), threading.Lock()

    @app.post("/webhook")
    def take(update: dict[str, Any]) -> None:
        message = update["message"]
        chat, text = message["chat"]["id"], message["text"]
        with one_writer:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO inbox (chat, text) VALUES (?, ?)", (chat, text))
            connection.execute("UPDATE talks SET state = ? WHERE chat = ?", (text, chat))
            connection.execute("COMMIT")

    for who, number, text in first:
        await _post(app, "/webhook", _update(who, number, text))
    started = time.perf_counter()
    for who, number, text in written:
        await _post(app, "/webhook", _update(who, number, text))
    seconds = time.perf_counter() - started
    (kept,) = connection.execute("SELECT count(*) FROM inbox").fetchone()
    connection.close()
    assert kept == len(first) + len(written)
    return len(written) / seconds


class NoNetwork(BaseRequest):
    """Answers every call at once with a sent message."""

    read_timeout = None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, *args: object, **kwargs: object) -> tuple[int, bytes]:
        """`getMe`, or a message that was sent."""
        if url.endswith("getMe"):
            return 200, b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"bot"}}'
        sent = b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}'
        return 200, sent


async def theirs(folder: Path, first: Script, written: Script, silent: int) -> float:
    """Messages a second through a ConversationHandler that persists every update."""
    application, persistence = _application(folder, silent)
    await persistence.flush()  # else it would begin with the empty file that it does not find
    await application.initialize()
    assert len(application.user_data) == silent
    for who, number, text in first:
        await _process(application, who, number, text)
    started = time.perf_counter()
    for who, number, text in written:
        await _process(application, who, number, text)
    seconds = time.perf_counter() - started
    await application.shutdown()
    return len(written) / seconds


Data = dict[Any, Any]
Context = ContextTypes.DEFAULT_TYPE
Kept = PicklePersistence[Data, Data, Data]
Theirs = Application[ExtBot[None], Context, Data, Data, Data, JobQueue[Context]]


async def _process(application: Theirs, who: int, number: int, text: str) -> None:
    user, chat = User(who + 1, "An", is_bot=False), Chat(who + 1, "private")
    message = Message(number + 1, datetime.now(UTC), chat, from_user=user, text=text)
    message.set_bot(application.bot)
    await application.process_update(Update(who * 100 + number, message))
    await application.update_persistence()


def _application(folder: Path, silent: int) -> tuple[Theirs, Kept]:
    async def ask(update: Update, context: Context) -> int:
        data, message = context.user_data, update.message
        assert data is not None
        assert message
        data[str(len(data))] = message.text
        await message.reply_text("Câu hỏi tiếp theo?")
        return ConversationHandler.END if len(data) >= len(WAYS) else len(data)

    anything: MessageHandler[Context, object] = MessageHandler(filters.TEXT, ask)
    talk = ConversationHandler(
        entry_points=[anything],
        states={state: [anything] for state in range(1, len(WAYS))},
        fallbacks=[],
        name="talk",
        persistent=True,
    )
    persistence = PicklePersistence(folder / "conversations.pickle", on_flush=False)
    ids = range(SILENT_FROM, SILENT_FROM + silent)
    persistence.user_data = {one: dict(ANSWERS) for one in ids}
    persistence.conversations = {"talk": {(one, one): len(ANSWERS) for one in ids}}
    persistence.chat_data, persistence.bot_data = {}, {}
    builder = ApplicationBuilder().token("1:bench").updater(None).persistence(persistence)
    application = builder.request(NoNetwork()).get_updates_request(NoNetwork()).build()
    application.add_handler(talk)
    return application, persistence


def measure(quick: bool) -> Iterator[Outcome]:
    """The ratios for each crowd."""
    for people, silent in ((3, 0), (2, 50)) if quick else CROWDS:
        first, written = _first_talk(people), script(people)
        ways = (ours, theirs) if silent else (ours, theirs, bare)
        rounds: dict[str, list[float]] = {way.__name__: [] for way in ways}
        for _round in range(1 if quick else ROUNDS):
            for way in ways:
                with tempfile.TemporaryDirectory() as folder:
                    rounds[way.__name__].append(
                        asyncio.run(way(Path(folder), first, written, silent))
                    )
        yield from _outcomes(rounds, people + silent, silent)


def _outcomes(rounds: dict[str, list[float]], crowd: int, silent: int) -> Iterator[Outcome]:
    yield Outcome.of(f"chat: whole cycle, {crowd:,} people in talks", rounds["ours"], "a second")
    for way, name, goal in (
        (
            "theirs",
            "ConversationHandler persisting each update",
            2.5 if silent == COMMUNE else None,
        ),
        ("bare", "a bare FastAPI route, as durable", 0.6),
    ):
        if way in rounds:
            ratios = [mine / other for mine, other in zip(rounds["ours"], rounds[way], strict=True)]
            yield Outcome.of(f"chat over {name}, {crowd:,} people", ratios, "x", goal=goal)


if __name__ == "__main__":
    show(measure)
