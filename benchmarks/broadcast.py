"""A broadcast to 100,000 people and the replies that come beside it, on a simulated clock.

    python -m benchmarks.broadcast [--quick]

The real sender (`bot.outbox`) works off a real outbox on SQLite for the real Telegram channel, of
which only the call to the platform is replaced: it takes 30 ms. Time is the event loop's, and it
jumps to whatever comes next; what the sender does in its thread (claiming, noting, commits to disk)
counts as long as it really took. Replies come as a seeded Poisson process of two a second to
anybody, those included whose broadcast is still waiting; each is late from its scheduled moment
until the platform has answered.

Used is what went out, replies included, of the 30 a second that Telegram asks for. The pace is a mean
with a small play: the most in any one second is told too. Not in it: a platform that refuses or
stalls, putting the broadcast into the outbox, other work of the same process. Every person is invented.
"""

import asyncio
import random
import selectors
import statistics
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from backend import clock
from backend.contacts.models import AddressId, ChannelAddress, Contact
from backend.db import Database, bulk_insert, table
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.messages.service import put
from backend.migrate import migrate
from benchmarks.outcome import Outcome, show
from bot.channels.telegram import TelegramChannel
from bot.messages import Outgoing
from bot.outbox import Outbox

LIMIT = 30.0  # a second
SEND_SECONDS = 0.03
REPLIES_A_SECOND = 2.0
HELLO = "Xã mời gia đình anh/chị {n} đến nhận máy tính cho cháu lúc 8 giờ thứ Hai tại nhà văn hóa."
REPLY = "Dạ, em nghe. Câu trả lời số "


class SimulatedLoop(asyncio.SelectorEventLoop):
    """Waits for nothing: time jumps to what is scheduled next. Work in threads is done at once, and
    takes as long as it takes."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_Jumping(self._jump))

    def time(self) -> float:
        """Simulated seconds since the beginning."""
        return self._now

    def run_in_executor(  # type: ignore[override]  # only what `to_thread` hands over
        self, executor: Any, work: Callable[..., Any], *given: Any
    ) -> asyncio.Future[Any]:
        """Done when this returns."""
        future, started = self.create_future(), time.perf_counter()
        try:
            future.set_result(work(*given))
        except Exception as fault:  # noqa: BLE001 - it belongs to who waits for the work
            future.set_exception(fault)
        self._jump(time.perf_counter() - started)
        return future

    def _jump(self, seconds: float) -> None:
        self._now += seconds


class _Jumping(selectors.DefaultSelector):
    def __init__(self, jump: Callable[[float], None]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "nothing will ever happen"
        self._jump(max(timeout, 0.0))
        return super().select(0)


class Line(TelegramChannel):
    """Telegram, with a platform that answers after a while; keeps when what was sent."""

    def __init__(self, broadcasts: int) -> None:
        super().__init__("1:bench")
        self.due: list[float] = []  # of replies, by number
        self.begun: list[float] = []
        self.late: list[float] = []  # seconds, of replies
        self.all_heard = asyncio.Event()
        self.all_answered = asyncio.Event()
        self._heard: set[str] = set()
        self._broadcasts = broadcasts

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Takes its time."""
        loop = asyncio.get_running_loop()
        self.begun.append(loop.time())
        await asyncio.sleep(SEND_SECONDS)
        if message.text.startswith(REPLY):
            self.late.append(loop.time() - self.due[int(message.text.removeprefix(REPLY))])
            if len(self.late) == len(self.due):
                self.all_answered.set()
        else:
            assert chat_id not in self._heard, "somebody heard it twice"
            self._heard.add(chat_id)
            if len(self._heard) == self._broadcasts:
                self.all_heard.set()
        return str(len(self.begun))

    def most_in_a_second(self) -> int:
        """How many began within one second, at worst."""
        return max(
            number + 1 - bisect_left(self.begun, at - 1.0) for number, at in enumerate(self.begun)
        )


