"""Reads OpenDocument spreadsheets (.ods, and the flat .fods), as LibreOffice writes them.

calamine reads them too, but tells neither merged cells nor fonts.
Source: OpenDocument 1.3, part 3, sections 9 (tables) and 16 (styles).
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from backend.poverty_lists.draft import FileFormat
from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.formats.content import (
    Value,
    day_or_moment,
    plain_number,
    plain_text,
)
from backend.poverty_lists.reading.formats.fonts import Font, font_named
from backend.poverty_lists.reading.formats.grid import LAST_COLUMN, LAST_ROW, Grid
from backend.poverty_lists.reading.formats.opened import Opened, opened
from backend.poverty_lists.reading.formats.xml_events import feed, feed_file

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE = _NAMESPACE + "table:1.0 "
_OFFICE = _NAMESPACE + "office:1.0 "
_TEXT = _NAMESPACE + "text:1.0 "
_STYLE = _NAMESPACE + "style:1.0 "
_FORMAT = _NAMESPACE + "xsl-fo-compatible:1.0 "
_FAMILY = _NAMESPACE + "svg-compatible:1.0 font-family"
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_MOST_REPEATED = 1_000_000  # cells of one value; a few bytes may ask for 17 billion
_CELLS = {_TABLE + "table-cell", _TABLE + "covered-table-cell"}


def read_ods(path: Path) -> Opened:
    """All tables of the document."""
    document = _Document()
    if is_zipfile(path):
        with ZipFile(path) as archive:
            if "styles.xml" in archive.namelist():
                with archive.open("styles.xml") as styles:
                    feed(styles, document)
            with archive.open("content.xml") as content:
                feed(content, document)
    else:
        feed_file(path, document)
    return opened(document.grids, FileFormat.ODS)


class _Document:
    """Follows the elements and fills a grid for each table."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._styles = _Styles()
        self._row = self._column = 0
        self._row_repeated = 1
        self._row_cells: list[tuple[int, Value]] = []
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._aside = 0  # depth inside a comment or a drawing of the cell

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._styles.start(name, attributes)
        if name == _TABLE + "table":
            visible = self._styles.is_visible(attributes.get(_TABLE + "style-name", ""))
            self.grids.append(Grid(attributes.get(_TABLE + "name", ""), visible))
            self._row, self._row_repeated = 0, 1
        elif name == _TABLE + "table-row":
            self._row += 1
            self._row_repeated = _count(attributes, "number-rows-repeated", LAST_ROW)
            self._column, self._row_cells = 1, []
        elif name in _CELLS:
            self._cell, self._paragraphs, self._aside = attributes, [], 0
        elif self._cell is not None:
            self._start_inside_cell(name, attributes)

    def _start_inside_cell(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside or name == _OFFICE + "annotation" or "drawing:1.0 " in name:
            self._aside += 1
        elif name == _TEXT + "p":
            self._paragraphs.append("")
        elif name == _TEXT + "s":
            self.text(" " * _count(attributes, "c", 100, _TEXT))
        elif name in (_TEXT + "tab", _TEXT + "line-break"):
            self.text(" ")

    def text(self, text: str) -> None:
        if self._cell is not None and self._paragraphs and not self._aside:
            self._paragraphs[-1] += text

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name in _CELLS and self._cell is not None and self.grids:
            self._end_cell(self._cell)
            self._cell = None
        elif name == _TABLE + "table-row" and self.grids:
            self._end_row()

    def _end_cell(self, attributes: dict[str, str]) -> None:
        repeated = _count(attributes, "number-columns-repeated", LAST_COLUMN)
        value = _value(attributes, "\n".join(self._paragraphs))
        if value != "" or isinstance(value, bool):
            self._row_cells += [(self._column + offset, value) for offset in range(repeated)]
            font = self._styles.font(attributes.get(_TABLE + "style-name", ""))
            self.grids[-1].set_font(self._row, self._column, font)
        across = _count(attributes, "number-columns-spanned", LAST_COLUMN)
        down = _count(attributes, "number-rows-spanned", LAST_ROW)
        self.grids[-1].merge(self._row, self._column, across, down)
        self._column += repeated

    def _end_row(self) -> None:
        if self._row_cells:
            if self._row_repeated * len(self._row_cells) > _MOST_REPEATED:
                raise Unreadable(Failure.TOO_BIG)
            for row in range(self._row, self._row + self._row_repeated):
                for column, value in self._row_cells:
                    self.grids[-1].put(row, column, value)
        self._row += self._row_repeated - 1


class _Styles:
    """What the styles of the document say of fonts, and which of its tables are hidden."""

    def __init__(self) -> None:
        self._fonts: dict[str, Font] = {}
        self._faces: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _STYLE + "style":
            self._name = attributes.get(_STYLE + "name", "")
            if parent := self._fonts.get(attributes.get(_STYLE + "parent-style-name", "")):
                self._fonts[self._name] = parent
        elif name == _STYLE + "font-face":
            self._faces[attributes.get(_STYLE + "name", "")] = attributes.get(_FAMILY, "")
        elif name == _STYLE + "text-properties":
            face = attributes.get(_STYLE + "font-name", "")
            family = attributes.get(_FORMAT + "font-family") or self._faces.get(face) or face
            if family:
                self._fonts[self._name] = font_named(family)
        elif name == _STYLE + "table-properties" and attributes.get(_TABLE + "display") == "false":
            self._hidden.add(self._name)

    def font(self, style: str) -> Font:
        return self._fonts.get(style) or self._fonts.get("Default") or Font(None)

    def is_visible(self, style: str) -> bool:
        return style not in self._hidden


def _value(attributes: dict[str, str], text: str) -> Value:
    if attributes.get(_CALC_TYPE) == "error":
        return ""
    kind = attributes.get(_OFFICE + "value-type")
    # Damaged values fall back to what the cell shows.
    with suppress(ValueError):
        if kind in ("float", "percentage", "currency"):
            return plain_number(float(attributes.get(_OFFICE + "value", "")))
        if kind == "date":
            moment = datetime.fromisoformat(attributes.get(_OFFICE + "date-value", ""))
            return day_or_moment(moment)
        if kind == "boolean":
            return attributes.get(_OFFICE + "boolean-value") == "true"
    return plain_text(text or attributes.get(_OFFICE + "string-value", ""))


def _count(attributes: dict[str, str], name: str, most: int, namespace: str = _TABLE) -> int:
    number = attributes.get(namespace + name, "1")
    return min(max(int(number), 1), most) if number.isdecimal() and len(number) < 10 else 1
