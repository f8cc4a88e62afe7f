"""The poverty standards as data: which law holds for the lists of a year, and its indicators."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.columns import matches


class Indicator(NamedTuple):
    """A basic service that a household may lack: its short name, and the words that head it."""

    name: str
    header: str


class Standard(NamedTuple):
    """`first` and `last` are years of lists."""

    name: str
    first: int
    last: int
    indicators: tuple[Indicator, ...]


@cache
def standards() -> tuple[Standard, ...]:
    """Every standard that `standards.toml` knows, the oldest first."""
    return tuple(
        Standard(
            one["name"],
            one["first"],
            one["last"],
            tuple(Indicator(*indicator) for indicator in one["indicators"]),
        )
        for one in _file()["standard"]
    )


def standard_of(year: int | None) -> str | None:
    """The name of the standard in force for the lists of a year."""
    if year is None:
        return None
    return next((one.name for one in standards() if one.first <= year <= one.last), None)


@cache
def indicator_named(header: str) -> str | None:
    """The short name of the indicator that these folded words head; under any standard."""
    for standard in reversed(standards()):
        for indicator in standard.indicators:
            if matches(header, indicator.header):
                return indicator.name
    return None


@cache
def is_information(header: str) -> bool:
    """Whether a deprivation, as a column or a cell words it, is one of information."""
    return matches(words(header), _file()["information"])


@cache
def _file() -> dict[str, Any]:
    path = Path(__file__).with_name("standards.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
