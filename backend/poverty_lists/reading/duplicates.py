"""Finds the households that a file holds twice.

A folded name is a filter and never a proof: two rows that a file tells apart (other numbers, other
days of birth, Hoa and Hòa) are only shown to the officer as alike.
"""

from dataclasses import dataclass, field

from backend.poverty_lists.draft import BirthPrecision, ListRow, Problem
from backend.poverty_lists.reading.problems import Kind, problem
from backend.vietnamese import compact, fold, normal


@dataclass
class Seen:
    """The households read so far."""

    by_citizen_id: dict[str, ListRow] = field(default_factory=dict)
    by_name: dict[tuple[str, int | None, str], ListRow] = field(default_factory=dict)

    def add(self, row: ListRow) -> Problem | None:
        """Remembers a household; the problem where the same one, or one like it, came before."""
        key = (compact(row.head_name), row.birth_year, fold(row.hamlet))
        first = self.by_citizen_id.get(row.citizen_id or "")
        if first:
            return _problem(Kind.DUPLICATE, row, first)
        first = self.by_name.get(key)
        if first and not _told_apart(first, row):
            return _problem(Kind.DUPLICATE, row, first)
        if row.citizen_id:
            self.by_citizen_id[row.citizen_id] = row
        self.by_name.setdefault(key, row)
        return _problem(Kind.LOOK_ALIKE, row, first) if first else None


def _told_apart(first: ListRow, row: ListRow) -> bool:
    by_number = first.citizen_id and row.citizen_id and first.citizen_id != row.citizen_id
    by_day = (
        first.birth_precision == row.birth_precision == BirthPrecision.DAY
        and first.birth_date != row.birth_date
    )
    by_marks = _has_marks(first) and _has_marks(row) and _spelling(first) != _spelling(row)
    by_note = first.note and row.note and first.note != row.note  # "Hồ Văn Nam 1", "... 2"
    unknown = row.birth_year is None
    return bool(by_number or by_day or by_marks or by_note or unknown)


def _has_marks(row: ListRow) -> bool:
    return normal(row.head_name) != fold(row.head_name)


def _spelling(row: ListRow) -> str:
    return normal(row.head_name).replace(" ", "")


def _problem(kind: Kind, row: ListRow, first: ListRow) -> Problem:
    return problem(kind, row.sheet, row.row, first_row=first.row, first_sheet=first.sheet)
