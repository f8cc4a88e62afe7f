"""Leaves out the cells that stand so far from a table that a dense reader has no room for them.

One stray value in the last row and column makes calamine ask for 17 billion cells. Runs in the
child process: no import beyond the standard library.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

_WIDEST = 256  # columns; the widest lists have some sixty
_GAP = 5_000  # empty rows after which nothing belongs to the list any more

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]+)([0-9]+)["'][^>]*?(?:/>|>(.*?)</(?:\w+:)?c>)""",
    re.DOTALL,
)


@dataclass
class _Near:
    """Decides cell by cell, in the order of the sheet, and counts what it leaves out."""

    last_row: int = 0
    left_out: int = 0

    def __call__(self, cell: re.Match[bytes]) -> bytes:
        column, row, content = cell.groups()
        if not content:
            return b""
        if column_number(column) > _WIDEST or int(row) - self.last_row > _GAP:
            self.left_out += 1
            return b""
        self.last_row = int(row)
        return cell.group()


def without_far_cells(path: Path) -> tuple[BytesIO, int]:
    """A copy of the workbook that holds the near cells only, and how many were left out."""
    copy, left_out = BytesIO(), 0
    with ZipFile(path) as source, ZipFile(copy, "w", ZIP_STORED) as target:
        for member in source.namelist():
            content = source.read(member)
            if _SHEET.fullmatch(member):
                near = _Near()
                content = _CELL.sub(near, content)
                left_out += near.left_out
            target.writestr(member, content)
    copy.seek(0)
    return copy, left_out


def column_number(letters: bytes) -> int:
    """The number of a column, from 1: b"AB" -> 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
