"""Starts the real processes, as an operator would, against fakes of both platforms."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.db import Database
from backend.messages.models import OutboxMessage, SendStatus
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo import FakeZalo
from tests.keys import KEY

COMMAND = Path(sys.executable).parent / "noisong"
SECRETS = ("secret-of-telegram-webhook", "secret-of-zalo-webhook")
NAMES = ("Hồ Thị Bình", "Hồ Thị Châu", "Hồ Văn Dũng", "Hồ Thị Lan", "Hồ Văn Minh")
PHONE = "0912345678"
LONG = 120.0  # seconds for anything to happen: other work may slow the machine down
TO_END = 10.0  # seconds that platforms that host programs leave between SIGTERM and SIGKILL


def talk(name: str) -> tuple[str, ...]:
    """What one person writes, message by message; every answer is another one."""
    beginning = ("xin máy tính", "đồng ý", "con tôi")
    return (*beginning, name, "2016", f"trường Hồng Thủy, số {PHONE}")


def until(check: Callable[[], object], what: str, within: float = LONG) -> None:
    """Waits until `check()` holds."""
    deadline = time.monotonic() + within
    while not check():
        assert time.monotonic() < deadline, f"not within {within} s: {what}"
        time.sleep(0.01)


@dataclass
class Process:
    """A started command; what it writes goes to a file."""

    popen: "subprocess.Popen[bytes]"
    output: Path
    may_end: bool = False

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self.output.read_text("utf-8")

    def kill(self) -> None:
        """kill -9."""
        self.may_end = True
        self.popen.kill()
        self.popen.wait()

    def ended(self) -> int:
        """The exit code of a command that ends by itself."""
        self.may_end = True
        return self.popen.wait(LONG)


@dataclass
class House:
    """One installation: a database, both platforms, a port, and the processes that were started."""

    folder: Path
    database_url: str
    mode: str
    telegram: FakeTelegram
    zalo: FakeZalo
    port: int = field(default_factory=lambda: free_port())
    processes: list[Process] = field(default_factory=list)
    # Without certificates, which take longer to read than all that is asked here.
    browser: httpx.Client = field(
        default_factory=lambda: httpx.Client(verify=False, trust_env=False, timeout=LONG)  # noqa: S501
    )
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def environment(self) -> dict[str, str]:
        """The settings, as the operator writes them."""
        public = {"PUBLIC_URL": self.url} if self.mode == "webhook" else {}
        return {
            "PATH": os.environ["PATH"],
            "PYTHONWARNINGS": "error",
            "DATABASE_URL": self.database_url,
            "ENCRYPTION_KEYS": KEY,
            "PORT": str(self.port),
            "CHANNEL_MODE": self.mode,
            "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "TELEGRAM_WEBHOOK_SECRET": SECRETS[0],
            "ZALO_TOKEN": self.zalo.token,
            "ZALO_API_URL": self.zalo.url,
            "ZALO_WEBHOOK_SECRET": SECRETS[1],
            **public,
        }

    @property
    def url(self) -> str:
        """Where the web server is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *arguments: str, **settings: str) -> Process:
        """Starts a command; `settings` change the environment, an empty one takes a setting away."""
        output = self.folder / f"{next(self._numbers)}-{arguments[0]}.log"
        changed = {**self.environment, **settings}
        with output.open("wb") as file:
            popen = subprocess.Popen(
                [COMMAND, *arguments],
                cwd=self.folder,
                env={name: value for name, value in changed.items() if value},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        process = Process(popen, output)
        self.processes.append(process)
        return process

    def healthy(self) -> bool:
        """Whether the web server answers."""
        try:
            return self.browser.get(f"{self.url}/health").status_code == 200
        except httpx.HTTPError:
            return False

    def until_open(self) -> None:
        """Waits until messages would come in."""
        self.until(self.healthy, "the web server opens")
        if self.mode == "webhook":
            self.until(lambda: self.telegram.webhook and self.zalo.webhook, "webhooks are set")

    def until(self, check: Callable[[], object], what: str) -> None:
        """Waits until `check()` holds; fails at once when a process ends that should run on."""

        def holds() -> object:
            fallen = [p for p in self.processes if p.popen.poll() is not None and not p.may_end]
            assert not fallen, f"ended by itself: {[(p.popen.args, p.log) for p in fallen]}"
            return check()

        try:
            until(holds, what)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.logs()}") from None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look into the database, over a connection of its own."""
        database = Database(self.database_url)
        with database.reading() as session:
            yield session
        database.close()

    def unsent(self) -> int:
        """How many messages wait."""
        waiting = select(func.count()).where(OutboxMessage.status == SendStatus.WAITING)
        with self.reading() as session:
            return session.scalar(waiting) or 0

    def logs(self) -> str:
        """Everything that every process has written."""
        return "\n".join(process.log for process in self.processes)

    def close(self) -> None:
        """Ends what still runs."""
        self.browser.close()
        for process in self.processes:
            process.kill()


