"""Reads the tables of one sheet in one pass over its rows: titles, headers, people, totals.

A row goes by once, with a few rows before it and some after it in view, so that a sheet need not
be held in memory to be read.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from backend.poverty_lists.draft import ListRow, Problem, Shape, Standing, StatedCount
from backend.poverty_lists.reading.bands import REACH
from backend.poverty_lists.reading.birth_dates import BirthDates
from backend.poverty_lists.reading.cells import text, words
from backend.poverty_lists.reading.counts import (
    first_counts,
    grand_total,
    merge_counts,
)
from backend.poverty_lists.reading.find_header import HeaderFinder
from backend.poverty_lists.reading.formats.content import Row, Sheet
from backend.poverty_lists.reading.header import Header
from backend.poverty_lists.reading.layout import Layout
from backend.poverty_lists.reading.merged_down import MergedDown
from backend.poverty_lists.reading.people import People
from backend.poverty_lists.reading.problems import Kind, problem
from backend.poverty_lists.reading.rows import (
    PERSON,
    Line,
    LineKind,
    is_hamlet,
    is_plainly_person,
    read_group,
    read_line,
)
from backend.poverty_lists.reading.sheet_names import class_of, hamlet_of
from backend.poverty_lists.reading.standings import heading_class
from backend.poverty_lists.reading.title import Title, read_title

_SAMPLE = 300  # rows below a header that are looked at before they are read
_PAUSE = 1000  # rows
_MOST_TITLE_LINES = 60
_LONGEST_HEADING = 80
_GRAND = re.compile(r"\b(tong cong|tong so|toan xa|toan phuong)\b")
_OF_HAMLET = re.compile(r"\b(thon|ban|to|tdp|khu pho|ap|khom|xom|lang|buon)\b")


@dataclass
class Table:
    """What was read below one header."""

    title: Title
    header: Header
    layout: Layout
    heading: Standing | None
    rows: list[ListRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    totals: list[StatedCount] = field(default_factory=list)
    grand_total: StatedCount | None = None
    has_members: bool = False  # any row that was taken

    @property
    def shape(self) -> Shape:
        return self.layout.shape

    @property
    def is_list(self) -> bool:
        """Whether it says a class anywhere; a school's list need not."""
        given = self.header.has_standing or self.heading
        return bool(given) or self.shape is Shape.PUPILS

    @property
    def stated_count(self) -> StatedCount:
        return merge_counts(self.grand_total or grand_total(self.totals), self.title.stated_count)

    def take(self, all_of_it: bool) -> tuple[list[ListRow], list[Problem]]:
        """Rows and problems since the last time. The last rows that nobody understood may turn out
        to belong to a header, so they stay for now, unless `all_of_it` is wanted."""
        end = len(self.problems)
        if not all_of_it:
            first = max(0, end - REACH)
            while end > first and _is_not_understood(self.problems[end - 1]):
                end -= 1
        rows, problems = self.rows[:], self.problems[:end]
        self.has_members = self.has_members or any(row.members for row in rows)
        del self.rows[:], self.problems[:end]
        return rows, problems


def read_tables(
    sheet: Sheet, today: date, columns: Mapping[int, str] | None = None, wanted: bool = False
) -> list[Table]:
    """The tables of a sheet with all their rows; `SheetWalk` says what is given."""
    walk = SheetWalk(sheet, today, columns or {}, wanted)
    for _moment in walk:
        pass
    return walk.lists


