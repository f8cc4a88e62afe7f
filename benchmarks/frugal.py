"""What the service asks of a small machine: time to start, memory, disk.

Everything is the all-in-one process, `noisong serve --with-worker`, with SQLite, webhooks and one
channel, Telegram, whose server is ours on loopback.

Start: from exec to the first 200 of /health, with a database that is there and migrated. One start
before, which is not counted, leaves the compiled modules and warms the disk's cache, as after an
upgrade; the very first start of an installation compiles as well, and takes longer. Memory at rest is
what is resident (VmRSS) some seconds later, when nobody has written yet.

Growth: people write whole talks, forty at a time, each next message when the one before was taken; it
is about memory, and no latency is told. Resident memory is read whenever all has been answered. The
slope is the straight line through it after the first quarter, in which caches, connections and threads
fill up. It is told for a hundred thousand messages, from far fewer: a megabyte more or less at the end
moves it by eight.

Disk: a year's list of invented households in the template of communes is imported as an officer does,
and what the file of the database grew by is scaled to a province's households. The original files, which
are kept, are in it; so are all indexes. Lists of former years, requests and photos are not: each year
adds as much again until its term ends.

    python -m benchmarks.frugal [--quick]
"""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.chat import script
from benchmarks.import_list import fresh, in_a_process, write_list
from benchmarks.outcome import Outcome, show
from benchmarks.processes import (
    House,
    Line,
    Platform,
    check,
    cpu_seconds,
    requests_in,
    running,
)

COMMAND = "serve --with-worker"
REST_SECONDS = 3.0
TOGETHER = 40  # people who write at a time, each on a connection of its own: Telegram's most
MB = 2**20
START_GOAL_SECONDS, REST_GOAL_MB, GROWTH_GOAL_MB, DISK_GOAL_MB = 2.0, 150.0, 5.0, 500.0
GROWTH_FOR = 100_000  # messages
PROVINCE = 300_000  # households


@dataclass(frozen=True)
class Plan:
    """How often it is started, how many people write, how many households are listed."""

    starts: int
    people: int
    rows: int


FULL = Plan(starts=5, people=334 * TOGETHER, rows=30_000)  # 200,400 messages
QUICK = Plan(starts=1, people=27, rows=1_000)


@dataclass(frozen=True)
class Start:
    """One start: until the first answer, seconds of a processor until then, and megabytes at rest."""

    seconds: float
    used: float
    resident: float


async def start(folder: Path, url: str) -> Start:
    """Starts it, lets it rest, ends it in order."""
    async with Platform() as platform:
        house = House(folder, url, platform)
        try:
            began = time.perf_counter()
            house.start(*COMMAND.split())
            await _until_answered(house)
            seconds, pids = time.perf_counter() - began, house.parts[COMMAND]
            used = cpu_seconds(pids)
            await house.until_open(1)
            await asyncio.sleep(REST_SECONDS)  # nothing tells that nothing more happens
            resident = resident_mb(pids[0])
            await house.end()
        finally:
            house.kill()
    return Start(seconds, used, resident)


async def _until_answered(house: House) -> None:
    line = Line(house.ports[0])
    while True:
        assert house.started[0].poll() is None, "ended by itself"
        try:
            await line.look()
            return line.close()
        except ConnectionRefusedError:
            await asyncio.sleep(0.01)  # nothing tells when somebody begins to listen


