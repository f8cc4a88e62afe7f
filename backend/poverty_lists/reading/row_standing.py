"""Reads from one row whether its household is poor or near-poor, or reports why nobody can tell."""

from backend.poverty_lists.draft import Standing
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.standings import LEFT, Class, is_blank, is_mark, read_class

_COLUMNS: dict[str, Class] = {
    "poor": Standing.POOR,
    "near_poor": Standing.NEAR_POOR,
    "left_list": LEFT,
}


def read_standing(cells: RowReader, heading: Class | None) -> Standing | None:
    """`heading` is the class that the title or a group row gives to all rows under it."""
    name = next((name for name in ("standing", *_COLUMNS) if name in cells.header.fields), "")
    if cells.header.has_standing:
        said = _marked(cells) | _worded(cells, heading)
    else:
        said = {heading} if heading else set()
    if LEFT in said:
        cells.report(Kind.LEFT_LIST, name)
    elif len(said) > 1:
        cells.report(Kind.STANDING_BOTH, name)
    elif Standing.POOR in said:
        return Standing.POOR
    elif Standing.NEAR_POOR in said:
        return Standing.NEAR_POOR
    elif is_blank(cells.text("standing")):
        cells.report(Kind.STANDING_MISSING, name)
    else:
        cells.report(Kind.STANDING_UNKNOWN, name)
    return None


def _marked(cells: RowReader) -> set[Class]:
    said: set[Class] = set()
    for name, meaning in _COLUMNS.items():
        content = cells.text(name)
        if is_mark(content) or read_class(content) == meaning:
            said.add(meaning)
        elif not is_blank(content):
            cells.report(Kind.MARK_UNCLEAR, name)
    return said


def _worded(cells: RowReader, heading: Class | None) -> set[Class]:
    content = cells.text("standing")
    found = read_class(content)
    if found is None and heading and is_mark(content):
        found = heading
    return set() if found is None or is_blank(content) else {found}
