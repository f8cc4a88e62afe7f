"""Reads .xlsx and .xls with calamine."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from backend.poverty_lists.draft import FileFormat
from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.far_cells import without_far_cells
from backend.poverty_lists.reading.formats.content import (
    Area,
    Row,
    Sheet,
    Value,
    Workbook,
    plain_number,
    plain_text,
)
from backend.poverty_lists.reading.formats.fonts import Fonts
from backend.poverty_lists.reading.formats.lazy_rows import LazyRows
from backend.poverty_lists.reading.formats.opened import Opened
from backend.poverty_lists.reading.formats.xlsx_fonts import xlsx_fonts

_SHORT = 20_000  # rows that are all kept in memory
_MOST_TEXTS = 50_000


def read_excel(path: Path, file_format: FileFormat, *, near: bool = False) -> Opened:
    """All worksheets, with those left out that are damaged while another one is not."""
    # From bytes: given a path, calamine believes the name of the file.
    source, far_cells = without_far_cells(path) if near else (BytesIO(path.read_bytes()), 0)
    sheets: list[Sheet] = []
    unread: list[str] = []
    with CalamineWorkbook.from_filelike(source) as workbook:
        for index, metadata in enumerate(workbook.sheets_metadata):
            if metadata.typ == SheetTypeEnum.WorkSheet:
                try:
                    sheets.append(_sheet(workbook.get_sheet_by_index(index), metadata))
                except CalamineError:
                    unread.append(metadata.name)
    if not sheets:
        raise Unreadable(Failure.DAMAGED if unread else Failure.NO_TABLE)
    by_name = _fonts(path, file_format)
    fonts = {
        place: by_name[sheet.name] for place, sheet in enumerate(sheets) if sheet.name in by_name
    }
    workbook_read = Workbook(tuple(sheets), far_cells, file_format, unread_sheets=tuple(unread))
    return Opened(workbook_read, fonts)


def _fonts(path: Path, file_format: FileFormat) -> dict[str, Fonts]:
    if file_format is FileFormat.XLSX:
        return xlsx_fonts(path)
    from backend.poverty_lists.reading.formats.xls_fonts import xls_fonts  # slow to load

    return xls_fonts(path)


def _sheet(sheet: CalamineSheet, metadata: SheetMetadata) -> Sheet:
    merged = tuple(
        Area(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    )
    visible = metadata.visible == SheetVisibleEnum.Visible
    return Sheet(metadata.name, visible, merged, _rows(sheet))


def _rows(sheet: CalamineSheet) -> Sequence[Row]:
    if sheet.start is None:
        return []
    make = partial(_every, sheet, sheet.start[1] + 1)
    return list(make(1)) if sheet.height <= _SHORT else LazyRows(make, sheet.height)


def _every(sheet: CalamineSheet, first_column: int, step: int) -> Iterator[Row]:
    """Every `step`-th row. Rows come from the first row of the sheet on, columns only from the
    first that is used."""
    texts: dict[str, str] = {}
    for number, values in islice(enumerate(sheet.iter_rows(), 1), 0, None, step):
        if cells := _cells(values, first_column, texts):
            yield Row(number, cells)
        if len(texts) > _MOST_TEXTS:
            texts.clear()


def _cells(values: Sequence[Any], first_column: int, texts: dict[str, str]) -> dict[int, Value]:
    """The filled cells; `texts` keeps every text once, however many rows repeat it."""
    cells: dict[int, Value] = {}
    for column, value in enumerate(values, first_column):
        kind = type(value)  # this loop is half of the time of opening a list
        if kind is str:
            if value:
                text = texts.get(value)
                if text is None:
                    text = texts[value] = plain_text(value)
                if text:
                    cells[column] = text
        elif kind is float:
            cells[column] = plain_number(value)
        elif isinstance(value, int | date):
            cells[column] = value
        else:  # a time of day, a duration
            cells[column] = str(value)
    return cells
