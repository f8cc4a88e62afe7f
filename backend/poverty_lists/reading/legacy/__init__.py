"""Makes the texts of a sheet Unicode that were typed in fonts from before it.

The encoding is decided for each column, or each font in it, and never for a cell: "Võ" in one cell
is a good name in Unicode, and "Vừ" in TCVN3.
"""

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from backend.poverty_lists.draft import LegacyFont
from backend.poverty_lists.reading.formats.content import Row, Sheet
from backend.poverty_lists.reading.formats.fonts import Font, Fonts
from backend.poverty_lists.reading.formats.lazy_rows import LazyRows
from backend.poverty_lists.reading.legacy.convert import Converter, parts_in_capitals
from backend.poverty_lists.reading.legacy.decide import Part, Texts, decide
from backend.poverty_lists.reading.legacy.regions import first_row_of_body
from backend.poverty_lists.reading.legacy.stretches import changes

# Characters below U+0100, or of Windows-1252, that a list in Unicode has little use for. Every text
# in an old encoding of more than a few words has one.
_SUSPECT = re.compile(r"[\x80-\xbf\xc4-\xc7\xcb\xce-\xcf\xd1\xd6-\xd8\xdb-\xdc\xde-\xdf"
                      r"\xe4-\xe7\xeb\xee-\xef\xf1\xf6-\xf8\xfb-\xfc\xfe-\xff"
                      r"ƒŠšŒœŽžŸˆ˜†‡‰‹›€‚„•™]")  # fmt: skip
_HEAD = 300
_SAMPLE = 10_000  # rows of a long sheet
_UNKNOWN = Font(None)
_NO_STRETCHES: Mapping[int, Sequence[int]] = {}


def to_unicode(sheet: Sheet, fonts: Fonts | None, chosen: Mapping[int, LegacyFont | None]) -> Sheet:
    """The sheet with its texts in Unicode. `fonts` are those of its cells where the file tells;
    `chosen` is the officer's word on some columns, `None` for "right as it stands"."""
    if not chosen and not fonts and not _is_suspect(sheet.rows):
        return sheet
    body = first_row_of_body(sheet.rows)
    part_of = _Parts(body, fonts)
    parts = _gather(sheet, part_of)
    readings = decide(parts, fonts_known=fonts is not None)
    stretches = {
        part.number: starts
        for part, texts in parts.items()
        if part.in_body
        if (starts := changes(sheet.rows, part.number, texts, readings.get(part)))
    }
    if stretches:
        part_of = _Parts(body, fonts, stretches)
        parts = _gather(sheet, part_of)
        readings = decide(parts, fonts_known=fonts is not None)
    converter = Converter(readings, chosen, part_of, parts_in_capitals(parts, readings))
    rows: Sequence[Row]
    if isinstance(sheet.rows, LazyRows):
        rows = sheet.rows.mapped(converter.row)
        deque(rows, maxlen=0)  # so that the converter knows which columns changed
    else:
        rows = [converter.row(row) for row in sheet.rows]
    legacy, mended = converter.columns()
    return replace(sheet, rows=rows, legacy=legacy, mended=mended)


class _Parts:
    """The part of the sheet by whose evidence a cell is read; `stretches` has the rows with which
    a column changes its encoding."""

    def __init__(
        self, body: int, fonts: Fonts | None, stretches: Mapping[int, Sequence[int]] = _NO_STRETCHES
    ) -> None:
        self._body = body
        self._fonts = fonts
        self._stretches = stretches
        self._columns: dict[int, Part] = {}

    def __call__(self, row: Row, column: int) -> Part:
        font = self._fonts.at(row.number, column) if self._fonts else _UNKNOWN
        if row.number < self._body:
            return Part(False, 0 if font.family else row.number, font)
        if starts := self._stretches.get(column):
            return Part(True, column, font, bisect_right(starts, row.number))
        part = self._columns.get(column)
        if part is None or part.font is not font:
            part = self._columns[column] = Part(True, column, font)
        return part


def _gather(sheet: Sheet, part_of: _Parts) -> dict[Part, Texts]:
    """The different texts beyond ASCII of each part."""
    parts: dict[Part, Texts] = defaultdict(dict)
    for row in sheet.rows:
        for column, value in row.cells.items():
            if isinstance(value, str) and not value.isascii():
                parts[part_of(row, column)][value] = None
    return parts


def _is_suspect(rows: Sequence[Row]) -> bool:
    """Whether anything looks like an old font; of a long sheet, among its first rows and some of
    the others."""
    looked_at: Iterable[Row] = rows
    if isinstance(rows, LazyRows):
        looked_at = chain(rows[:_HEAD], rows.every(max(1, rows.expected // _SAMPLE)))
    return bool(_SUSPECT.search("\n".join(_texts_beyond_ascii(looked_at))))


def _texts_beyond_ascii(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        for value in row.cells.values():
            if isinstance(value, str) and not value.isascii():
                yield value
