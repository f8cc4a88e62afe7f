"""Reads "XML Spreadsheet 2003", which reporting software likes to name .xls.

Source: Microsoft, XML Spreadsheet Reference (ss:Index, ss:MergeAcross, ss:MergeDown, ss:Type).
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from backend.poverty_lists.draft import FileFormat
from backend.poverty_lists.reading.formats.content import (
    Value,
    day_or_moment,
    plain_number,
    plain_text,
)
from backend.poverty_lists.reading.formats.fonts import Font, font_named
from backend.poverty_lists.reading.formats.grid import LAST_COLUMN, LAST_ROW, Grid
from backend.poverty_lists.reading.formats.opened import Opened, opened
from backend.poverty_lists.reading.formats.xml_events import feed_file

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "


def read_xml_2003(path: Path) -> Opened:
    """All worksheets of the document."""
    document = _Document()
    feed_file(path, document)
    return opened(document.grids, FileFormat.XML)


class _Document:
    """Follows the elements and fills a grid for each worksheet."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._fonts: dict[str, Font] = {}
        self._style = ""
        self._row = self._column = 0
        self._across = 1
        self._kind = ""
        self._text: list[str] | None = None
        self._in_comment = False
        self._in_visible = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _SHEET + "Style":
            self._style = attributes.get(_SHEET + "ID", "")
        elif name == _SHEET + "Font":
            self._fonts[self._style] = font_named(attributes.get(_SHEET + "FontName", ""))
        elif name == _SHEET + "Worksheet":
            self.grids.append(Grid(attributes.get(_SHEET + "Name", "")))
            self._row = 0
        elif name == _SHEET + "Row":
            self._row = _number(attributes, "Index", self._row + 1)
            self._column, self._across = 0, 1
        elif name == _SHEET + "Cell" and self.grids:
            self._start_cell(attributes)
        elif name == _SHEET + "Comment":
            self._in_comment = True
        elif name == _SHEET + "Data" and not self._in_comment:
            self._kind, self._text = attributes.get(_SHEET + "Type", "String"), []
        self._in_visible = name == _EXCEL + "Visible"

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column = _number(attributes, "Index", self._column + self._across)
        self._across = 1 + min(_number(attributes, "MergeAcross", 0), LAST_COLUMN)
        down = 1 + min(_number(attributes, "MergeDown", 0), LAST_ROW)
        self.grids[-1].merge(self._row, self._column, self._across, down)
        style = attributes.get(_SHEET + "StyleID", "Default")
        font = self._fonts.get(style) or self._fonts.get("Default") or Font(None)
        self.grids[-1].set_font(self._row, self._column, font)

    def text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        elif self._in_visible and self.grids and "Hidden" in text:
            self.grids[-1].visible = False

    def end(self, name: str) -> None:
        if name == _SHEET + "Comment":
            self._in_comment = False
        elif name == _SHEET + "Data" and self._text is not None and self.grids:
            if self._row and self._column:
                value = _value(self._kind, "".join(self._text))
                self.grids[-1].put(self._row, self._column, value)
            self._text = None
        self._in_visible = False


def _value(kind: str, text: str) -> Value:
    # Damaged values stay as the text that they are.
    with suppress(ValueError):
        if kind == "Number":
            return plain_number(float(text))
        if kind == "DateTime":
            return day_or_moment(datetime.fromisoformat(text))
        if kind == "Boolean":
            return bool(int(text))
    return "" if kind == "Error" else plain_text(text)


def _number(attributes: dict[str, str], name: str, otherwise: int) -> int:
    number = attributes.get(_SHEET + name, "")
    return int(number) if number.isdecimal() and len(number) < 10 else otherwise
