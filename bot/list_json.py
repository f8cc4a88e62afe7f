"""What was read from a list, as one JSON object: dates as 2026-03-15, a field that is missing as
null, and every cell besides by its header."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from backend.poverty_lists.draft import (
    DraftSheet,
    ListDraft,
    ListMember,
    ListRow,
    Problem,
    Shape,
    SheetRole,
)
from backend.poverty_lists.reading.cells import letter

NO_STANDING = "none"  # the class of whom a school's list does not call poor
Json = dict[str, Any]


def list_json(draft: ListDraft) -> Json:
    """All facts of the file, its accepted rows, and what is wrong with the others."""
    sheets = {sheet.name: sheet for sheet in draft.sheets}
    return {
        "file": draft.file_name,
        "format": draft.file_format,
        "hash": draft.file_hash,
        "shape": draft.shape,
        "encoding": draft.encoding,
        "sheets": [_sheet(sheet) for sheet in draft.sheets],
        "title": draft.title,
        "year": draft.year,
        "month": draft.month,
        "standard": draft.standard,
        "decision_number": draft.decision_number,
        "decision_date": _plain(draft.decision_date),
        "counts": _counts(draft),
        "notices": list(draft.notices),
        "rows": [_row(row, sheets[row.sheet]) for row in draft.rows],
        "problems": [_problem(problem) for problem in draft.problems],
    }


def _sheet(sheet: DraftSheet) -> Json:
    columns = {
        field: {
            "header": column.header,
            "column": letter(column.number),
            "number": column.number,
        }
        for field, column in sheet.columns.items()
    }
    legacy = [{**asdict(one), "column": letter(one.number)} for one in sheet.legacy]
    return {
        "name": sheet.name,
        "role": sheet.role,
        "shape": sheet.shape if sheet.role is SheetRole.LIST else None,
        "header_rows": list(sheet.header_rows),
        "columns": columns,
        "headers": {letter(number): header for number, header in sheet.headers.items()},
        "legacy": legacy,
    }


def _counts(draft: ListDraft) -> Json:
    by_class: dict[str, int] = {}
    by_hamlet: dict[str, dict[str, int]] = {}
    for hamlet, counts in draft.counts_by_hamlet().items():
        by_hamlet[hamlet] = {standing or NO_STANDING: count for standing, count in counts.items()}
        for name, count in by_hamlet[hamlet].items():
            by_class[name] = by_class.get(name, 0) + count
    stated = asdict(draft.stated_count)
    return {"by_class": by_class, "by_hamlet": by_hamlet, "stated": stated}


def _row(row: ListRow, sheet: DraftSheet) -> Json:
    plain = _person(row, sheet)
    members = [{**_person(member, sheet), "row": member.row} for member in row.members]
    if sheet.shape is Shape.PUPILS and row.members:
        # The row is the pupil's; of the parent it has the name, and maybe the telephone.
        parent = {"head_name": row.head_name, "parent_name": row.head_name, "row": row.row}
        raw = {**plain["raw"], **members[0]["raw"]}
        plain |= members[0] | parent | {"raw": raw, "note": row.note}
    return plain | {"members": members}


def _person(person: ListRow | ListMember, sheet: DraftSheet) -> Json:
    """The values under their own names, the birth once more in one piece."""
    plain = {name: _plain(value) for name, value in person._asdict().items() if name != "members"}
    plain["birth"] = {
        "raw": person.birth_raw,
        "date": plain["birth_date"],
        "year": person.birth_year,
        "precision": person.birth_precision,
    }
    plain["raw"] = _by_header(person.raw, sheet.headers)
    return plain


def _by_header(cells: Mapping[int, str], headers: Mapping[int, str]) -> dict[str, str]:
    """Cells by header, or by the column's letter where it has none."""
    return {headers.get(number) or letter(number): cell for number, cell in cells.items()}


def _problem(problem: Problem) -> Json:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "column_letter": letter(problem.column_number),
        "kind": problem.kind,
        "sentence": problem.sentence,
        "status": "refused" if problem.refused else "flagged",
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
