"""What happens to the machines: kills, ends, outages, a full disk, wrong clocks; one after another."""

import random
import resource
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from tests.processes.chaos.clocks import Clocks
from tests.processes.harness import LONG, House, Process, until
from tests.processes.outage import away, cut

PLAIN = {"SECURE_COOKIES": "false", "TWO_STEP_ROLES": "none", "OPERATOR_NAME": "UBND xã"}
# Bytes: no file may grow beyond, as on a full disk; a child of ours is told by its limit.
FULL = 4096
WRONG = 8.0  # seconds by which clocks go wrong: less than what a lease has left over
HURRY = 0.15  # how often the next trouble comes before all have recovered from the one before
TO_RECOVER = 600.0  # seconds: two minutes were not enough on a machine with fifty other programs
PAUSE = 1.5  # seconds between two troubles, at most, where the machine is quick enough
# That come in between two troubles, at least: a slow machine has not more of them.
MESSAGES_BETWEEN = 30


@dataclass
class Machines:
    """The processes of one installation, which are started anew when they end, as systemd would."""

    house: House
    commands: tuple[tuple[str, ...], ...]
    ports: list[int]
    clocks: Clocks
    processes: list[Process] = field(default_factory=list)
    fell: int = 0  # how often one ended that nobody had ended
    refused: int = 0  # how often one would not start, and said why

    def start_all(self) -> None:
        """Starts each of them."""
        self.processes = [self._started(number) for number in range(len(self.commands))]

    def start(self, number: int) -> None:
        """Starts one again."""
        self.processes[number] = self._started(number)

    def look(self) -> None:
        """Starts those again that ended by themselves."""
        for number, process in enumerate(self.processes):
            if process.popen.poll() is not None:
                lines = process.log.splitlines()
                # In one sentence, as it should where the database is away while it starts.
                self.refused += len(lines) == 1 and not lines[0].startswith("{")
                self.fell += len(lines) != 1 or lines[0].startswith("{")
                self.start(number)

    def are_open(self) -> bool:
        """Whether each web server answers."""
        return all(_answers(self.ports[number]) for number in self.numbers("serve"))

    def numbers(self, command: str) -> list[int]:
        """The processes of this command."""
        return [n for n, arguments in enumerate(self.commands) if command in " ".join(arguments)]

    def _started(self, number: int) -> Process:
        settings = {**PLAIN, **self.clocks.settings(number), "PORT": str(self.ports[number])}
        return self.house.start(*self.commands[number], **settings)


@dataclass
class Troubles:
    """Makes them, in an order that a seed decides: each kind once, then any."""

    machines: Machines
    dice: random.Random
    outage: float  # seconds that an outage lasts
    taken: Callable[[], int]  # how many messages came in so far
    counts: Counter[str] = field(default_factory=Counter)
    deaths: list[tuple[float, float]] = field(default_factory=list)  # from, to: what was in flight

    @property
    def kinds(self) -> dict[str, Callable[[], None]]:
        """By name; what cannot be done here is left out."""
        house, kinds = (
            self.machines.house,
            {
                "kill -9 of web": lambda: self._kill("serve"),
                "kill -9 of worker": lambda: self._kill("worker"),
                "SIGTERM": self._end,
                "database away": self._database_away,
                "Telegram cut off": lambda: self._cut_off(house.telegram.down),
                "Zalo cut off": lambda: self._cut_off(house.zalo.down),
            },
        )
        if self._is_sqlite:
            kinds["disk full"] = self._disk_full
        else:
            kinds["all connections cut"] = lambda: cut(house.database_url)
        if self.machines.clocks.library:
            kinds["clock wrong"] = self._clock_wrong
        return kinds

    def run(self, over: Event) -> None:
        """Until it is over; then everything is in order again, but for the clocks."""
        kinds = self.kinds
        plan = self.dice.sample(list(kinds), len(kinds))
        while not over.wait(self.dice.uniform(0.3, PAUSE)):
            if self.dice.random() > HURRY and not self._recovered(over):
                break
            kind = plan.pop() if plan else self.dice.choice(list(kinds))
            self.counts[kind] += 1
            kinds[kind]()
            self.machines.look()
        self.machines.look()

    def _recovered(self, over: Event) -> bool:
        """Waits until all answer again and have taken some messages; False when it is over before."""
        before = self.taken()

        def at_work_or_over() -> bool:
            self.machines.look()
            at_work = self.taken() >= before + MESSAGES_BETWEEN and self.machines.are_open()
            return over.wait(0.05) or at_work

        until(at_work_or_over, "all web servers take messages", TO_RECOVER)
        return not over.is_set()

    @property
    def _is_sqlite(self) -> bool:
        return self.machines.house.database_url.startswith("sqlite")

    @contextmanager
    def _dying(self) -> Iterator[None]:
        began = time.time()
        yield
        self.deaths.append((began, time.time()))

    def _kill(self, command: str) -> None:
        number = self.dice.choice(self.machines.numbers(command))
        with self._dying():
            self.machines.processes[number].kill()
        time.sleep(self.dice.uniform(0, 0.5))
        self.machines.start(number)

    def _end(self) -> None:
        number = self.dice.randrange(len(self.machines.processes))
        process = self.machines.processes[number]
        process.may_end = True
        process.popen.send_signal(signal.SIGTERM)
        until(lambda: process.popen.poll() is not None, "it ends", LONG)
        # Nobody listens to signals yet while a program is being read in.
        assert process.popen.returncode == 0 or not process.log, process.log
        self.machines.start(number)

    def _database_away(self) -> None:
        with away(self.machines.house.database_url):
            time.sleep(self.outage)

    def _cut_off(self, down: Callable[[], object]) -> None:
        """What had come when the cable went, and could not be confirmed, comes again."""
        with self._dying():
            outage = down()
            with outage:  # type: ignore[attr-defined]
                time.sleep(self.outage / 2)

    def _disk_full(self) -> None:
        """No process may make any file longer; what is there can be read."""
        pids = [process.popen.pid for process in self.machines.processes]
        with self._dying():
            for pid in pids:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (FULL, resource.RLIM_INFINITY))
            time.sleep(self.outage / 2)
            for pid in pids:
                infinite = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
                resource.prlimit(pid, resource.RLIMIT_FSIZE, infinite)

    def _clock_wrong(self) -> None:
        number = self.dice.randrange(len(self.machines.processes))
        self.machines.clocks.jump(number, self.dice.uniform(-WRONG, WRONG))


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
