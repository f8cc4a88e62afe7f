"""The child process that opens one workbook and writes its cells to stdout as JSON lines.

    {"sheet": "Thôn 1", "visible": true, "merged": [[top, left, bottom, right], ...]}
    [9, [2, "Hồ Thị A Lơ", 4, 1985]]          row 9, then columns and values
    {"far_cells": 0}

Started by `workbook.py` as `python -m`; imports little, because every upload pays for it.
"""

import json
import resource
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from backend.poverty_lists.reading.container import Failure, inspect
from backend.poverty_lists.reading.far_cells import without_far_cells

_MEMORY = 2 * 2**30
_OUTPUT = 256 * 2**20
_LONGEST_TEXT = 32_767  # Excel's own limit for a cell
_EXACT = 2**53  # the whole numbers that a float holds exactly


def main(path: Path, mode: str, seconds: int) -> int:
    """Writes the cells; the exit status is 0 or a `Failure`."""
    # Set here and not by the parent's `preexec_fn`, which is unsafe beside threads.
    _limit(resource.RLIMIT_AS, _MEMORY)
    _limit(resource.RLIMIT_FSIZE, _OUTPUT)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_CORE, 0)
    failure = inspect(path)
    if failure is not None:
        return failure
    try:
        _write(path, mode)
    except PasswordError:
        return Failure.PASSWORD
    except CalamineError:
        return Failure.DAMAGED
    except (MemoryError, OSError):  # OSError: the output outgrew its limit
        return Failure.TOO_BIG
    return 0


def _limit(kind: int, amount: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        amount = min(amount, hard)
    resource.setrlimit(kind, (amount, amount))


def _write(path: Path, mode: str) -> None:
    far_cells = 0
    if mode == "near":
        copy, far_cells = without_far_cells(path)
        workbook = CalamineWorkbook.from_filelike(copy)
    else:
        workbook = CalamineWorkbook.from_path(path)
    with workbook:
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ == SheetTypeEnum.WorkSheet:
                visible = sheet.visible == SheetVisibleEnum.Visible
                _write_sheet(workbook.get_sheet_by_index(index), visible)
    _line({"far_cells": far_cells})
    sys.stdout.flush()


def _write_sheet(sheet: CalamineSheet, visible: bool) -> None:
    merged = [
        [top + 1, left + 1, bottom + 1, right + 1]
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    ]
    _line({"sheet": sheet.name, "visible": visible, "merged": merged})
    if sheet.start is None:
        return
    # Rows come from the first row of the sheet on, columns only from the first that is used.
    first_column = sheet.start[1] + 1
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = list(_cells(values, first_column))
        if cells:
            _line([number, cells])


def _cells(values: Sequence[object], first_column: int) -> Iterator[object]:
    for column, value in enumerate(values, first_column):
        if value != "" and (plain := _plain(value)) != "":
            yield column
            yield plain


def _plain(value: object) -> object:
    match value:
        case bool():
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) < _EXACT else _finite(value)
        case datetime():
            return {"time": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case _:
            return str(value)[:_LONGEST_TEXT].strip()


def _finite(value: float) -> float | str:
    return value if abs(value) < float("inf") else str(value)


def _line(content: object) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
