"""Collects the cells of one sheet for the formats that are read here and not by calamine."""

from dataclasses import dataclass, field

from backend.poverty_lists.reading.formats.content import Area, Row, Sheet, Value
from backend.poverty_lists.reading.formats.fonts import Font, Fonts

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
UNNAMED = "Sheet1"  # as Excel calls a sheet of a file that has no names


@dataclass
class Grid:
    """Cells may come in any order; those beyond Excel's own limits are only counted."""

    name: str
    visible: bool = True
    far_cells: int = 0
    fonts: Fonts = field(default_factory=Fonts)
    _rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    _merged: list[Area] = field(default_factory=list)

    def put(self, row: int, column: int, value: Value) -> None:
        """Places a value; an empty text is no cell."""
        if value == "" and isinstance(value, str):
            return
        if row > LAST_ROW or column > LAST_COLUMN:
            self.far_cells += 1
            return
        self._rows.setdefault(row, {})[column] = value

    def merge(self, row: int, column: int, across: int, down: int) -> None:
        """Notes that the cell covers `across` columns and `down` rows, itself counted."""
        if (across > 1 or down > 1) and row <= LAST_ROW and column <= LAST_COLUMN:
            bottom = min(row + down - 1, LAST_ROW)
            right = min(column + across - 1, LAST_COLUMN)
            self._merged.append(Area(row, column, bottom, right))

    def set_font(self, row: int, column: int, font: Font) -> None:
        self.fonts.put(row, column, font)

    def sheet(self) -> Sheet:
        """The sheet, its rows and columns in order."""
        rows = [
            Row(number, dict(sorted(cells.items()))) for number, cells in sorted(self._rows.items())
        ]
        return Sheet(self.name, self.visible, tuple(self._merged), rows)
