"""The fonts of the cells of an old .xls, looked up only where one of them is from before Unicode."""

import io
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlrd

from backend.poverty_lists.reading.formats.fonts import OLD_FONT_NAME, Font, Fonts, font_named

# What xlrd raises on a file that calamine can still read.
_DAMAGED = (xlrd.XLRDError, struct.error, LookupError, ValueError, TypeError, AttributeError,
            AssertionError, OverflowError)  # fmt: skip


def xls_fonts(path: Path) -> dict[str, Fonts]:
    """The fonts by the name of the sheet; empty for a file without old fonts, or too damaged."""
    if not OLD_FONT_NAME.search(path.read_bytes()):
        return {}
    try:
        with xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO()) as book:
            styles = [font_named(book.font_list[style.font_index].name) for style in book.xf_list]
            return {sheet.name: _fonts_of_sheet(sheet, styles) for sheet in book.sheets()}
    except _DAMAGED:
        return {}


def _fonts_of_sheet(sheet: Any, styles: Sequence[Font]) -> Fonts:
    fonts = Fonts()
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) == xlrd.XL_CELL_TEXT:
                fonts.put(row + 1, column + 1, styles[sheet.cell_xf_index(row, column)])
    return fonts
