"""The added sheet that lists every flaw, with a link to its cell."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backend.poverty_lists.marking.task import Flaw, Task
from backend.poverty_lists.reading.cells import letter

WIDTHS = (24, 10, 30, 20, 80, 18)
_LONGEST_NAME = 31


class Line(NamedTuple):
    """One row of the sheet, and the cell to which it leads ("'Thôn 1'!C12")."""

    cells: tuple[str | int, ...]
    target: str
    refused: bool


def name_of(labels_sheet: str, taken: Sequence[str]) -> str:
    """Our sheet's name, or one like it where the workbook has another sheet of that name."""
    folded = {name.casefold() for name in taken}
    names = (f"{labels_sheet} {count}"[:_LONGEST_NAME] for count in range(2, len(taken) + 3))
    return (
        labels_sheet
        if labels_sheet.casefold() not in folded
        else next(name for name in names if name.casefold() not in folded)
    )


def lines(task: Task, filled: dict[str, str] | None = None) -> Iterator[Line]:
    """Refused rows first; `filled` gives the name that a sheet has in the new workbook."""
    names = filled or {}
    with_source = task.left is not None
    for flaw in sorted(task.flaws, key=lambda flaw: not flaw.refused):
        sheet = names.get(flaw.sheet, flaw.sheet)
        result = task.labels.refused if flaw.refused else task.labels.flagged
        cells = (sheet, flaw.row, flaw.column, result, flaw.sentence)
        source = (flaw.source_row,) if with_source else ()
        yield Line((*cells, *source), _target(sheet, flaw), flaw.refused)


def headings(task: Task) -> Sequence[str]:
    """The head of the sheet."""
    return task.labels.columns if task.left is not None else task.labels.columns[:-1]


def _target(sheet: str, flaw: Flaw) -> str:
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{letter(max(flaw.number, 1))}{flaw.row}"
