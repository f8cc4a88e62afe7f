"""Takes the people of a table row by row and hands out households, or what is wrong with them."""

from collections.abc import Mapping
from datetime import date

from backend.poverty_lists.draft import ListRow, Problem, Shape
from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.formats.content import Row, Value
from backend.poverty_lists.reading.grouping import Group, PersonRow, read_group
from backend.poverty_lists.reading.household import read_household
from backend.poverty_lists.reading.layout import Layout
from backend.poverty_lists.reading.merged_down import MergedDown
from backend.poverty_lists.reading.pupil import read_pupil
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.rows import Line
from backend.poverty_lists.reading.surroundings import Surroundings


class People:
    """`rows` and `problems` grow; `around` is what the groups above say."""

    def __init__(
        self,
        sheet: str,
        rows: list[ListRow],
        problems: list[Problem],
        layout: Layout,
        today: date,
        merged: MergedDown,
        sheet_hamlet: str,
        sheet_class: str,
    ) -> None:
        self.sheet = sheet
        self.rows = rows
        self.problems = problems
        self.layout = layout
        self.today = today
        self.merged = merged
        self.sheet_hamlet = sheet_hamlet
        self.around = Surroundings(school_class=sheet_class)
        self.hamlet_column = layout.columns.get("hamlet", 0)
        self.above = ""
        self.open: Group | None = None
        self._near: tuple[object, ...] = ()
        self._surroundings = Surroundings()

    def under(self, line: Line) -> None:
        """What follows stands under this group row."""
        self.close()
        around = self.around
        self.around = Surroundings(
            line.standing or around.standing,
            line.hamlet or ("" if line.commune else around.hamlet),
            "",
            line.commune or around.commune,
            line.school_class or around.school_class,
        )

    def pass_by(self, row: Row) -> None:
        """A row that is no person, from which cells may be merged down."""
        self.merged.fill(row)

    def add(self, row: Row) -> None:
        """One person."""
        cells = self.merged.fill(row)
        if self.layout.has_members:
            self._gather(PersonRow(row.number, row.cells, cells))
            return
        reader = RowReader(self.sheet, row.number, row.cells, self.layout, self.today, cells)
        pupils = self.layout.shape is Shape.PUPILS
        around = self._around_now()
        read = read_pupil(reader, around) if pupils else read_household(reader, around)
        self._take(read, reader.problems, cells)

    def close(self) -> None:
        """Reads the household that is gathered."""
        group, self.open = self.open, None
        if group:
            found = read_group(group, self.sheet, self.today)
            self._take(found.row, found.problems, group.rows[0].cells)

    def _gather(self, row: PersonRow) -> None:
        if self.open is None or not self.open.takes(row):
            self.close()
            self.open = Group(self.layout, self._around_now())
        self.open.add(row)

    def _take(
        self, row: ListRow | None, problems: list[Problem], cells: Mapping[int, Value]
    ) -> None:
        if problems:
            self.problems += problems
        if row:
            self.rows.append(row)
        self.above = text(cells.get(self.hamlet_column)) or self.above

    def _around_now(self) -> Surroundings:
        near = (self.around, self.above)
        if near != self._near:
            self._near = near
            # A column filled on the first row of each hamlet says more than the sheet's name.
            hamlet = self.around.hamlet or ("" if self.above else self.sheet_hamlet)
            self._surroundings = self.around._replace(hamlet=hamlet, hamlet_above=self.above)
        return self._surroundings
