"""One server and those who wait for it: the backlog that a rush leaves behind."""

import random
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Moment = float  # seconds since some beginning
Work = Sequence[tuple[Moment, float]]  # when each comes, and the seconds it takes

SHIFT_SECONDS = 300.0  # others like these come somewhat earlier or later
MOST_FOLD = 10_000


@dataclass(frozen=True)
class Wait:
    """What the backlog of some work was like. Waits reach from coming in to being answered."""

    longest: float
    p99: float

    @classmethod
    def of(cls, work: Work) -> "Wait":
        """Of work that one server does in the order in which it comes."""
        waits = sorted(_waits(work))
        return cls(waits[-1], waits[len(waits) * 99 // 100])


def _waits(work: Work) -> Iterable[float]:
    free = float("-inf")
    for comes, takes in work:
        free = max(free, comes) + takes
        yield free - comes


def busiest(work: Work, span: float) -> tuple[Moment, int, float]:
    """Of all spans of so many seconds that begin with somebody: when the fullest begins, how many come
    in it, and how many seconds of work they bring."""
    moments = [comes for comes, _takes in work]
    best = (0.0, 0, 0.0)
    for at, begins in enumerate(moments):
        until = bisect_left(moments, begins + span, lo=at)
        if until - at > best[1]:
            best = (begins, until - at, sum(takes for _comes, takes in work[at:until]))
    return best


def between(work: Work, begins: Moment, ends: Moment) -> Work:
    """What comes in a time."""
    return [each for each in work if begins <= each[0] < ends]


def most_fold(work: Work, limit: float) -> int:
    """How many times as many people one server bears before somebody waits longer than `limit`
    seconds. The others are as these are, each message shifted by up to five minutes."""
    least, most = 0, 1
    while most < MOST_FOLD and Wait.of(_folded(work, most)).longest <= limit:
        least, most = most, most * 2
    while most - least > max(1, least // 50):
        middle = (least + most) // 2
        if Wait.of(_folded(work, middle)).longest <= limit:
            least = middle
        else:
            most = middle
    return least


def _folded(work: Work, times: int) -> Work:
    chance = random.Random(2026)
    takes = [seconds for _comes, seconds in work]
    return sorted(
        (comes + chance.uniform(-SHIFT_SECONDS, SHIFT_SECONDS), chance.choice(takes))
        for comes, _own in work
        for _copy in range(times)
    )
