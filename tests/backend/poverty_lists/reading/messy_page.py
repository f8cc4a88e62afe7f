"""The paper of the generator of messy lists: sheets, columns, and what was laid out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from backend.poverty_lists.reading.formats.content import Area, Row, Sheet, Value
from tests.backend.poverty_lists.reading.messy_people import Home, Someone

Maybe = Value | None


class Column(NamedTuple):
    """Its header, a header above that it may share, and what it says of a home and a person."""

    top: str
    sub: str
    value: Callable[[Home, Someone, bool], Maybe]  # the last: whether the person is the row's head


@dataclass
class Laid:
    """The sheets, the homes written in them, and the choices that were made."""

    sheets: list[Sheet]
    homes: list[Home]
    style: dict[str, Any]


class Page:
    """One sheet while it is written."""

    def __init__(self, name: str, left: int) -> None:
        self.name = name
        self.left = left
        self.rows: list[dict[int, Value]] = []
        self.merged: list[Area] = []

    def put(self, *values: Maybe) -> int:
        """One row, and its number."""
        cells = enumerate(values, self.left)
        self.rows.append({at: value for at, value in cells if value is not None and value != ""})
        return len(self.rows)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Columns count from the left edge of the table, 0 first."""
        self.merged.append(Area(top, left + self.left, bottom, right + self.left))

    def sheet(self, visible: bool = True) -> Sheet:
        rows = [Row(number, cells) for number, cells in enumerate(self.rows, 1) if cells]
        return Sheet(self.name, visible, tuple(self.merged), rows)
