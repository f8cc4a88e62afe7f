"""Flaws, and workbooks that come back with them."""

from pathlib import Path
from typing import Any

from backend.poverty_lists.draft import ListDraft, Problem
from backend.poverty_lists.marking.task import Labels
from backend.poverty_lists.reading.reader import read_list
from tests.backend.poverty_lists.reading.sheets import TODAY

NAME = "DS HN, HCN 2026"
LABELS = Labels("Cần sửa", ("Ở trang", "Dòng", "Cột", "Kết quả", "Cần sửa gì", "Dòng cũ"), "R", "F")


def problem(
    row: int, number: int = 0, *, sheet: str = "A", refused: bool = True, kind: str = "name_missing"
) -> Problem:
    return Problem(sheet, row, "Cột", kind, f"Sửa ô {number}.", refused, number)


def read(content: bytes, folder: Path, name: str = "read.xlsx") -> ListDraft:
    path = folder / name
    path.write_bytes(content)
    return read_list(path, name, TODAY)


def colour(cell: Any) -> str:
    fill: str = cell.fill.start_color.rgb[2:] if cell.fill.fill_type else ""
    return fill
