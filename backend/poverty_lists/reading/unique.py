"""Lets each household of a file pass once, each hamlet spelt as it was spelt first."""

from collections.abc import Iterable

from backend.poverty_lists.alike import ranges
from backend.poverty_lists.draft import ListRow, Problem, Shape
from backend.poverty_lists.reading.duplicates import Seen
from backend.poverty_lists.reading.problems import Kind, problem
from backend.vietnamese import normal


class Unique:
    """Remembers all households that went by."""

    def __init__(self) -> None:
        self._seen, self._seen_pupils = Seen(), Seen()
        self._spellings: dict[
            str, str
        ] = {}  # by the hamlet as it is written, and as it is compared

    def only(self, rows: Iterable[ListRow], shape: Shape, problems: list[Problem]) -> list[ListRow]:
        """The rows that come first; `problems` grows by those of the others."""
        kept: list[ListRow] = []
        pupils = shape is Shape.PUPILS
        add = self._seen_pupils.add_pupil if pupils else self._seen.add
        for row in rows:
            spelling = self._spellings.get(row.hamlet) or self._spelling(row.hamlet)
            if spelling != row.hamlet:
                row = row._replace(hamlet=spelling)
            found = add(row)
            if found:
                problems.append(found)
            if not (found and found.refused):
                kept.append(row)
            elif row.members and not pupils:
                problems.append(_with_members(row))
        return kept

    def _spelling(self, hamlet: str) -> str:
        spelling = self._spellings.setdefault("\0" + normal(hamlet), hamlet)
        self._spellings[hamlet] = spelling
        return spelling


def _with_members(row: ListRow) -> Problem:
    rows = ranges([member.row for member in row.members])
    return problem(Kind.MEMBERS_REFUSED, row.sheet, row.row, rows=rows)
