"""How long people wait for an answer while many write: from the moment a message is due at the
webhook until its answer is handed to the channel.

Ours with SQLite (synchronous=FULL) and webhooks, as on one small machine: everything in one process
(`noisong serve --with-worker`), and web and worker apart, which use both cores. Messages come over
loopback at a steady rate, whatever becomes of them (open load): each is due at a moment that was set
beforehand, and its wait counts from that moment, also when the sender got round to it later. As
Telegram's own, the sender keeps at most 40 connections. People are in the midst of different talks: at
each moment as many at the first question as at the last. The rates follow one another in the same
processes, the slow ones first, each after a pause until all is answered.

Everything is real but the platform: an HTTP server that answers each send at once and limits nothing.
Nothing of ours had to be lifted: a reply is never held back unless Telegram answers 429, as the real
one does above some 30 messages a second. So the way over the internet is not in the figures, nor TLS,
nor a proxy. The load and the platform are one other process, which shares the machine; how much it
took is said beside the figures (Linux only).

    python -m benchmarks.latency [--quick]
"""

import asyncio
import math
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.chat import WAYS, Script, script
from benchmarks.import_list import fresh
from benchmarks.outcome import Outcome, show
from benchmarks.processes import (
    House,
    Line,
    Replies,
    check,
    cpu_seconds,
    requests_in,
    running,
)

CONNECTIONS = 40  # Telegram's `max_connections`, unless it is told otherwise
GOAL_RATE, GOAL_MS = 100, 100.0
HOUSES = {"one process": ("serve --with-worker",), "web and worker": ("serve", "worker")}


@dataclass(frozen=True)
class Plan:
    """Messages a second and for how many seconds, one after the other; and how many messages of
    others come between two of one person, who would not answer at once."""

    rates: tuple[tuple[int, int], ...]
    between: int  # as many times as there are questions: then all of them are asked equally often

    @property
    def timed(self) -> int:
        """How many messages are timed."""
        return sum(rate * seconds for rate, seconds in self.rates)


FULL = Plan(((25, 40), (50, 40), (GOAL_RATE, 60)), between=10 * len(WAYS))
QUICK = Plan(((10, 2), (20, 5)), between=len(WAYS))


@dataclass
class Phase:
    """One rate: when each message was due, by person and number, and what it took."""

    rate: int
    due: dict[tuple[int, int], float]
    late: float = 0.0  # the most that the sender was behind, of itself
    seconds: float = 0.0  # until the last answer
    service: float = 0.0  # seconds of a processor
    load: float = 0.0

    @property
    def note(self) -> str:
        """What the figures have to be read with."""
        shares = (
            f"{self.service / self.seconds:.0%} of a core in the service, "
            f"{self.load / self.seconds:.0%} in the load and the platform"
        )
        late = f"the sender was at most {self.late * 1000:.1f} ms late"
        return f"{len(self.due)} messages, none lost; {shares}, of {os.cpu_count()} cores; {late}"


def crowd(plan: Plan) -> tuple[Script, Script]:
    """Everybody's messages in the order in which they come: those until people are at every question,
    and those that are timed."""
    mixed = (len(WAYS) - 1) * plan.between  # when the first person writes the last message
    people = (mixed + plan.timed) // len(WAYS) + 1

    def place(message: tuple[int, int, str]) -> int:
        who, number, _text = message
        return who * len(WAYS) + number * plan.between

    written = sorted(script(people), key=place)
    before = sum(place(message) < mixed for message in written)
    return written[:before], written[before : before + plan.timed]


async def load(house: House, plan: Plan) -> list[Phase]:
    """All messages, pushed and answered."""
    before, timed = crowd(plan)
    lines: asyncio.LifoQueue[Line] = asyncio.LifoQueue()
    for _number in range(CONNECTIONS):
        lines.put_nowait(Line(house.ports[0]))
    for message in before:
        await _push(lines, message)
    await house.platform.until(lambda: house.platform.count >= len(before))
    coming = iter(timed)
    return [
        await _phase(house, lines, rate, list(islice(coming, rate * seconds)))
        for rate, seconds in plan.rates
    ]


async def _phase(
    house: House, lines: asyncio.LifoQueue[Line], rate: int, messages: Script
) -> Phase:
    pids, platform = [pid for part in house.parts.values() for pid in part], house.platform
    done, used, own = platform.count + len(messages), cpu_seconds(pids), time.process_time()
    began, phase = time.perf_counter(), Phase(rate, {})
    async with asyncio.TaskGroup() as tasks:
        for place, message in enumerate(messages):
            due = began + place / rate
            await asyncio.sleep(max(due - time.perf_counter(), 0))
            phase.late = max(phase.late, time.perf_counter() - due)
            phase.due[message[0], message[1]] = due
            tasks.create_task(_push(lines, message))
    await platform.until(lambda: platform.count >= done)
    phase.seconds = time.perf_counter() - began
    phase.service, phase.load = cpu_seconds(pids) - used, time.process_time() - own
    return phase


async def _push(lines: asyncio.LifoQueue[Line], message: tuple[int, int, str]) -> None:
    line = await lines.get()
    try:
        await line.push(*message)
    finally:
        lines.put_nowait(line)


async def _measure(
    folder: Path, url: str, plan: Plan, commands: Sequence[str]
) -> tuple[list[Phase], Replies]:
    async with running(folder, url, *commands) as house:
        phases = await load(house, plan)
        return phases, house.platform.replies()


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def measure(quick: bool) -> Iterator[Outcome]:
    """Half of the answers, and 99 of 100, at each rate, for each way to run."""
    plan = QUICK if quick else FULL
    for name, commands in HOUSES.items():
        yield from _waits(name, commands, plan)


def _waits(name: str, commands: Sequence[str], plan: Plan) -> Iterator[Outcome]:
    before, timed = crowd(plan)
    with tempfile.TemporaryDirectory(prefix="noisong-latency-") as folder:
        url = fresh("sqlite", Path(folder), "noisong")
        requests = requests_in(url)
        phases, heard = asyncio.run(_measure(Path(folder), url, plan, commands))
        check(url, before + timed, heard, requests_in(url) - requests)
    for phase in phases:
        waits = [
            (heard[who + 1][number][0] - due) * 1000 for (who, number), due in phase.due.items()
        ]
        at = f"at {phase.rate} messages a second, {name}"
        goal = GOAL_MS if phase.rate == GOAL_RATE else None
        half, most = percentile(waits, 50), percentile(waits, 99)
        yield Outcome(f"answer handed over, half of them, {at}", half, "ms")
        yield Outcome(
            f"answer handed over, 99 %, {at}", most, "ms", goal, at_most=True, note=phase.note
        )


if __name__ == "__main__":
    show(measure)
