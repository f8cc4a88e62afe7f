"""A written report as JSON and back, so that an issued one never changes."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from backend.figures.counting import Number
from backend.papers.shapes import Cell, Column, Paragraph, Table
from backend.reports.looking import Opened
from backend.reports.writing import WrittenPart

Kept = list[dict[str, Any]]


def dumped(parts: Sequence[WrittenPart]) -> Kept:
    """Everything that is read, with where each number opened on that day."""
    return [
        {
            "heading": part.heading,
            "text": part.text,
            "numbers": [asdict(number) for number in part.numbers],
            "contents": [_dump(each) for each in part.contents],
            "free": part.free,
        }
        for part in parts
    ]


def loaded(kept: Kept) -> Sequence[WrittenPart]:
    """The same as it was."""
    return [
        WrittenPart(
            part["heading"],
            part["text"],
            [Number(**number) for number in part["numbers"]],
            [_load(each) for each in part["contents"]],
            part["free"],
        )
        for part in kept
    ]


def _dump(each: Table | Paragraph) -> dict[str, Any]:
    if isinstance(each, Paragraph):
        return {"text": each.text, "lead": each.lead}
    rows = [[_dump_cell(cell) for cell in row] for row in each.rows]
    return {"columns": [asdict(column) for column in each.columns], "rows": rows}


def _load(kept: dict[str, Any]) -> Table | Paragraph:
    if "columns" not in kept:
        return Paragraph(**kept)
    rows = [[_load_cell(cell) for cell in row] for row in kept["rows"]]
    return Table([Column(**column) for column in kept["columns"]], rows)


def _dump_cell(cell: Cell) -> Any:
    if isinstance(cell, Opened):
        return {"count": int(cell), "address": cell.address}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _load_cell(kept: Any) -> Cell:
    if not isinstance(kept, dict):
        cell: Cell = kept
        return cell
    return date.fromisoformat(kept["day"]) if "day" in kept else Opened(**kept)