def fill(database: Database, people: int) -> None:
    """People and, for each, a broadcast that waits."""
    now, numbers = clock.now(), range(1, people + 1)
    waiting = (Priority.BROADCAST, SendStatus.WAITING, 0, 0, now, now)
    with database.transaction() as session:
        contacts = ((number, now, 0) for number in numbers)
        bulk_insert(session, table(Contact), ("id", "created_at", "codes_tried"), contacts)
        bulk_insert(
            session,
            table(ChannelAddress),
            ("id", "contact_id", "channel", "chat_id", "last_written_at"),
            ((number, number, "telegram", str(number), now) for number in numbers),
        )
        bulk_insert(
            session,
            table(OutboxMessage),
            (
                *("id", "address_id", "body", "priority", "status", "tries", "lost_answers"),
                *("created_at", "due_at"),
            ),
            ((n, n, Outgoing(HELLO.format(n=n)).to_json(), *waiting) for n in numbers),
        )


async def reply(database: Database, people: int, line: Line, wake: asyncio.Event) -> None:
    """Puts replies at moments that were fixed before, as the inbox does in the same process."""
    chance, loop, at = random.Random(2026), asyncio.get_running_loop(), 0.0
    while True:
        at += chance.expovariate(REPLIES_A_SECOND)
        await asyncio.sleep(max(at - loop.time(), 0.0))
        address = AddressId(chance.randint(1, people))
        with database.transaction() as session:
            put(session, address, Outgoing(f"{REPLY}{len(line.due)}").to_json(), Priority.REPLY)
        line.due.append(at)
        line.all_answered.clear()
        wake.set()


async def broadcast(database: Database, people: int) -> Line:
    """Until everybody has heard it."""
    line, stop = Line(people), asyncio.Event()
    outbox = Outbox(database, line)
    replying = asyncio.create_task(reply(database, people, line, outbox.wake))
    working = asyncio.create_task(outbox.run(stop))
    heard = asyncio.create_task(line.all_heard.wait())
    await asyncio.wait({replying, working, heard}, return_when=asyncio.FIRST_COMPLETED)
    assert heard.done(), "the sender or the replies ended before"
    replying.cancel()
    await line.all_answered.wait()
    stop.set()
    await working
    return line


def check(database: Database, line: Line, people: int) -> None:
    """Fails unless everything was marked as sent and nothing was sent twice."""
    with database.reading() as session:
        rows = session.execute(
            select(OutboxMessage.priority, OutboxMessage.status, func.count()).group_by(
                OutboxMessage.priority, OutboxMessage.status
            )
        )
        found = {(priority, status): count for priority, status, count in rows}
    sent = SendStatus.SENT
    assert found == {(Priority.REPLY, sent): len(line.due), (Priority.BROADCAST, sent): people}
    assert len(line.late) == len(line.due)
    assert len(line.begun) == people + len(line.due)


def measure(quick: bool) -> Iterator[Outcome]:
    """One broadcast, from its first message to its last."""
    people = 2_000 if quick else 100_000
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'broadcast.db'}")
        migrate(database)
        fill(database, people)
        with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
            line = runner.run(broadcast(database, people))
        check(database, line, people)
        database.close()
    took = line.begun[-1] - line.begun[0]
    note = (
        f"{people:,} people in {took / 60:,.1f} simulated minutes, {len(line.due)} replies beside"
    )
    used = (len(line.begun) - 1) / took / LIMIT * 100
    p99 = statistics.quantiles(line.late, n=100)[98]
    yield Outcome("broadcast: used of the limit", used, "%", goal=95, note=note)
    yield Outcome("reply beside it: latest", max(line.late), "s", goal=1, at_most=True)
    yield Outcome("reply beside it: p99", p99, "s")
    yield Outcome(
        "most in any one second", line.most_in_a_second(), "sends", note="replies included"
    )


if __name__ == "__main__":
    show(measure)
