"""The table and the picture of the benchmarks, and that each of them can be run."""

import importlib
from xml.etree import ElementTree

import pytest

from benchmarks.__main__ import EVERY, table
from benchmarks.outcome import Outcome
from benchmarks.picture import picture

# Invented figures.
FAST = Outcome.of("sends", [900, 700, 800], "a second", goal=500)
SLOW = Outcome("wait <p99>", 250, "ms", goal=100, at_most=True)
PLAIN = Outcome("rows", 12, "")


@pytest.mark.parametrize("name", EVERY)
def test_each_says_what_it_measures(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    assert callable(module.measure)
    assert f"python -m benchmarks.{name}" in (module.__doc__ or "")


def test_a_figure_is_the_median_and_knows_its_goal() -> None:
    assert FAST.value == 800
    assert [one.is_met for one in (FAST, SLOW, PLAIN)] == [True, False, None]
    assert (FAST.times, SLOW.times) == (1.6, 0.4)


def test_the_table_says_what_was_missed() -> None:
    missed = [line for line in table([FAST, SLOW, PLAIN]).splitlines() if "NOT met" in line]
    assert len(missed) == 1
    assert "≤ 100" in missed[0]


def test_the_picture_shows_each_goal_and_is_whole() -> None:
    drawn = ElementTree.fromstring(picture([FAST, SLOW, PLAIN]))  # noqa: S314 - our own
    words = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "wait <p99>" in words
    assert "rows" not in words
