"""What a benchmark found, said the same way by all of them."""

import argparse
import json
import logging
import statistics
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

import structlog

from benchmarks.keys import take_keys


@dataclass(frozen=True)
class Outcome:
    """One figure: the median of what the rounds gave. With `at_most` the goal is a ceiling."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_most: bool = False
    rounds: tuple[float, ...] = ()
    note: str = ""
    benchmark: str = ""  # which one, where those of several are kept together

    @classmethod
    def of(
        cls,
        name: str,
        rounds: Sequence[float],
        unit: str,
        *,
        goal: float | None = None,
        at_most: bool = False,
        note: str = "",
    ) -> "Outcome":
        """The figure of some rounds."""
        return cls(name, statistics.median(rounds), unit, goal, at_most, tuple(rounds), note)

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    @property
    def times(self) -> float:
        """How often the goal is reached: below 1 it is missed. Raises `ValueError` without a goal."""
        if not self.goal:
            raise ValueError(self.name)
        return self.goal / self.value if self.at_most else self.value / self.goal

    @property
    def verdict(self) -> str:
        """In a word; "" without a goal."""
        return {True: "met", False: "NOT met", None: ""}[self.is_met]

    @classmethod
    def read(cls, said: str) -> "Outcome":
        """From a line of `--json`."""
        return cls(**json.loads(said))

    @property
    def wanted(self) -> str:
        """The goal in words: "≥ 2.5"; "" without one."""
        if self.goal is None:
            return ""
        return f"{'≤' if self.at_most else '≥'} {number(self.goal)}"


Measure = Callable[[bool], Iterator[Outcome]]


def number(value: float) -> str:
    """Three figures that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def show(measure: Measure) -> None:
    """Runs one benchmark from the command line: `--quick` is small enough to try it, `--json` is
    for a program that reads on, one outcome a line."""
    parser = argparse.ArgumentParser(description=(sys.modules["__main__"].__doc__ or "").strip())
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    take_keys()
    warnings.simplefilter("ignore")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    for outcome in measure(arguments.quick):
        print(json.dumps(asdict(outcome)) if arguments.json else line(outcome), flush=True)


def line(outcome: Outcome) -> str:
    """For a person at a console."""
    goal = f"  (goal {outcome.wanted}: {outcome.verdict})" if outcome.wanted else ""
    note = f"  {outcome.note}" if outcome.note else ""
    return f"{outcome.name}: {number(outcome.value)} {outcome.unit}{goal}{note}"
