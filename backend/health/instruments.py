"""What a process counts of its own doings, for Prometheus. Nothing is counted, and the library is not
even imported, until `switch_on`: a command of a second has nobody who would ask.

No label can grow without end: channels, routes and events are those of the code, and of what comes from
outside (a platform's reason) or is many (statements) only the first are named, the others "other".
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram

MOST_REASONS = 40
MOST_STATEMENTS = 50
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
PATIENT = (0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200)
OTHER = "other"


@dataclass
class Bounded:
    """Lets the first so many names through."""

    most: int
    _known: set[str] = field(default_factory=set)

    def __call__(self, name: str) -> str:
        """The name; "other" when there are too many already."""
        if name not in self._known and len(self._known) < self.most:
            self._known.add(name)
        return name if name in self._known else OTHER


@dataclass
class InHand:
    """Messages that were taken from a platform and are not on disk yet, with when they came."""

    began: dict[int, tuple[str, float]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, channel: str) -> int:
        """Its number, for `remove`."""
        with self._lock:
            number = next(self._numbers)
            self.began[number] = (channel, time.monotonic())
        return number

    def remove(self, number: int) -> float:
        """Seconds since it came."""
        with self._lock:
            _channel, began = self.began.pop(number)
        return time.monotonic() - began

    def now(self) -> dict[str, tuple[int, float]]:
        """Of each channel, how many, and the age of the oldest in seconds."""
        with self._lock:
            all_of_them = list(self.began.values())
        found: dict[str, tuple[int, float]] = {}
        for channel, began in all_of_them:
            number, age = found.get(channel, (0, 0.0))
            found[channel] = (number + 1, max(age, time.monotonic() - began))
        return found


@dataclass(frozen=True)
class Instruments:
    """The counters of one process."""

    registry: "CollectorRegistry"
    messages: "Counter"
    inbox_seconds: "Histogram"
    sends: "Counter"
    reply_seconds: "Histogram"
    request_seconds: "Histogram"
    slow_requests: "Counter"
    slow_statement_seconds: "Histogram"
    log_events: "Counter"
    in_hand: InHand = field(default_factory=InHand)
    reasons: Bounded = field(default_factory=lambda: Bounded(MOST_REASONS))
    statements: Bounded = field(default_factory=lambda: Bounded(MOST_STATEMENTS))


_switched_on: Instruments | None = None


def switch_on() -> Instruments:
    """The instruments of this process, made with the first call."""
    global _switched_on
    if _switched_on is None:
        _switched_on = _made()
    return _switched_on


def _made() -> Instruments:
    from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

    from backend.health.in_hand import InHandCollector

    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    made = Instruments(
        registry,
        Counter(
            "noisong_messages",
            "Messages that came in, by how it ended: taken, repeated, failed, not_kept.",
            ["channel", "outcome"],
            registry=registry,
        ),
        Histogram(
            "noisong_inbox_seconds",
            "From a message's arrival until its answer is on disk.",
            ["channel"],
            buckets=QUICK,
            registry=registry,
        ),
        Counter(
            "noisong_sends",
            "Tries to send, by how they ended (sent, again, failed) and the platform's reason.",
            ["channel", "outcome", "reason"],
            registry=registry,
        ),
        Histogram(
            "noisong_reply_seconds",
            "From an answer's being on disk until the platform has taken it.",
            ["channel"],
            buckets=PATIENT,
            registry=registry,
        ),
        Histogram(
            "noisong_request_seconds",
            "Requests over HTTP, by part of the site and hundred of the status.",
            ["part", "status"],
            buckets=QUICK,
            registry=registry,
        ),
        Counter(
            "noisong_slow_requests",
            "Requests that took longer than they may, by the template of their address.",
            ["route"],
            registry=registry,
        ),
        Histogram(
            "noisong_slow_statement_seconds",
            "Statements that took longer than they may, by their fingerprint.",
            ["statement"],
            buckets=PATIENT,
            registry=registry,
        ),
        Counter(
            "noisong_log_events",
            "Warnings and errors in the log, by name.",
            ["event", "level"],
            registry=registry,
        ),
    )
    registry.register(InHandCollector(made.in_hand))
    return made


def message_ended(channel: str, outcome: str) -> None:
    """A message was taken, had been taken before, failed with an apology, or could not be kept."""
    if _switched_on:
        _switched_on.messages.labels(channel, outcome).inc()


@contextmanager
def taking(channel: str) -> Iterator[None]:
    """In here a message is on its way to the disk."""
    instruments = _switched_on
    if instruments is None:
        yield
        return
    number = instruments.in_hand.add(channel)
    try:
        yield
    finally:
        seconds = instruments.in_hand.remove(number)
        instruments.inbox_seconds.labels(channel).observe(seconds)


def send_ended(channel: str, outcome: str, reason: str, reply_seconds: float | None) -> None:
    """A try to send has ended, and that is on disk; `reply_seconds` of an answer that arrived."""
    if not _switched_on:
        return
    _switched_on.sends.labels(channel, outcome, _switched_on.reasons(reason)).inc()
    if reply_seconds is not None:
        _switched_on.reply_seconds.labels(channel).observe(reply_seconds)


def request_ended(part: str, status: int, seconds: float) -> None:
    """A request was answered."""
    if _switched_on:
        _switched_on.request_seconds.labels(part, f"{status // 100}xx").observe(seconds)


def request_was_slow(route: str) -> None:
    """It took longer than it may."""
    if _switched_on:
        _switched_on.slow_requests.labels(route).inc()


def statement_was_slow(fingerprint: str, seconds: float) -> None:
    """It took longer than it may."""
    if _switched_on:
        named = _switched_on.statements(fingerprint)
        _switched_on.slow_statement_seconds.labels(named).observe(seconds)


def was_logged(event: str, level: str) -> None:
    """A line of the log; `event` is a name in the code."""
    if _switched_on:
        _switched_on.log_events.labels(event, level).inc()
