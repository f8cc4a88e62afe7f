"""Reads whether a list calls a household deprived of information (NĐ 07/2021/NĐ-CP, Điều 3): by a column
of its own, by ticks below "Thiếu hụt", or by what is listed in one cell."""

from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.marks import is_blank, is_mark
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.standards import indicator_named, is_information

_SAID = ("10", "thieu", "thieu hut", "co thieu hut")  # ten points, or in words


def lacks_information(cells: RowReader, deprivations: tuple[str, ...]) -> bool | None:
    """`deprivations` are those of the row. `None` where the list does not say."""
    if any(map(is_information, deprivations)):
        return True
    if "lacks_information" in cells.columns:
        return _ticked(cells)
    if cells.layout.tells_information:
        return False
    if "deprivations" not in cells.columns or not deprivations:
        return None
    # Not among those listed in one cell, if we know what each of them is.
    return False if all(indicator_named(words(each)) for each in deprivations) else None


def _ticked(cells: RowReader) -> bool | None:
    content = cells.text("lacks_information")
    if is_mark(content) or is_information(content) or words(content) in _SAID:
        return True
    if not is_blank(content):
        cells.report(Kind.MARK_UNCLEAR, "lacks_information")
        return None
    return False
