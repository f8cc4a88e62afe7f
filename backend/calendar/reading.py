"""Reads `holidays.toml`."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO

from backend.calendar.schema import Calendar

HOLIDAYS = Path(__file__).parent / "holidays.toml"


def read_calendar(path: Path = HOLIDAYS) -> Calendar:
    """A file. Raises `pydantic.ValidationError` for one that cannot be used."""
    return Calendar.model_validate(tomllib.loads(path.read_text("utf-8")))


@cache
def calendar() -> Calendar:
    """Ours, read once."""
    return read_calendar()


def texts(
    file: IO[bytes], _keywords: object, _comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The names that people read, for the catalogues of `locales/` (an extractor of Babel's)."""
    for holiday in tomllib.loads(file.read().decode())["holidays"]:
        yield 1, "_", holiday["name"], []
