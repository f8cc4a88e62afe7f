"""Opens a file of any of the formats that communes send."""

from dataclasses import replace
from pathlib import Path

from backend.poverty_lists.draft import Choices, FileFormat
from backend.poverty_lists.reading.container import Failure, Unreadable, inspect
from backend.poverty_lists.reading.formats.content import Workbook
from backend.poverty_lists.reading.formats.delimited import read_delimited
from backend.poverty_lists.reading.formats.excel import read_excel
from backend.poverty_lists.reading.formats.html import read_html
from backend.poverty_lists.reading.formats.ods import read_ods
from backend.poverty_lists.reading.formats.opened import Opened
from backend.poverty_lists.reading.formats.xml_2003 import read_xml_2003
from backend.poverty_lists.reading.legacy import to_unicode

_READERS = {
    FileFormat.ODS: read_ods,
    FileFormat.CSV: read_delimited,
    FileFormat.HTML: read_html,
    FileFormat.XML: read_xml_2003,
}
_NO_CHOICES = Choices()


def open_file(path: Path, choices: Choices = _NO_CHOICES, *, near: bool = False) -> Workbook:
    """The cells of a file, with letters of old fonts made Unicode; `near` leaves out what stands
    far from the table. Raises `Unreadable`, and on a damaged file whatever the parsers raise: meant
    for the child process, which may die of it."""
    workbook, fonts = _open(path, near=near)
    sheets = tuple(
        to_unicode(sheet, fonts.get(place), choices.fonts.get(sheet.name, {}))
        for place, sheet in enumerate(workbook.sheets)
    )
    return replace(workbook, sheets=sheets)


def _open(path: Path, *, near: bool) -> Opened:
    kind = inspect(path)
    if not isinstance(kind, FileFormat):
        raise Unreadable(kind)
    if near and kind is not FileFormat.XLSX:
        raise Unreadable(Failure.TOO_BIG)  # only there can far cells be left out beforehand
    if reader := _READERS.get(kind):
        return reader(path)
    return read_excel(path, kind, near=near)
