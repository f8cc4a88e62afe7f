"""The cost of a message: our whole cycle against python-telegram-bot's ConversationHandler.

Ours: message in -> inbox row, flow run from the top, talk saved, reply in the outbox, all committed
to disk (SQLite, synchronous=FULL). Theirs: update in -> handler, state and user data persisted after
each update (PicklePersistence, no fsync: the comparison favours it). Both hold the same talk of
fifteen messages with the same number of people, in this process, without a network.

    python benchmarks/chat.py [--people 200] [--rounds 5]

Rounds alternate; the figure to quote is the median of the ratios.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select
from telegram import Chat, Message, Update, User
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest

from backend.db import Database
from backend.messages.models import InboxMessage, OutboxMessage
from backend.migrate import migrate
from backend.office import Operator
from backend.support_requests.models import SupportRequest
from bot.demo.world import make_world
from bot.inbox import Inbox
from bot.messages import Inbound, Kind

TALK = (
    "xin máy tính",
    "đồng ý",
    "con tôi",
    "Hồ Văn Tí",
    "2016",
    "tiểu học Hồng Thủy",
    "5A",
    "chưa có máy nào",
    "hộ nghèo",
    "A Lưới 1",
    "Thôn 1",
    "Hồ Thị A Lơ",
    "1985",
    "0912345678",
    "1",
)


def ours(folder: Path, people: int) -> float:
    """Messages a second through the production inbox."""
    database = Database(f"sqlite:///{folder / 'noisong.db'}")
    migrate(database)
    make_world(database, folder)
    inbox = Inbox(database, Operator("UBND xã"))
    before = _counts(database)
    started = time.perf_counter()
    for number, text in enumerate(TALK):
        for person in range(people):
            event = f"{person}-{number}"
            inbox.receive(Inbound("telegram", event, str(person), Kind.TEXT, text))
    seconds = time.perf_counter() - started
    taken, answered, submitted = (
        after - earlier for after, earlier in zip(_counts(database), before, strict=True)
    )
    database.close()
    assert taken == answered == people * len(TALK), (taken, answered)
    assert submitted == people, submitted
    return people * len(TALK) / seconds


def _counts(database: Database) -> list[int]:
    """Messages in, answers and requests so far: the invented world begins with some of each."""
    with database.reading() as session:
        return [
            session.scalar(select(func.count()).select_from(kept)) or 0
            for kept in (InboxMessage, OutboxMessage, SupportRequest)
        ]


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


async def theirs(folder: Path, people: int) -> float:
    """Messages a second through a ConversationHandler that persists every update."""
    application = _application(folder)
    await application.initialize()
    user_bot = application.bot
    answered = 0
    started = time.perf_counter()
    for number, text in enumerate(TALK):
        for person in range(people):
            user = User(person + 1, "An", is_bot=False)
            chat = Chat(person + 1, "private")
            message = Message(number + 1, datetime.now(UTC), chat, from_user=user, text=text)
            message.set_bot(user_bot)
            await application.process_update(Update(number * people + person, message))
            await application.update_persistence()
            answered += 1
    seconds = time.perf_counter() - started
    await application.shutdown()
    assert answered == people * len(TALK)
    return answered / seconds


Theirs = Application[ExtBot[None], ContextTypes.DEFAULT_TYPE, dict, dict, dict, None]


def _application(folder: Path) -> Theirs:
    async def ask(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        data = context.user_data
        data[str(len(data))] = update.message.text
        await update.message.reply_text("Câu hỏi tiếp theo?")
        return ConversationHandler.END if len(data) >= len(TALK) else len(data)

    anything = MessageHandler(filters.TEXT, ask)
    talk = ConversationHandler(
        entry_points=[anything],
        states={state: [anything] for state in range(1, len(TALK))},
        fallbacks=[],
        name="talk",
        persistent=True,
    )
    persistence = PicklePersistence(folder / "conversations.pickle", on_flush=False)
    builder = ApplicationBuilder().token("1:bench").updater(None).persistence(persistence)
    application = builder.request(NoNetwork()).get_updates_request(NoNetwork()).build()
    application.add_handler(talk)
    return application


def main() -> None:
    """Runs the rounds and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    ratios = []
    print(f"{'round':>5} {'ours/s':>8} {'ConversationHandler/s':>22} {'ratio':>6}")
    for number in range(1, arguments.rounds + 1):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            our_rate = ours(Path(one), arguments.people)
            their_rate = asyncio.run(theirs(Path(other), arguments.people))
        ratios.append(our_rate / their_rate)
        print(f"{number:>5} {our_rate:>8.0f} {their_rate:>22.0f} {ratios[-1]:>6.2f}")
    print(f"median ratio: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
