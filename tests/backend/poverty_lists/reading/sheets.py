"""Writes small workbooks, and builds sheets without a file, for the tests of this package."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from backend.poverty_lists.reading.formats.content import Area, Row, Sheet, Value

TODAY = date(2026, 11, 22)

HEADER: list[Value | None] = [
    "STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Dân tộc", "Thôn", "Phân loại", "Ghi chú"
]  # fmt: skip

Cells = Sequence[Value | None]


def sheet(
    *rows: Cells, name: str = "Sheet1", merged: Sequence[Area] = (), visible: bool = True
) -> Sheet:
    """A sheet as it comes out of `open_file`."""
    filled = (
        Row(number, {column: value for column, value in enumerate(cells, 1) if value not in (None, "")})
        for number, cells in enumerate(rows, 1)
    )  # fmt: skip
    return Sheet(name, visible, tuple(merged), [row for row in filled if row.cells])


def write(path: Path, sheets: Mapping[str, Sequence[Cells]], hidden: Sequence[str] = ()) -> Path:
    """An .xlsx with these sheets."""
    with xlsxwriter.Workbook(path) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            page = workbook.add_worksheet(name)
            if name in hidden:
                page.hide()
            for number, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    match value:
                        case None:
                            pass
                        case date():
                            page.write_datetime(number, column, value, day)
                        case bool() | int() | float():
                            page.write(number, column, value)
                        case _:
                            page.write_string(number, column, value)
    return path
