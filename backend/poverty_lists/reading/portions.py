"""A list comes out of its file in portions, so that nobody has to hold a million rows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from backend.poverty_lists.draft import Column, ListDraft, ListRow, Problem

PORTION = 1000  # rows


class Portion(NamedTuple):
    """Some rows and problems in the order of the file. `communes` is the column for communes of
    each sheet that has one, `expected` about how many rows the file has. Only the last portion has
    the `draft`, without rows and problems, or the `refusal` of a file in which nothing can be
    read, or the place of a `fault` of ours."""

    rows: list[ListRow]
    problems: list[Problem]
    communes: Mapping[str, Column]
    expected: int
    draft: ListDraft | None = None
    refusal: str = ""
    fault: str = ""

    @property
    def is_last(self) -> bool:
        return bool(self.draft or self.refusal or self.fault)


def collect(portions: Iterable[Portion]) -> ListDraft:
    """The whole draft; its problems in the order of the sheets and rows."""
    rows: list[ListRow] = []
    problems: list[Problem] = []
    draft = ListDraft("", "")
    for portion in portions:
        rows += portion.rows
        problems += portion.problems
        draft = portion.draft or draft
    order = {sheet.name: place for place, sheet in enumerate(draft.sheets)}
    problems.sort(key=lambda problem: (order[problem.sheet], problem.row))
    return replace(draft, rows=tuple(rows), problems=tuple(problems))
