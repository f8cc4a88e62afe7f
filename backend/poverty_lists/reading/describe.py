"""Says what each sheet of a file was taken for, as the preview shows it."""

from itertools import islice
from typing import NamedTuple

from backend.poverty_lists.draft import DraftSheet, Shape, SheetRole
from backend.poverty_lists.reading.formats.content import Sheet
from backend.poverty_lists.reading.tables import Table, guess_header

_FIRST_ROWS = 40


class Read(NamedTuple):
    """A sheet with the tables that were read from it; `left` where nobody wanted it read, and
    `swapped` where the days and months of births may be."""

    sheet: Sheet
    tables: list[Table]
    left: bool = False
    swapped: bool = False


def describe(read: Read) -> DraftSheet:
    """Role, shape and columns of one sheet."""
    sheet, tables, left, _swapped = read
    legacy = tuple(sheet.legacy)
    headers = guess_header(islice(sheet.rows, _FIRST_ROWS)).texts
    if left:
        role = SheetRole.SUMMARY if sheet.visible else SheetRole.HIDDEN
        return DraftSheet(sheet.name, role, headers=headers, legacy=legacy)
    if not sheet.rows:
        return DraftSheet(sheet.name, SheetRole.EMPTY)
    if not tables:
        return DraftSheet(sheet.name, SheetRole.SUMMARY, headers=headers, legacy=legacy)
    first = tables[0].header
    return DraftSheet(
        sheet.name,
        SheetRole.LIST,
        tuple(row for table in tables for row in table.header.rows),
        first.fields,
        _shape(tables),
        first.texts,
        legacy,
    )


def _shape(tables: list[Table]) -> Shape:
    """The shape of the first table; of members only if there are any."""
    shape = tables[0].shape
    if shape is Shape.MEMBERS and not any(table.has_members for table in tables):
        return Shape.HOUSEHOLDS
    return shape
