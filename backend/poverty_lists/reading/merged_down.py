"""What a cell that is merged down says for each of the rows beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from backend.poverty_lists.reading.formats.content import Area, Row, Value


class MergedDown:
    """Fills cells of some columns while the rows of a sheet go by, each of them once."""

    def __init__(self, merged: Iterable[Area], columns: Set[int]) -> None:
        self.areas: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for area in merged:
            if area.bottom > area.top:
                for column in columns:
                    if area.left <= column <= area.right:
                        self.areas[area.top].append((column, area.left, area.bottom))
        self.tops = sorted(self.areas, reverse=True)
        self.open: dict[int, tuple[Value, int]] = {}  # by column: what is said, to which row

    def fill(self, row: Row) -> Mapping[int, Value]:
        """The cells of a row, with those that are merged into it from above."""
        if not self.open and (not self.tops or self.tops[-1] > row.number):
            return row.cells
        cells = dict(row.cells)
        for column, (value, bottom) in list(self.open.items()):
            if bottom < row.number:
                del self.open[column]
            else:
                cells.setdefault(column, value)
        while self.tops and self.tops[-1] <= row.number:
            top = self.tops.pop()
            for column, left, bottom in self.areas[top] if top == row.number else ():
                if left in row.cells:
                    self.open[column] = (row.cells[left], bottom)
        return cells
