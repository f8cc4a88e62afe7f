"""Writes a new workbook with the cells of any file at their places, and the marks on them.

Row by row and in little memory, so also for the largest lists. A text stays a text, whatever it
begins with, and so do long numbers, which Excel would round.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from backend.poverty_lists.marking.listing import WIDTHS, headings, lines, name_of
from backend.poverty_lists.marking.marks import (
    FLAGGED,
    MOST_LINKS,
    MOST_NOTES,
    REFUSED,
    REFUSED_ROW,
    WIDTH,
    Mark,
    Marks,
    at_cells,
    is_refused,
    marks_of,
    opening,
)
from backend.poverty_lists.marking.task import Task
from backend.poverty_lists.reading.cells import raw
from backend.poverty_lists.reading.formats.content import Area, Row, Sheet, Value
from backend.vietnamese import clean

_LONG_NUMBER = 10**8
_FIRST_YEAR = 1901
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MEASURED = 200  # rows by which a column's width is chosen
_NARROW, _WIDE = 6, 42
_LARGEST_AREA = 5_000  # cells
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_anew(task: Task, sheets: Iterable[Sheet], out: Path) -> None:
    """The marked workbook of `sheets`."""
    marks = marks_of(task.flaws)
    options = {"constant_memory": True, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        names: dict[str, str] = {}
        for sheet in sheets:
            names[sheet.name] = _free_name(sheet.name, list(names.values()))
            page = workbook.add_worksheet(names[sheet.name])
            if not sheet.visible:
                page.hide()
            _Writer(workbook, page, marks.get(sheet.name, {}), task.labels.author).write(sheet)
        _write_listing(workbook, task, names)


class _Writer:
    """Writes one sheet from top to bottom."""

    def __init__(self, workbook: Any, page: Any, marks: Marks, author: str) -> None:
        self.workbook, self.page, self.marks, self.author = workbook, page, marks, author
        self.formats: dict[tuple[str, str], Any] = {}
        self.notes = 0

    def write(self, sheet: Sheet) -> None:
        self._widths(sheet.rows[:_MEASURED])
        # `merge_range` would go back to rows that are on the disk already.
        areas = list(_apart(sheet.merged))
        self.page.merge += [
            [area.top - 1, area.left - 1, area.bottom - 1, area.right - 1] for area in areas
        ]
        self.marks = _where_seen(self.marks, areas)
        for row in sheet.rows:
            if row.number <= _LAST_ROW:
                self._row(row)

    def _row(self, row: Row) -> None:
        marks = self.marks.get(row.number)
        if marks is None:
            for column, value in row.cells.items():
                self._cell(row.number, column, value, "")
            return
        shown = at_cells(marks, list(row.cells))
        ground = REFUSED_ROW if is_refused(marks) else ""
        for column in sorted({*row.cells, *shown}):
            mark = shown.get(column)
            colour = mark.colour if mark else ground
            self._cell(row.number, column, row.cells.get(column, ""), colour, mark)
            if mark:
                self._note(row.number, column, mark)

    def _cell(
        self, row: int, column: int, value: Value, colour: str, mark: Mark | None = None
    ) -> None:
        if column > _LAST_COLUMN:
            return
        place = (row - 1, column - 1)
        plain = self._format("@" if mark and mark.as_text else "", colour)
        match value:
            case "":
                self.page.write_blank(*place, None, plain)
            case bool():
                self.page.write_boolean(*place, value, plain)
            case date() if value.year >= _FIRST_YEAR:
                pattern = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
                self.page.write_datetime(*place, value, self._format(pattern, colour))
            case int() | float() if abs(value) < _LONG_NUMBER and not (mark and mark.as_text):
                self.page.write_number(*place, value, plain)
            case str():
                self.page.write_string(*place, value, plain)
            case _:
                self.page.write_string(*place, raw(value), plain)

    def _format(self, pattern: str, colour: str) -> Any:
        if not pattern and not colour:
            return None
        if (pattern, colour) not in self.formats:
            wanted = {"num_format": pattern} if pattern else {}
            wanted |= {"bg_color": f"#{colour}"} if colour else {}
            self.formats[pattern, colour] = self.workbook.add_format(wanted)
        return self.formats[pattern, colour]

    def _note(self, row: int, column: int, mark: Mark) -> None:
        self.notes += 1
        if self.notes <= MOST_NOTES:
            box = {"author": self.author, "width": WIDTH, "height": mark.height}
            self.page.write_comment(row - 1, column - 1, opening(self.author) + mark.comment, box)

    def _widths(self, rows: Sequence[Row]) -> None:
        widest: dict[int, int] = {}
        for row in rows:
            # A title alone in its row may run over its neighbours.
            for column, value in row.cells.items() if len(row.cells) > 3 else ():
                widest[column] = max(widest.get(column, 0), len(raw(value)))
        for column, letters in widest.items():
            if column <= _LAST_COLUMN:
                width = min(max(letters + 2, _NARROW), _WIDE)
                self.page.set_column(column - 1, column - 1, width)


def _write_listing(workbook: Any, task: Task, names: dict[str, str]) -> None:
    page = workbook.add_worksheet(name_of(task.labels.sheet, list(names.values())))
    head = workbook.add_format({"bold": True})
    wrapped = {"text_wrap": True, "valign": "top"}
    looks = {
        refused: workbook.add_format(wrapped | {"bg_color": f"#{colour}"})
        for refused, colour in ((True, REFUSED), (False, FLAGGED))
    }
    plain = workbook.add_format(wrapped)
    link = workbook.add_format(wrapped | {"font_color": "#0b5563", "underline": True})
    for column, width in enumerate(WIDTHS[: len(headings(task))]):
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)
    for column, text in enumerate(headings(task)):
        page.write_string(0, column, text, head)
    for number, line in enumerate(lines(task, names), 1):
        if number >= _LAST_ROW:
            break
        for column, value in enumerate(line.cells):
            if column == 1 and number <= MOST_LINKS:
                page.write_url(number, 1, f"internal:{line.target}", link, str(value))
            elif isinstance(value, int):
                page.write_number(number, column, value, plain)
            else:
                page.write_string(
                    number, column, value, looks[line.refused] if column == 3 else plain
                )


def _where_seen(marks: Marks, areas: Iterable[Area]) -> Marks:
    """Marks inside merged cells stand at the one cell of them that is seen."""
    moved = {row: dict(of_row) for row, of_row in marks.items()}
    for area in areas:
        for row in range(area.top, area.bottom + 1):
            for column in [at for at in moved.get(row, {}) if area.left <= at <= area.right]:
                mark = moved[row].pop(column)
                seen = moved.setdefault(area.top, {}).setdefault(area.left, Mark())
                seen.add(mark)
    return {row: of_row for row, of_row in moved.items() if of_row}


def _free_name(name: str, taken: list[str]) -> str:
    """A name that Excel accepts and that is not taken."""
    name = _shortened(clean(name).translate(_FORBIDDEN).strip("' "), _LONGEST_NAME) or "1"
    folded = {other.casefold() for other in (*taken, "history")}
    count = 1
    free = name
    while free.casefold() in folded:
        count += 1
        free = f"{_shortened(name, _LONGEST_NAME - 6)} ({count})"
    return free


def _shortened(name: str, longest: int) -> str:
    """Excel counts in UTF-16."""
    cut = name.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")
    return cut.strip("' ")


def _apart(areas: Iterable[Area]) -> Iterable[Area]:
    """Areas that overlap none before them: Excel opens no file with others."""
    taken: set[tuple[int, int]] = set()
    for area in sorted(set(areas)):
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if not 1 < size <= _LARGEST_AREA or area.bottom > _LAST_ROW or area.right > _LAST_COLUMN:
            continue
        cells = {
            (row, column)
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        if taken.isdisjoint(cells):
            taken |= cells
            yield area
