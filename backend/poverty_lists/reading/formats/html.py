"""Reads tables of web pages, which reporting software likes to name .xls.

As in Excel, everything on the page becomes one sheet: paragraphs and tables below each other.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from backend.poverty_lists.draft import FileFormat
from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.formats.content import plain_text
from backend.poverty_lists.reading.formats.fonts import Font, font_named
from backend.poverty_lists.reading.formats.grid import LAST_COLUMN, LAST_ROW, UNNAMED, Grid
from backend.poverty_lists.reading.formats.opened import Opened, opened
from backend.poverty_lists.reading.formats.text_encoding import decode

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,31})</x:Name>", re.IGNORECASE)
_CLASS_FONT = re.compile(r"\.([\w-]+)[^{}]*\{[^{}]*?font-family\s*:\s*([^;{}]+)", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "li"}
_BLOCKS = _BREAKS | {"h1", "h2", "h3", "h4", "h5", "h6", "center"}
_SILENT = {"script", "style", "title", "head"}
_SPACE = re.compile(r"[ \t\r\n]+")


def read_html(path: Path) -> Opened:
    """The one sheet of a page that has a table; `Unreadable` for a page without."""
    text, encoding = _decode(path.read_bytes())
    page = _Page()
    page.feed(text)
    page.close()
    page.finish()
    if not page.has_table:
        raise Unreadable(Failure.NO_TABLE)
    return opened([page.grid], FileFormat.HTML, encoding)


def _decode(content: bytes) -> tuple[str, str]:
    """As the bytes say, or else as the page says: many a page claims what it is not."""
    text, encoding = decode(content)
    declared = _CHARSET.search(content[:4096])
    if encoding == "windows-1252" and declared:
        name = declared[1].decode("ascii", "replace").lower()
        if name in ("windows-1258", "x-windows-1258"):
            return content.decode("cp1258", "replace"), "windows-1258"
    return text, encoding


@dataclass
class _Table:
    """Where the next cell of one table goes; tables stand in cells of tables."""

    row: int = 0
    column: int = 0
    covered: dict[int, int] = field(default_factory=dict)  # last row by column, of cells above
    text: list[str] | None = None
    place: tuple[int, int] = (0, 0)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grid = Grid(UNNAMED)
        self.has_table = False
        self._tables: list[_Table] = []
        self._row = 0
        self._silent = ""
        self._paragraph: list[str] = []
        self._class_fonts: dict[str, Font] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent = tag
        elif tag == "body":
            self._silent = ""
        elif tag == "table":
            self._end_paragraph()
            self._silent = ""
            self.has_table = True
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._start_row(self._tables[-1])
        elif tag in ("td", "th") and self._tables:
            self._start_cell(self._tables[-1], attributes)
        elif tag in _BLOCKS:
            self._break()
        if (face := attributes.get("face")) and self._tables:
            self._set_font(font_named(face))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag == "table" and self._tables:
            self._end_cell(self._tables.pop())
        elif tag in ("td", "th", "tr") and self._tables:
            self._end_cell(self._tables[-1])
        elif tag in _BLOCKS and not self._tables:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._silent == "style":
            self._learn_fonts(data)
        elif self._silent:
            return
        elif not self._tables:
            self._paragraph.append(data)
        elif (text := self._tables[-1].text) is not None:
            text.append(_SPACE.sub(" ", data))

    def handle_comment(self, data: str) -> None:
        if self._silent == "style":
            self._learn_fonts(data)
        elif name := _SHEET_NAME.search(data):
            self.grid.name = name[1]

    def finish(self) -> None:
        """Closes what the page left open."""
        while self._tables:
            self._end_cell(self._tables.pop())
        self._end_paragraph()

    def _start_row(self, table: _Table) -> None:
        self._end_cell(table)
        self._row += 1
        table.row, table.column = self._row, 0

    def _start_cell(self, table: _Table, attributes: dict[str, str]) -> None:
        self._end_cell(table)
        if not table.row:
            self._start_row(table)
        table.column += 1
        while table.covered.get(table.column, 0) >= table.row:
            table.column += 1
        across = _span(attributes.get("colspan", ""), LAST_COLUMN)
        down = _span(attributes.get("rowspan", ""), LAST_ROW)
        table.place, table.text = (table.row, table.column), []
        self.grid.merge(table.row, table.column, across, down)
        if down > 1:
            for column in range(table.column, min(table.column + across, LAST_COLUMN)):
                table.covered[column] = table.row + down - 1
        self._set_font(self._font(attributes))
        table.column += across - 1

    def _end_cell(self, table: _Table) -> None:
        if table.text is not None:
            self.grid.put(*table.place, plain_text("".join(table.text)))
            table.text = None

    def _break(self) -> None:
        if not self._tables:
            self._end_paragraph()
        elif (text := self._tables[-1].text) is not None:
            text.append("\n")

    def _end_paragraph(self) -> None:
        text = plain_text(_SPACE.sub(" ", "".join(self._paragraph)))
        self._paragraph = []
        if text and not self._tables:
            self._row += 1
            self.grid.put(self._row, 1, text)

    def _learn_fonts(self, sheet: str) -> None:
        for name, font in _CLASS_FONT.findall(sheet):
            self._class_fonts[name] = font_named(font.split(",")[0])

    def _font(self, attributes: dict[str, str]) -> Font:
        if named := _FONT.search(attributes.get("style", "")):
            return font_named(named[1].split(",")[0])
        return self._class_fonts.get(attributes.get("class", ""), Font(None))

    def _set_font(self, font: Font) -> None:
        self.grid.set_font(*self._tables[-1].place, font)


def _span(number: str, most: int) -> int:
    """As browsers do: at least 1, and 1 for what is no number."""
    return min(max(int(number), 1), most) if number.isdecimal() and len(number) < 10 else 1
