"""Reads from one row the class of its household, or reports why nobody can tell."""

from backend.poverty_lists.draft import Standing
from backend.poverty_lists.reading.cells import text, words
from backend.poverty_lists.reading.marks import is_blank, is_mark
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.standings import LISTED, read_class

# How a household came onto the list: no class, and nothing against the one of the heading.
_MOVEMENTS = frozenset(["ps", "phat sinh", "moi", "cu", "tai", "phat sinh moi"])


def read_standing(cells: RowReader, heading: Standing | None) -> Standing | None:
    """`heading` is the class that the title or a group row gives to all rows under it."""
    found = said_standing(cells, heading)
    if found and found not in LISTED:
        cells.report(Kind.LEFT_LIST, column=_column(cells))
    return found


def _column(cells: RowReader) -> int:
    filled = (column for column in cells.layout.classes if column in cells.cells)
    return next(filled, cells.layout.classes[0] if cells.layout.classes else 0)


def said_standing(cells: RowReader, heading: Standing | None) -> Standing | None:
    layout = cells.layout
    if not layout.classes:
        if heading is None:
            cells.report(Kind.STANDING_MISSING)
        return heading
    content = cells.text("standing")
    said = _marked(cells) if layout.marks else set()
    worded = None if not content or is_blank(content) else _worded(content, heading)
    if worded:
        said.add(worded)
    if len(said) == 1:
        return said.pop()
    if said:
        return _one_of(cells, said)
    if is_blank(content):
        if heading:
            # The list is of one class, and a row leaves the column empty.
            return heading
        cells.report(Kind.STANDING_MISSING, column=_column(cells))
    else:
        cells.report(Kind.STANDING_UNKNOWN, "standing")
    return None


def _one_of(cells: RowReader, said: set[Standing]) -> Standing | None:
    """Poor last year and near-poor now: who left poverty is on the list in the class of today."""
    listed = said & LISTED
    if len(listed) == 1 and said - listed == {Standing.LEFT_POVERTY}:
        return listed.pop() if listed == {Standing.NEAR_POOR} else Standing.LEFT_POVERTY
    cells.report(Kind.STANDING_BOTH, column=_column(cells))
    return None


def _marked(cells: RowReader) -> set[Standing]:
    said: set[Standing] = set()
    for column, standing in cells.layout.marks:
        value = cells.cells.get(column)
        if value is None:
            continue
        content = text(value)
        worded = read_class(content)
        if is_mark(content) or worded is standing:
            said.add(standing)
        elif worded:
            said.add(worded)  # "TN" or "HCN" in the column "Hộ nghèo": words say more than a place
        elif not is_blank(content):
            cells.report(Kind.MARK_UNCLEAR, column=column)
    return said


def _worded(content: str, heading: Standing | None) -> Standing | None:
    plain = is_mark(content) or words(content) in _MOVEMENTS
    return heading if heading and plain else read_class(content)
