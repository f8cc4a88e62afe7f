"""Notices the header of a table while the rows of a sheet go by."""

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from backend.poverty_lists.reading.bands import REACH, band_at
from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.columns import field_of, header_words, is_leaf
from backend.poverty_lists.reading.fields import NAMES
from backend.poverty_lists.reading.formats.content import Area, Row, Sheet
from backend.poverty_lists.reading.header import Header, read_header

_LONGEST = 120
_TRIES = 50  # rows that look like a header, in one sheet
_MOST = 40_000
_FIRST_COLUMNS = 12  # a later header begins where the first one began
_HINT = re.compile(r"t[eêế]\u0302?\u0301?n|ch[uủ]|h[oọ]|học sinh", re.IGNORECASE)
_SHORT = frozenset(["ten", "ho", "chu ho", "hoc sinh"])
_OTHERS = 2
_MOSTLY = 3  # a column may be headed by a year, such as 2025
_NAMES = frozenset(NAMES) | {"name"}


class HeaderFinder:
    """Looks at one row after the other of one sheet."""

    def __init__(self, merged: Sequence[Area], columns: Mapping[int, str]) -> None:
        self.merged = merged
        self.columns = columns
        self.tries = _TRIES
        self.headers = _MOST
        self.number = 0  # the column in which the last header counts its rows

    def look(self, row: Row, near: Iterable[Row]) -> Header | None:
        """The header around `row`, whose neighbours `near` holds; `None` for any other row."""
        counted = text(row.cells.get(self.number))
        column = name_column(row) if self.tries and not counted.isdecimal() else None
        if column is None:
            return None
        self.tries -= 1
        header = read_header(band_at(list(near), self.merged, row.number, column))
        header = header.chosen(self.columns) if self.columns else header
        if not header.is_telling:
            return None
        self.headers -= 1
        self.tries += self.headers > 0  # each page of a long print has one
        self.number = header.number("number")
        return header


def name_column(row: Row) -> int | None:
    """The column whose cell reads "Họ và tên chủ hộ" or the like, in a row of words."""
    words_of_row = sum(type(value) is str for value in row.cells.values())
    if words_of_row * _MOSTLY < (_MOSTLY - 1) * len(row.cells):
        return None
    for column, value in islice(row.cells.items(), _FIRST_COLUMNS):
        if isinstance(value, str) and len(value) <= _LONGEST and _HINT.search(value):
            said = header_words(value)
            if field_of(said) in _NAMES and (said not in _SHORT or _has_others(row, column)):
                return column
    return None


def _has_others(row: Row, column: int) -> bool:
    """Whether more of the row are words of a header: "Chủ hộ" alone may be a relation."""
    others = (header_words(text(value)) for at, value in row.cells.items() if at != column)
    return sum(map(is_leaf, others)) >= _OTHERS


def find_headers(sheet: Sheet) -> list[Header]:
    """All headers of a sheet from top to bottom; a list may hold several tables."""
    finder = HeaderFinder(sheet.merged, {})
    found: list[Header] = []
    coming = iter(sheet.rows)
    before: deque[Row] = deque(maxlen=REACH)
    after = deque(islice(coming, REACH + 1))
    while after and finder.tries:
        row = after.popleft()
        after.extend(islice(coming, 1 + REACH - len(after)))
        if not found or row.number > found[-1].rows[-1]:
            header = finder.look(row, (*before, row, *after))
            if header:
                found.append(header)
        before.append(row)
    return found
