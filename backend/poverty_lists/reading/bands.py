"""The band of rows that heads a table, and the texts that stand above each of its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.columns import (
    field_of,
    group_of,
    header_words,
    is_leaf,
)
from backend.poverty_lists.reading.fields import NAMES
from backend.poverty_lists.reading.formats.content import Area, Row
from backend.poverty_lists.reading.standards import indicator_named

REACH = 3  # rows that a header may have above and below the row with the name
_WIDEST = 256
_MOST_AREAS = 2_000  # a header has some fifty; a hostile file has as many as it likes
_NUMBER = re.compile(r"\(?\s*(?:([a-z])|(\d{1,3}))\s*\)?\s*(?:=.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of a header, and by column its texts from the top to the lowest."""

    rows: tuple[int, ...]
    paths: dict[int, tuple[str, ...]]
    wide: frozenset[int] = frozenset()  # columns that only carry on the merged one to their left


def band_at(near: Sequence[Row], merged: Sequence[Area], anchor: int, name_column: int) -> Band:
    """The band around the row numbered `anchor`, which names the head of the household; `near`
    are the filled rows around it."""
    window = _Window(near, merged, anchor)
    top = bottom = anchor
    while bottom < anchor + REACH and window.goes_below(top, bottom, name_column):
        bottom += 1
    while top > anchor - REACH and window.goes_above(top, name_column):
        top -= 1
    rows = list(range(top, bottom + 1))
    paths = window.paths(rows)
    wide = frozenset(column for column in paths if window.is_wide(bottom, column))
    if is_number_row(window.rows.get(bottom + 1)):
        rows.append(bottom + 1)
    return Band(tuple(rows), paths, wide)


def is_number_row(row: Row | None) -> bool:
    """The row "1 2 3 ..." or "A B 1 2 ..." that counts the columns."""
    if row is None or len(row.cells) < 3:
        return False
    found = [_NUMBER.fullmatch(text(value)) for value in row.cells.values()]
    if not all(found):
        return False
    counted = [int(match[2]) for match in found if match and match[2]]
    first = counted[0] if counted else 0
    return len(counted) >= 3 and counted == list(range(first, first + len(counted)))


@dataclass(slots=True)
class _Window:
    """The rows near an anchor with merged cells filled in."""

    near: Sequence[Row]
    merged: Sequence[Area]
    anchor: int
    rows: dict[int, Row] = field(init=False)
    areas: dict[tuple[int, int], Area] = field(init=False)
    grid: dict[tuple[int, int], str] = field(init=False)

    def __post_init__(self) -> None:
        low, high = self.anchor - REACH, self.anchor + REACH + 1
        self.rows = {row.number: row for row in self.near if low <= row.number <= high}
        self.grid = {
            (row.number, column): text(value)
            for row in self.rows.values()
            for column, value in row.cells.items()
            if column <= _WIDEST
        }
        self.areas = {}
        near_areas = (area for area in self.merged if low <= area.top <= high)
        for area in islice(near_areas, _MOST_AREAS):
            self._fill(area, high)

    def _fill(self, area: Area, last_row: int) -> None:
        content = self.grid.get((area.top, area.left), "")
        for row in range(area.top, min(area.bottom, last_row) + 1):
            for column in range(area.left, min(area.right, _WIDEST) + 1):
                self.areas[row, column] = area
                if content:
                    self.grid[row, column] = content

    def goes_below(self, top: int, bottom: int, name_column: int) -> bool:
        """Whether the row after `bottom` still belongs to a header that began at `top`."""
        below = self.rows.get(bottom + 1)
        merged = any(
            row == bottom and area.bottom > bottom and area.top >= top
            for (row, _), area in self.areas.items()
        )
        if merged or below is None:
            return merged
        own = [value for value in below.cells.values() if isinstance(value, str)]
        if len(own) < len(below.cells) or is_number_row(below):
            return False
        said = [header_words(value) for value in own]
        if all(self._is_under_group(bottom, column) for column in below.cells):
            return len(own) >= 2 and all(any(map(str.isalpha, value)) for value in own)
        if below_name := self.grid.get((bottom + 1, name_column)):
            # "Họ và tên" above "Họ đệm" and "Tên", or above "chủ hộ"
            part = field_of(header_words(below_name), "name") or field_of(header_words(below_name))
            return part in NAMES and len(own) >= 2 and all(map(is_leaf, said))
        known = sum(is_leaf(each) or indicator_named(each) is not None for each in said)
        return known >= 2

    def _is_under_group(self, row: int, column: int) -> bool:
        area = self.areas.get((row, column))
        return area is not None and area.right > area.left

    def is_wide(self, row: int, column: int) -> bool:
        """Whether the lowest text above a column is merged from further left."""
        area = self.areas.get((row, column))
        return area is not None and area.left < column

    def goes_above(self, top: int, name_column: int) -> bool:
        """Whether the row before `top` holds the name of a group of columns or reaches down."""
        for column in {column for row, column in self.grid if row == top - 1}:
            area = self.areas.get((top - 1, column))
            if area and area.bottom >= top:
                return True
            spans_name = area is not None and area.left <= name_column <= area.right
            above = field_of(header_words(self.grid[top - 1, column]))
            if not spans_name and group_of(above) not in ("", "name"):
                return True
        return False

    def paths(self, rows: list[int]) -> dict[int, tuple[str, ...]]:
        columns = sorted({column for row, column in self.grid if row in rows})
        for row in rows[:-1]:
            self._spread_right(row, rows[-1], columns)
        paths: dict[int, tuple[str, ...]] = {}
        for column in columns:
            texts = [self.grid.get((row, column), "") for row in rows]
            if path := tuple(dict.fromkeys(content for content in texts if content)):
                paths[column] = path
        return paths

    def _spread_right(self, row: int, bottom: int, columns: list[int]) -> None:
        """A group that was centred by hand, without a merge, stands above its first column only."""
        carried = ""
        for column in columns:
            if own := self.grid.get((row, column)):
                carried = "" if (row, column) in self.areas else own
            elif carried and self.grid.get((bottom, column)):
                self.grid[row, column] = carried
            else:
                carried = ""