class SheetWalk:
    """Goes down a sheet and remembers under which header, hamlet and class it is. `columns` are
    fields that an officer chose by column; `wanted` says that the officer wants it read."""

    def __init__(
        self, sheet: Sheet, today: date, columns: Mapping[int, str], wanted: bool = False
    ) -> None:
        self.sheet = sheet
        self.today = today
        self.columns = columns
        self.wanted = wanted
        self.finder = HeaderFinder(sheet.merged, columns)
        self.widths = {(area.top, area.left): area.right - area.left + 1 for area in sheet.merged}
        self.tables: list[Table] = []
        self.people: People | None = None
        self.lines: list[str] = []  # texts since the last person
        self.after_footer = False
        self.header_end = 0
        self.dates = BirthDates()

    @property
    def lists(self) -> list[Table]:
        """The tables that are read: none where no header was found, or nothing names a class."""
        return [table for table in self.tables if self.wanted or table.is_list]

    def take(self, *, at_end: bool = False) -> Iterator[tuple[Table, list[ListRow], list[Problem]]]:
        """What was read of each list since it was last asked."""
        for table in self.lists:
            if table.rows or table.problems:
                yield table, *table.take(at_end or table is not self.tables[-1])

    def __iter__(self) -> Iterator[int]:
        """Reads the sheet, and pauses every thousand rows with the number of the row."""
        coming = iter(self.sheet.rows)
        after = deque(islice(coming, _SAMPLE))
        before: deque[Row] = deque(maxlen=REACH)
        if self.columns and not self._any_header(after):
            self._without_header(after)
        left = _PAUSE
        while after:
            row = after.popleft()
            if (follows := next(coming, None)) is not None:
                after.append(follows)
            if row.number > self.header_end:
                self._row(row, before, after)
            before.append(row)
            left -= 1
            if not left:
                left = _PAUSE
                yield row.number
        if self.people:
            self.people.close()

    def _any_header(self, rows: Iterable[Row]) -> bool:
        sample = list(rows)
        tries = HeaderFinder(self.sheet.merged, self.columns)
        return any(
            tries.look(row, sample[max(0, at - REACH) : at + REACH + 2])
            for at, row in enumerate(sample)
        )

    def _without_header(self, rows: Iterable[Row]) -> None:
        """An officer said what the columns hold of a table that has no header, or a strange one."""
        header = guess_header(rows).chosen(self.columns)
        if header.has_name:
            self._begin(header, rows)

    def _row(self, row: Row, before: deque[Row], after: deque[Row]) -> None:
        people = self.people
        if people and is_plainly_person(row, people.layout):
            self._person(row, people)
            return
        header = self.finder.look(row, (*before, row, *islice(after, REACH + 1)))
        if header:
            self._header(header, after)
        elif people:
            width = self.widths.get((row.number, min(row.cells)), 1)
            self._line(row, read_line(row, people.layout, width, self.after_footer), people)
        else:
            self._remember(row)

    def _header(self, header: Header, after: Iterable[Row]) -> None:
        """A new table; or the same one, whose header is printed again on each page."""
        table = self.tables[-1] if self.tables else None
        title = read_title(self.lines)
        below = [row for row in after if row.number > header.rows[-1]]
        while table and table.problems and _is_of_header(table.problems[-1], header):
            table.problems.pop()
        section = any(read_group(line).standing for line in self.lines if _is_heading(line))
        if table and not title.title and not section and _is_same(table.header, header):
            self.header_end = header.rows[-1]
            table.header = _longer(table.header, header)
            return
        self._begin(header, below, title)

    def _begin(self, header: Header, below: Iterable[Row], title: Title | None = None) -> None:
        title = title or Title()
        lines = [read_group(line) for line in self.lines if _is_heading(line)]
        hamlet = next((line.hamlet for line in reversed(lines) if line.hamlet), "")
        standing = next((line.standing for line in reversed(lines) if line.standing), None)
        school_class = next(
            (line.school_class for line in reversed(lines) if line.school_class), ""
        )
        before = self.people
        if before:
            before.close()
        heading = heading_class(title.title) or standing
        if not title.title and before:
            heading = heading or before.around.standing
            hamlet = hamlet or before.around.hamlet
        heading = heading or heading_class(self.sheet.name)
        layout = Layout(header, list(below), title.title)
        table = Table(title, header, layout, heading)
        self.tables.append(table)
        self.people = People(
            self.sheet.name,
            table.rows,
            table.problems,
            layout,
            self.today,
            MergedDown(self.sheet.merged, layout.merged_down),
            hamlet_of(self.sheet.name),
            class_of(self.sheet.name),
        )
        self.people.under(Line(LineKind.GROUP, hamlet, heading, school_class=school_class))
        self.lines = []
        self.after_footer = False
        self.header_end = header.rows[-1] if header.rows else 0

    def _person(self, row: Row, people: People) -> None:
        self.after_footer = False
        if self.lines:
            self.lines = []
        people.add(row)
        for column in people.layout.births:
            value = row.cells.get(column)
            if value is not None and type(value) is not int:  # years are most of them
                self.dates.look(value)

    def _line(self, row: Row, line: Line, people: People) -> None:
        if line is PERSON:
            self._person(row, people)
            return
        if line.kind is not LineKind.TOTAL:
            self._remember(row)
        table = self.tables[-1]
        match line.kind:
            case LineKind.GROUP:
                people.under(line)
                table.heading = line.standing or table.heading
                people.pass_by(row)
            case LineKind.TOTAL:
                stated = _total(row, table.header)
                if _is_grand(row):
                    table.grand_total = stated
                else:
                    table.totals.append(stated)
                people.close()
            case LineKind.FOOTER:
                self.after_footer = True
                people.close()
            case LineKind.UNKNOWN:
                unknown = problem(Kind.NOT_UNDERSTOOD, self.sheet.name, row.number)
                table.problems.append(unknown)

    def _remember(self, row: Row) -> None:
        texts = (text(value) for value in row.cells.values() if isinstance(value, str))
        self.lines = [*self.lines, *texts][-_MOST_TITLE_LINES:]


