"""Marks the officer's own .xlsx and leaves everything else in it as it was.

What openpyxl does not know is lost: macros, links to other files, drawings and charts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from backend.poverty_lists.marking.formulas import put_results_back
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

_WIDEST = 256
_OURS = {f"00{colour}" for colour in (REFUSED, REFUSED_ROW, FLAGGED)}
_NO_FILL = PatternFill()
_FILLS = {
    colour: PatternFill("solid", start_color=colour) for colour in (REFUSED, REFUSED_ROW, FLAGGED)
}


def write_in_place(task: Task, path: Path, out: Path) -> None:
    """The workbook of `path` with its marks. On a strange file whatever openpyxl raises."""
    with path.open("rb") as file:
        workbook = load_workbook(file, keep_links=False)
    _forget_our_last_marks(workbook, task)
    marks = marks_of(task.flaws)
    for sheet in workbook.worksheets:
        _Marker(sheet, task.labels.author).mark(marks.get(sheet.title, {}))
    _add_listing(workbook, task)
    workbook.save(out)
    put_results_back(path, out)


def _forget_our_last_marks(workbook: Workbook, task: Task) -> None:
    """A marked file that was mended in part, sent again, and is marked anew."""
    if task.labels.sheet not in workbook.sheetnames:
        return
    if workbook[task.labels.sheet]["A1"].value != task.labels.columns[0]:
        return
    del workbook[task.labels.sheet]
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows(max_col=min(sheet.max_column, _WIDEST)):
            for cell in row:
                if cell.fill.start_color.rgb in _OURS:
                    cell.fill = _NO_FILL
                if cell.comment:
                    theirs, ours, _sentences = cell.comment.text.partition(
                        opening(task.labels.author)
                    )
                    if ours:
                        author = cell.comment.author
                        cell.comment = Comment(theirs.rstrip(), author) if theirs else None


class _Marker:
    """Marks the rows of one sheet."""

    def __init__(self, sheet: Worksheet, author: str) -> None:
        self.sheet, self.author = sheet, author
        self.widest = min(sheet.max_column, _WIDEST)  # openpyxl looks at every cell for it
        self.notes = 0

    def mark(self, marks: Marks) -> None:
        for row, of_row in marks.items():
            cells = list(self._cells(row))
            filled = [cell.column for cell in cells if cell.value not in (None, "")]
            shown = at_cells(of_row, filled)
            if is_refused(of_row):
                for cell in cells:
                    if cell.column not in shown and cell.column <= max(filled, default=0):
                        cell.fill = _FILLS[REFUSED_ROW]
            for column, mark in shown.items():
                self._mark(row, column, mark)

    def _cells(self, row: int) -> Iterator[Cell | MergedCell]:
        for cells in self.sheet.iter_rows(min_row=row, max_row=row, max_col=self.widest):
            yield from cells

    def _mark(self, row: int, column: int, mark: Mark) -> None:
        cell = self._anchor(row, column)
        cell.fill = _FILLS[mark.colour]
        if mark.as_text:
            cell.number_format = "@"
        self.notes += 1
        if self.notes > MOST_NOTES:
            return
        theirs = f"{cell.comment.text}\n" if cell.comment else ""
        author = cell.comment.author if cell.comment else self.author
        text = theirs + opening(self.author) + mark.comment
        cell.comment = Comment(text, author, mark.height, WIDTH)

    def _anchor(self, row: int, column: int) -> Any:
        """The cell, or of merged cells the one that is seen."""
        cell = self.sheet.cell(row, column)
        if isinstance(cell, MergedCell):
            for area in self.sheet.merged_cells.ranges:
                if cell.coordinate in area:
                    return self.sheet.cell(area.min_row, area.min_col)
        return cell


def _add_listing(workbook: Workbook, task: Task) -> None:
    sheet = workbook.create_sheet(name_of(task.labels.sheet, workbook.sheetnames))
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, width in enumerate(WIDTHS[: len(headings(task))], 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    for number, text in enumerate(headings(task), 1):
        sheet.cell(1, number, text).font = Font(bold=True)
    for row, line in enumerate(lines(task), 2):
        for number, value in enumerate(line.cells, 1):
            cell = sheet.cell(row, number, value)
            if isinstance(value, str):
                cell.data_type = "s"  # "=..." in a header of theirs is no formula of ours
        sheet.cell(row, 5).alignment = wrapped
        sheet.cell(row, 4).fill = _FILLS[REFUSED if line.refused else FLAGGED]
        if row <= MOST_LINKS:
            link = sheet.cell(row, 2)
            link.hyperlink = Hyperlink(link.coordinate, location=line.target)
            link.font = Font(color="0B5563", underline="single")