def resident_mb(pid: int) -> float:
    """Megabytes of a process that are in memory. Only Linux tells."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / MB


@dataclass(frozen=True)
class Growth:
    """Megabytes that were resident after so many messages; the first is from before all of them."""

    messages: Sequence[int]
    resident: Sequence[float]

    @property
    def slope(self) -> float:
        """Megabytes for `GROWTH_FOR` messages, after the first quarter."""
        warm = len(self.messages) // 4
        line = statistics.linear_regression(self.messages[warm:], self.resident[warm:])
        return line.slope * GROWTH_FOR

    @property
    def note(self) -> str:
        """The first, the one after a quarter, and the last."""
        told = (
            f"{self.resident[at]:.1f} MB after {self.messages[at]:,}"
            for at in (0, len(self.messages) // 4, -1)
        )
        return f"{', '.join(told)} messages, each answered and sent once"


async def growth(folder: Path, url: str, people: int) -> Growth:
    """People write, forty at a time. Raises unless all is kept, answered and sent."""
    written, before = sorted(script(people), key=_step_of), requests_in(url)
    async with running(folder, url, COMMAND) as house:
        pid, platform = house.parts[COMMAND][0], house.platform
        messages, resident = [0], [resident_mb(pid)]
        lines = [Line(house.ports[0]) for _number in range(TOGETHER)]
        for _step, step in groupby(written, _step_of):
            said = list(step)
            pushes = (line.push(*each) for line, each in zip(lines, said, strict=False))
            await asyncio.gather(*pushes)
            messages.append(messages[-1] + len(said))
            await platform.until(lambda: platform.count >= messages[-1])
            resident.append(resident_mb(pid))
        for line in lines:
            line.close()
        heard = platform.replies()
    check(url, written, heard, requests_in(url) - before)
    return Growth(messages, resident)


def _step_of(message: tuple[int, int, str]) -> tuple[int, int]:
    """A group of people, and which of their messages: they write it all at once."""
    who, number, _text = message
    return who // TOGETHER, number


@dataclass(frozen=True)
class Disk:
    """A database's file, in bytes, and what of it each table takes with its indexes."""

    size: int
    parts: dict[str, int]


def disk(path: Path) -> Disk:
    """Looks at a database that nobody has open. Without SQLite's `dbstat` there are no parts."""
    connection = sqlite3.connect(path)
    try:
        query = (
            "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_schema USING (name) GROUP BY 1"
        )
        parts = dict(connection.execute(query))
    except sqlite3.OperationalError:
        parts = {}
    finally:
        connection.close()
    assert not path.with_name(f"{path.name}-wal").exists(), "somebody has it open"
    return Disk(path.stat().st_size, parts)


def province(folder: Path, rows: int) -> Outcome:
    """The disk for a province, scaled from a list that is really imported."""
    url, file = fresh("sqlite", folder, "province"), folder / "list.xlsx"
    write_list(file, rows)
    path = folder / "province.db"
    before, known = disk(path), _listed(path)
    in_a_process("ours", url, file)
    after = disk(path)
    assert _listed(path) - known == rows, "not every household was published"
    scale = PROVINCE / rows / MB
    grown = {name: size - before.parts.get(name, 0) for name, size in after.parts.items()}
    most = sorted(grown.items(), key=lambda part: -part[1])[:3]
    of_what = ", ".join(f"{name} {size * scale:.0f} MB" for name, size in most)
    return Outcome(
        "disk: a year's lists of 300,000 households, SQLite",
        (after.size - before.size) * scale,
        "MB",
        goal=DISK_GOAL_MB,
        at_most=True,
        note=f"scaled from {rows:,} rows that were imported and published; with their indexes: "
        f"{of_what or 'not told by this SQLite'}; the sheets' own files: "
        f"{file.stat().st_size * scale:.0f} MB",
    )


def _listed(path: Path) -> int:
    """How many households there are in all lists."""
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM poverty_list_entries").fetchone()
    connection.close()
    return int(count)


def measure(quick: bool) -> Iterator[Outcome]:
    """Start and memory at rest, growth, disk."""
    plan = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="noisong-frugal-") as name:
        folder = Path(name)
        url = fresh("sqlite", folder, "noisong")
        yield from _starts(folder, url, plan.starts)
        grown = asyncio.run(growth(folder, url, plan.people))
        yield Outcome(
            f"memory's growth for {GROWTH_FOR:,} messages",
            grown.slope,
            "MB",
            goal=None if quick else GROWTH_GOAL_MB,  # so few say nothing about so many
            at_most=True,
            note=grown.note,
        )
        yield province(folder, plan.rows)


def _starts(folder: Path, url: str, rounds: int) -> Iterator[Outcome]:
    first = asyncio.run(start(folder, url))
    starts = [asyncio.run(start(folder, url)) for _round in range(rounds)]
    used = statistics.median(each.used for each in starts)
    yield Outcome.of(
        "start, until /health answers",
        [each.seconds for each in starts],
        "s",
        goal=START_GOAL_SECONDS,
        at_most=True,
        note=f"{used:.1f} s of a processor; the first one, not counted: {first.seconds:.1f} s",
    )
    yield Outcome.of(
        "memory at rest, one process for all",
        [each.resident for each in starts],
        "MB",
        goal=REST_GOAL_MB,
        at_most=True,
    )


if __name__ == "__main__":
    show(measure)
