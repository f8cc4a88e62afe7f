"""How a class is named, and what a count may say. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backend.vietnamese import fold

SCHOOL_YEAR_BEGINS = 9
MOST_PUPILS = 100  # of one class; more is a slip of the finger
_GAPS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Line:
    """One class as it was counted."""

    class_name: str
    pupils: int
    without_device: int
    without_internet: int


def class_key(name: str) -> str:
    """One spelling for a class: "Lớp 3 A", "3a" and "lớp 3A" are "3a"; "" for what names none."""
    words = [word for word in _GAPS.split(fold(name)) if word and word != "lop"]
    return "".join(words)[:30]


def school_year(day: date) -> int:
    """The year in which the school year of a day began."""
    return day.year - (day.month < SCHOOL_YEAR_BEGINS)


def is_possible(line: Line) -> bool:
    """No more pupils lack something than there are."""
    most = max(line.without_device, line.without_internet)
    return bool(class_key(line.class_name)) and 0 <= most <= line.pupils <= MOST_PUPILS


def read_lines(text: str) -> Iterator[tuple[int, str, Line | None]]:
    """Lines as officers type or paste them, "3A; 28; 12; 9": number, the line, and what it says, None
    for what cannot be read. Tabs, semicolons and commas divide."""
    for number, typed in enumerate(text.splitlines(), start=1):
        parts = [part.strip() for part in re.split(r"[;,\t]", typed)]
        if any(parts):
            yield number, typed.strip(), _line(parts)


def _line(parts: list[str]) -> Line | None:
    if len(parts) != 4 or not all(part.isascii() and part.isdecimal() for part in parts[1:]):
        return None
    if any(len(part) > 4 for part in parts[1:]):
        return None
    line = Line(parts[0], *(int(part) for part in parts[1:]))
    return line if is_possible(line) else None
