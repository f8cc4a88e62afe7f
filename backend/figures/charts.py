"""Where everything stands in a picture, in units of a drawing that is 320 wide. Pure; the macros of
`figures/charts.html` draw it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 320
BAR_WIDTH = 250  # the number stands behind it
DAYS_WIDTH = 140  # of a bar of days, with more words behind it
BAR_STEP = 44  # height of a bar with its words
LEFT, RIGHT, TOP, BOTTOM = 20, 300, 24, 150  # of a line over months
LETTERS = 38  # of a line of words


@dataclass(frozen=True)
class Bar:
    """One bar: `look` is its colour's name."""

    title: str
    count: int
    look: str
    y: int
    width: int


def bars(named: Sequence[tuple[str, int, str]]) -> list[Bar]:
    """Bars below each other, each (title, count, look); what is not 0 can be seen."""
    most = max((count for _title, count, _look in named), default=0) or 1
    return [
        Bar(title, count, look, at * BAR_STEP, max(count * BAR_WIDTH // most, 3 if count else 0))
        for at, (title, count, look) in enumerate(named)
    ]


@dataclass(frozen=True)
class Line:
    """One line over months: `points` as SVG wants them, and each month's mark."""

    title: str
    points: str
    marks: list[tuple[int, int]]


@dataclass(frozen=True)
class Lines:
    """Lines over the same months. `labels` are those months that have room for their name."""

    lines: list[Line]
    labels: list[tuple[int, str]]
    most: int


def lines(months: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Lines:
    """Lines for (title, a count each month), months as "2026-11"."""
    most = max((count for _title, counts in series for count in counts), default=0)
    across = [_at(at, len(months)) for at in range(len(months))]
    every = max(1, -(-len(months) // 6))
    labels = [
        (x, f"{int(month[5:])}/{month[2:4]}")
        for at, (x, month) in enumerate(zip(across, months, strict=True))
        if (len(months) - 1 - at) % every == 0
    ]
    drawn = []
    for title, counts in series:
        heights = [BOTTOM - count * (BOTTOM - TOP) // (most or 1) for count in counts]
        marks = list(zip(across, heights, strict=True))
        drawn.append(Line(title, " ".join(f"{x},{y}" for x, y in marks), marks))
    return Lines(drawn, labels, most)


def _at(number: int, count: int) -> int:
    return (LEFT + RIGHT) // 2 if count < 2 else LEFT + (RIGHT - LEFT) * number // (count - 1)


@dataclass(frozen=True)
class Stop:
    """One stop of a way: its words in at most two lines, and the widths of two bars of days."""

    words: list[str]
    y: int
    median: int
    slow: int


STOP_STEP = 100


def stops(parts: Sequence[tuple[str, int, int]]) -> list[Stop]:
    """Stops below each other, each (title, days of half, days of nine in ten)."""
    most = max((slow for _title, _median, slow in parts), default=0) or 1
    return [
        Stop(
            textwrap.wrap(title, LETTERS, max_lines=2, placeholder="…"),
            at * STOP_STEP,
            median * DAYS_WIDTH // most,
            slow * DAYS_WIDTH // most,
        )
        for at, (title, median, slow) in enumerate(parts)
    ]
