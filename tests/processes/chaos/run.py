"""One run: an installation, its people, its troubles, and the verdict."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from bot.messages import Outgoing
from tests.processes.chaos.clocks import Clocks
from tests.processes.chaos.officer import Officer
from tests.processes.chaos.platforms import Post, RandomFaults
from tests.processes.chaos.talks import ONE_IN, Talker, talker
from tests.processes.chaos.troubles import Machines, Troubles
from tests.processes.chaos.verdict import (
    check_rows,
    differences,
    listen,
    most_repeats,
    unexplained,
)
from tests.processes.harness import House, end_all, free_port, house

COMMANDS = {
    "sqlite": (("serve", "--with-worker"),),
    "postgresql": (("serve",), ("serve",), ("worker",), ("worker",)),
}
AT_ONCE = 200  # people
PATIENCE = 180.0  # seconds until all is calm after the last trouble; a lease takes 20


@dataclass(frozen=True)
class Plan:
    """What a run is: the seed decides everything that is left to chance on our side."""

    kind: str
    seed: int
    people: int = 200
    outage: float = 3.0  # seconds


@dataclass
class Figures:
    """What happened, to be printed."""

    plan: Plan
    messages: int = 0
    seconds: float = 0
    calm_after: float = 0  # seconds from the last message to the last answer
    repeated: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        what = ", ".join(f"{kind}: {number}" for kind, number in sorted(self.counts.items()))
        return (
            f"chaos on {self.plan.kind}, seed {self.plan.seed}: {self.messages} messages in "
            f"{self.seconds:.0f} s, calm after {self.calm_after:.0f} s more, sent again "
            f"{self.repeated}; {what}"
        )


def run(plan: Plan, folder: Path, url: str, script: dict[bool, list[Outgoing]]) -> Figures:
    """Runs it on a database that holds the world and nobody's talk; raises where something was
    lost, done twice, out of order, or sent again without a reason."""
    with house(folder, url, "webhook") as built:
        return _Scene(plan, built, Clocks.wound(folder), script).play()


class _Beside:
    """A thread that goes on until it is told that it is over; its fault is raised then."""

    def __init__(self, part: Callable[[Event], None]) -> None:
        self._part, self._over = part, Event()
        self.fault: BaseException | None = None
        self._thread = Thread(target=self._run)
        self._thread.start()

    def end(self) -> None:
        """Waits until it has ended."""
        self._over.set()
        self._thread.join()
        if self.fault is not None:
            raise self.fault

    def _run(self) -> None:
        try:
            self._part(self._over)
        except BaseException as fault:  # noqa: BLE001 - raised by whoever waits
            self.fault = fault


@dataclass
class _Scene:
    plan: Plan
    house: House
    clocks: Clocks
    script: dict[bool, list[Outgoing]]

    def __post_init__(self) -> None:
        self.dice, built = random.Random(self.plan.seed), self.house
        commands = COMMANDS[self.plan.kind]
        ports = [built.port, *(free_port() for _ in commands[1:])]
        self.machines = Machines(built, commands, ports, self.clocks)
        self.web = [ports[number] for number in self.machines.numbers("serve")]
        self.post = Post(self.web, self._dice())
        self.troubles = Troubles(
            self.machines, self._dice(), self.plan.outage, lambda: self.post.taken
        )
        self.officer = Officer(built, self.web, self._dice())
        self.faults = [RandomFaults(dice=self._dice()) for _ in range(2)]
        self.platforms = (built.telegram, built.zalo)
        for fake, faults in zip(self.platforms, self.faults, strict=True):
            fake.faults = faults
            fake.by_hand = True
        self.talkers = [
            talker(self.platforms[number // ONE_IN % 2].user("Người bịa"), number, self.script)
            for number in range(self.plan.people)
        ]

    def play(self) -> Figures:
        """The run itself."""
        self.machines.start_all()
        self.house.until_open()
        began = time.monotonic()
        troubles, officer = _Beside(self.troubles.run), _Beside(self.officer.run)
        try:
            deliveries = asyncio.run(self._everybody(troubles))
            spoken = time.monotonic()
        finally:
            troubles.end()
        try:
            self._until_calm()
        finally:
            officer.end()
        figures = Figures(self.plan, sum(len(each.texts) for each in self.talkers))
        figures.seconds, figures.calm_after = spoken - began, time.monotonic() - spoken
        figures.repeated = sum(len(each.repeats) for each in self.talkers)
        for counts in (deliveries, self.troubles.counts, *(each.counts for each in self.faults)):
            figures.counts += counts
        figures.counts["forms without an answer"] = self.officer.again
        figures.counts["would not start yet"] = self.machines.refused
        self._judge(figures)
        return figures

    async def _everybody(self, troubles: "_Beside") -> Counter[str]:
        """Everybody talks, at most so many at a time; counts what deliveries met. That it goes on is
        what `troubles` look after, however busy the machine is."""
        post, at_once = self.post, asyncio.Semaphore(AT_ONCE)

        async def talks(number: int, each: Talker) -> None:
            fake = self.platforms[number // ONE_IN % 2]
            async with at_once:
                for text in each.texts:
                    await post.brings(fake, each.person.says(text))

        talking = [talks(number, each) for number, each in enumerate(self.talkers)]
        all_said = asyncio.gather(*talking)
        while not all_said.done() and not troubles.fault:
            await asyncio.wait({all_said}, timeout=0.5)
        if troubles.fault:
            all_said.cancel()
            return post.counts
        await all_said
        await post.close()
        return post.counts

    def _until_calm(self) -> None:
        for faults in self.faults:
            faults.on = False

        def calm() -> bool:
            listen(self.talkers, self.platforms)
            return not differences(self.talkers) and not self.house.unsent()

        deadline = time.monotonic() + PATIENCE
        while not calm() and time.monotonic() < deadline:
            time.sleep(0.5)

    def _judge(self, figures: Figures) -> None:
        """Everything that has to hold; the figures and the seed tell how it came."""
        lost = set().union(*(faults.lost for faults in self.faults))
        strange = unexplained(self.talkers, lost, self.troubles.deaths)
        found = [*differences(self.talkers), *(f"without a reason twice: {s}" for s in strange)]
        if figures.repeated > (most := most_repeats(lost, self.troubles.deaths)):
            found.append(f"{figures.repeated} messages twice, {most} at most have a reason")
        if self.machines.fell:
            found.append(f"processes ended by themselves {self.machines.fell} times")
        assert not found, "\n".join([str(figures), *found[:5], self.house.logs()[-4000:]])
        with self.house.reading() as session:
            check_rows(session, self.talkers)
        assert self.house.start("audit", "check").ended() == 0
        end_all(self.machines.processes)
        assert "Traceback" not in self.house.logs()

    def _dice(self) -> random.Random:
        return random.Random(self.dice.random())
