"""What every kind of file is turned into: sheets of rows, with plain values by column number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from backend.poverty_lists.draft import FileFormat, LegacyColumn

Value = str | int | float | bool | date | datetime

_LONGEST_TEXT = 32_767  # Excel's own limit for a cell
_EXACT = 2**53  # the whole numbers that a float holds exactly
_HALF_PAIR = re.compile("[\ud800-\udfff]")  # of a damaged text; it has no UTF-8
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}")


class Area(NamedTuple):
    """Merged cells, counted from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Row(NamedTuple):
    """The filled cells of one row by column number; both numbers as Excel counts them, from 1."""

    number: int
    cells: dict[int, Value]


class MendedColumn(NamedTuple):
    """A column whose UTF-8 letters had been read as Windows-1252 ("Há»“" for "Hồ"), with its most
    telling text before and after."""

    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows without a filled cell are left out, and those of a long one are `LazyRows`.
    Texts are in Unicode: `legacy` and `mended` name the columns that were not."""

    name: str
    visible: bool
    merged: tuple[Area, ...]
    rows: Sequence[Row]
    legacy: tuple[LegacyColumn, ...] = ()
    mended: tuple[MendedColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """`far_cells` counts the cells that stood so far from the table that they were not read,
    `unread_sheets` names the sheets that are damaged while others are not."""

    sheets: tuple[Sheet, ...]
    far_cells: int = 0
    file_format: FileFormat = FileFormat.XLSX
    encoding: str | None = None  # of a text file's characters
    unread_sheets: tuple[str, ...] = ()


def plain_text(text: str) -> str:
    """A cell's text without its margins; empty for a blank and for the name of an error.

    A no-break space at the edge may be half of a letter ("HÃ\\xa0" for "Hà"), so it stays for now.
    """
    text = text[:_LONGEST_TEXT].replace("\0", "").strip(" \t\r\n")
    if text.isspace() or _ERROR.fullmatch(text):
        return ""
    return text if text.isascii() else _HALF_PAIR.sub("?", text)


def plain_number(number: float) -> int | float | str:
    """Whole numbers as `int`; the text of what is no number."""
    if -_EXACT < number < _EXACT:
        whole = int(number)
        return whole if whole == number else number
    return number if abs(number) < float("inf") else str(number)


def day_or_moment(moment: datetime) -> date | datetime:
    """A date where the time of day is midnight: Excel keeps both in one number."""
    return moment if moment.time() != time.min else moment.date()
