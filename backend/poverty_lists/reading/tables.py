"""Reads the tables of one sheet: the title, the header and every row below it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from backend.poverty_lists.draft import ListRow, Problem, StatedCount
from backend.poverty_lists.reading.cells import raw, text
from backend.poverty_lists.reading.counts import first_counts, grand_total, merge_counts
from backend.poverty_lists.reading.header import Header, find_headers
from backend.poverty_lists.reading.household import Surroundings, read_household
from backend.poverty_lists.reading.problems import Kind, problem
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.rows import LineKind, read_line
from backend.poverty_lists.reading.sheet_names import hamlet_of
from backend.poverty_lists.reading.standings import Class, heading_class
from backend.poverty_lists.reading.title import Title, read_title
from backend.poverty_lists.reading.workbook import Row, Sheet, Value

_TITLE_ROWS = 12


@dataclass
class Table:
    """What was read below one header."""

    title: Title
    header: Header
    heading: Class | None
    rows: list[ListRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    totals: list[StatedCount] = field(default_factory=list)

    @property
    def stated_count(self) -> StatedCount:
        return merge_counts(grand_total(self.totals), self.title.stated_count)


def read_tables(sheet: Sheet, today: date) -> list[Table]:
    """The tables of a sheet; none where no header was found, or nothing names a class."""
    headers = find_headers(sheet)
    tables: list[Table] = []
    above = 0
    for header, following in zip_longest(headers, headers[1:]):
        end = following.rows[0] if following else float("inf")
        title = read_title(_lines(sheet, max(above + 1, header.rows[0] - _TITLE_ROWS), header))
        heading = heading_class(title.title) or heading_class(sheet.name)
        table = Table(title, header, heading)
        body = (row for row in sheet.rows if header.rows[-1] < row.number < end)
        _Body(sheet, table, today).read(body)
        if header.has_standing or table.heading:
            tables.append(table)
        above = header.rows[-1]
    return tables


def _lines(sheet: Sheet, first: int, header: Header) -> list[str]:
    rows = [row for row in sheet.rows if first <= row.number < header.rows[0]]
    return [text(value) for row in rows for value in row.cells.values() if isinstance(value, str)]


class _Body:
    """Walks down the rows of a table and remembers under which hamlet and class it is."""

    def __init__(self, sheet: Sheet, table: Table, today: date) -> None:
        self.sheet = sheet
        self.table = table
        self.today = today
        self.group = ""
        self.above = ""
        self.after_footer = False
        self.sheet_hamlet = hamlet_of(sheet.name)
        self.widths = {(area.top, area.left): area.right - area.left + 1 for area in sheet.merged}
        self.merged_hamlets = dict(self._merged_hamlets())

    def read(self, rows: Iterator[Row]) -> None:
        for row in rows:
            width = self.widths.get((row.number, min(row.cells)), 1)
            line = read_line(row, self.table.header, width, self.after_footer)
            match line.kind:
                case LineKind.HOUSEHOLD:
                    self._household(row)
                case LineKind.GROUP:
                    self.group = line.hamlet or self.group
                    self.table.heading = line.standing or self.table.heading
                case LineKind.TOTAL:
                    self.table.totals.append(self._total(row))
                case LineKind.FOOTER:
                    self.after_footer = True
                case LineKind.UNKNOWN:
                    unknown = problem(Kind.NOT_UNDERSTOOD, self.sheet.name, row.number)
                    self.table.problems.append(unknown)

    def _household(self, row: Row) -> None:
        self.after_footer = False
        hamlet = self.merged_hamlets.get(row.number, "") or self.group
        # A column that is filled on the first row of each hamlet says more than the sheet's name.
        hamlet = hamlet or ("" if self.above else self.sheet_hamlet)
        cells = RowReader(self.sheet.name, row, self.table.header, self.today)
        around = Surroundings(self.table.heading, hamlet, self.above)
        household = read_household(cells, around)
        self.table.problems += cells.problems
        if household:
            self.table.rows.append(household)
        self.above = cells.text("hamlet") or self.above

    def _total(self, row: Row) -> StatedCount:
        """Figures in words, and under the columns HN and CN."""
        worded = first_counts(raw(value) for value in row.cells.values())
        header = self.table.header
        columns = {name: row.cells.get(header.number(name)) for name in ("poor", "near_poor")}
        counted = {name: value for name, value in columns.items() if type(value) is int}
        return merge_counts(worded, StatedCount(**counted))

    def _merged_hamlets(self) -> Iterator[tuple[int, str]]:
        """A hamlet's cell may be merged down over all its households."""
        column = self.table.header.number("hamlet")
        last = self.sheet.rows[-1].number
        values: dict[int, Value | None] = {
            row.number: row.cells.get(column) for row in self.sheet.rows
        }
        reached = self.table.header.rows[-1]
        for area in sorted(self.sheet.merged):
            if area.left <= column <= area.right and area.top > reached:
                reached = min(area.bottom, last)
                hamlet = text(values.get(area.top))
                yield from ((number, hamlet) for number in range(area.top + 1, reached + 1))