def guess_header(rows: Iterable[Row]) -> Header:
    """The texts of the row that looks most like a header, of which no field is known."""
    for row in islice(rows, 30):
        texts = {at: text(value) for at, value in row.cells.items() if isinstance(value, str)}
        if len(texts) >= 3 and len(texts) == len(row.cells) and len(set(texts.values())) > 2:
            return Header((row.number,), {}, texts=texts)
    return Header((), {})


def _is_of_header(problem: Problem, header: Header) -> bool:
    """Whether a row that nobody understood turns out to be the top row of a header."""
    return _is_not_understood(problem) and problem.row in header.rows


def _is_not_understood(problem: Problem) -> bool:
    return problem.kind == Kind.NOT_UNDERSTOOD


def _is_same(header: Header, again: Header) -> bool:
    return header.fields == again.fields and header.marks == again.marks


def _longer(header: Header, again: Header) -> Header:
    rows = (*header.rows, *again.rows)
    return Header(rows, header.fields, header.indicators, header.texts, header.marks)


def _is_heading(line: str) -> bool:
    """Whether a line above a header may name the hamlet or the class of what is below it."""
    if len(line) > _LONGEST_HEADING:
        return False
    group = read_group(line)
    parts = (part.strip() for part in line.split(","))
    return bool(group.standing or group.school_class) or any(map(is_hamlet, parts))


def _is_grand(row: Row) -> bool:
    """Whether a row says "Tổng cộng", and not of which hamlet."""
    said = " ".join(words(text(value)) for value in row.cells.values() if isinstance(value, str))
    return bool(_GRAND.search(said)) and not _OF_HAMLET.search(said)


def _total(row: Row, header: Header) -> StatedCount:
    """Figures in words, and under the columns HN and CN."""
    worded = first_counts(text(value) for value in row.cells.values())
    columns = {name: row.cells.get(header.number(name)) for name in ("poor", "near_poor")}
    counted = {
        name: int(value)
        for name, value in columns.items()
        if type(value) is int or (type(value) is float and value.is_integer())
    }
    return merge_counts(worded, StatedCount(**counted))