@contextmanager
def house(folder: Path, database_url: str, mode: str) -> Iterator[House]:
    """An installation without processes yet."""
    with FakeTelegram() as telegram, FakeZalo() as zalo:
        # How often Zalo tries is not known for sure ("three times", one source); the platform's
        # patience is not what is looked at here.
        zalo.push_tries = telegram.push_tries = 100_000
        built = House(folder, database_url, mode, telegram, zalo)
        try:
            yield built
        finally:
            built.close()


class Queue:
    """How long a process has stood in line for a core since this was made, in seconds: of its threads
    the one that stood longest. What the machine did meanwhile says nothing about the process. Only
    Linux keeps count; elsewhere it is 0."""

    seconds = 0.0

    def __init__(self, pid: int) -> None:
        self._threads = Path(f"/proc/{pid}/task")
        self._before = self._waited()

    def look(self) -> None:
        """Takes the time, for as long as the process lives."""
        waited = [now - self._before.get(name, 0) for name, now in self._waited().items()]
        self.seconds = max(self.seconds, *waited, 0.0)

    def _waited(self) -> dict[str, float]:
        waited = {}
        for path in self._threads.glob("*/schedstat"):
            with suppress(OSError):  # the thread has ended
                waited[path.parent.name] = int(path.read_text().split()[1]) / 1e9
        return waited


def free_port() -> int:
    """A port that nobody uses, and that no outgoing connection is given while a server restarts:
    those are given ports from 32768 on."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def end_all(processes: Sequence[Process], told: Callable[[], object] = lambda: None) -> None:
    """SIGTERM to all at once: each has to end by itself, in time, and without a complaint. `told` is
    called when all of them have been told."""
    queues = [Queue(process.popen.pid) for process in processes]
    began = time.monotonic()
    for process in processes:
        process.may_end = True
        process.popen.send_signal(signal.SIGTERM)
    told()
    while None in [process.popen.poll() for process in processes]:
        for queue in queues:
            queue.look()
        assert time.monotonic() - began < LONG
        time.sleep(0.01)
    took = time.monotonic() - began
    codes = [process.popen.returncode for process in processes]
    assert codes == [0] * len(processes), [process.log for process in processes]
    assert took - max(queue.seconds for queue in queues) < TO_END


def slow_sends(built: House, seconds: float = 0.05, times: int = 60) -> None:
    """Makes sends take their time, so that trouble meets a rush in its middle."""
    for fake in (built.telegram, built.zalo):
        fake.faults.waiting.clear()
        fake.fail("sendMessage", delay=seconds, times=times)


def check_logs(built: House) -> None:
    """No token, no secret, nothing that people wrote or were told, and no traceback."""
    logs = built.logs()
    tokens = (built.telegram.token, built.zalo.token)
    secrets = [*tokens, *(token.partition(":")[2] for token in tokens), *SECRETS]
    said = [text for text in talk("") if text and not text.isdigit()]  # rows have numbers as years
    words = [*NAMES, *said, PHONE, "trợ lý tự động", "chào em"]
    assert [text for text in (*secrets, *words) if text in logs] == []
    assert "Traceback" not in logs
