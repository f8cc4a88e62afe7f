"""Parts a sheet into its head (titles, header) and its body, which may be typed in different fonts."""

from collections.abc import Sequence

from backend.poverty_lists.reading.formats.content import Row, Value

_SEARCHED = 60  # rows
_TABLE = 3  # filled cells; a title has fewer


def first_row_of_body(rows: Sequence[Row]) -> int:
    """The number of the first row that is numbered or holds numbers beside texts; where none
    does, of the row below the first one that is as wide as a table."""
    table = min(_TABLE, max((len(row.cells) for row in rows[:_SEARCHED]), default=0))
    wide = 0
    for row in rows[:_SEARCHED]:
        values = list(row.cells.values())
        if len(values) < table:
            continue
        if any(map(_is_number, values)):
            return row.number
        wide = wide or row.number
    return wide + 1


def _is_number(value: Value) -> bool:
    return not isinstance(value, str) or value.strip(" .)'").isdecimal()
