"""Gathers the rows of a household where it spans several, and reads it when it is whole."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from backend.poverty_lists.alike import ranges
from backend.poverty_lists.draft import ListMember, ListRow, Problem
from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.formats.content import Value
from backend.poverty_lists.reading.household import read_household
from backend.poverty_lists.reading.layout import Layout
from backend.poverty_lists.reading.member import read_member
from backend.poverty_lists.reading.numbering import SUB_NUMBER, Numbering, is_head
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.surroundings import Surroundings
from backend.vietnamese import compact

_MOST_ROWS = 60  # of one household


class PersonRow(NamedTuple):
    """One row of a person: its own cells, and those that merged cells fill in."""

    number: int
    own: Mapping[int, Value]
    cells: Mapping[int, Value]


class Group:
    """The rows of one household, in the order of the file, and what stood around the first."""

    def __init__(self, layout: Layout, around: Surroundings) -> None:
        self.layout = layout
        self.around = around
        self.rows: list[PersonRow] = []
        self.numbers: list[str] = []
        self.code = ""
        self.head_name = ""

    def add(self, row: PersonRow) -> None:
        self.rows.append(row)
        self.numbers.append(self._text(row, "number"))
        self.code = self.code or self._code(row)
        self.head_name = self.head_name or compact(self._text(row, "head_name"))

    def takes(self, row: PersonRow) -> bool:
        """Whether a row still belongs to this household."""
        if len(self.rows) >= _MOST_ROWS:
            return False
        relation = self._text(row, "relation")
        another_head = is_head(relation) and any(
            is_head(self._text(each, "relation")) for each in self.rows
        )
        match self.layout.numbering:
            case Numbering.CODES | Numbering.NUMBERS:
                code = self._code(row)
                return (code == self.code or not code) and not another_head
            case Numbering.NAMED:
                name = compact(self._text(row, "head_name"))
                return not name or name == self.head_name
            case Numbering.RUNNING:
                return bool(relation) and not is_head(relation)
            case _:
                return not (another_head or self._counts_anew(row)) and self._numbered_below(
                    self._text(row, "number")
                )

    def _counts_anew(self, row: PersonRow) -> bool:
        """Whether a row without a relation says how many people it stands for, as a head does."""
        if "relation" in self.layout.columns:
            return False
        return bool(self._text(row, "member_count")) and bool(
            self._text(self.rows[0], "member_count")
        )

    def _numbered_below(self, number: str) -> bool:
        """Whether a number says "another member": none at all, or 1.2 below 1 or 1.1."""
        if not number:
            return True
        sub = SUB_NUMBER.fullmatch(number)
        if not sub:
            return False
        first = SUB_NUMBER.fullmatch(self.numbers[0])
        return sub[1] == (first[1] if first else self.numbers[0].rstrip(".)"))

    def _code(self, row: PersonRow) -> str:
        coded = self.layout.numbering is Numbering.CODES
        return self._text(row, "household_number" if coded else "number")

    def _text(self, row: PersonRow, name: str) -> str:
        column = self.layout.columns.get(name)
        return "" if column is None else text(row.cells.get(column))


class Household(NamedTuple):
    """What came of a group."""

    row: ListRow | None
    problems: list[Problem]


def read_group(group: Group, sheet: str, today: date) -> Household:
    """The household with its members; `row` is `None` where it is refused, with all its rows
    named in the problems."""
    layout = group.layout
    place = _place_of_head(group)
    if place is None:
        return Household(None, _without_head(group, sheet, today))
    head = group.rows[place]
    others = [row for at, row in enumerate(group.rows) if at != place]
    cells = _with_household(layout, head, others)
    field = _field_of_head(layout, head)
    if field and text(head.cells.get(layout.name)):
        # The row names its head, but tells of another member.
        others = group.rows
        cells = {at: value for at, value in cells.items() if at not in _of_person(layout)}
    reader = RowReader(sheet, head.number, head.own, layout, today, cells)
    members, problems = _members(others, sheet, layout, today)
    household = read_household(reader, group.around, field, members)
    if household is None:
        if others:
            rows = ranges([row.number for row in others])
            reader.report(Kind.MEMBERS_REFUSED, rows=rows)
        return Household(None, reader.problems)
    return Household(household, reader.problems + problems)


def _field_of_head(layout: Layout, head: PersonRow) -> str:
    """The field of the head's name, where a member's stands in the column of the people."""
    column = layout.columns.get("head_name", 0)
    own, member = text(head.cells.get(column)), text(head.cells.get(layout.name))
    relation = text(head.cells.get(layout.columns.get("relation", 0)))
    if column in (0, layout.name) or not own or (is_head(relation) and member):
        return ""
    return "" if compact(own) == compact(member) else "head_name"


def _of_person(layout: Layout) -> set[int]:
    names = (
        "birth",
        "birth_day",
        "birth_month",
        "birth_year",
        "male",
        "female",
        "sex",
        "citizen_id",
    )
    return {layout.columns[name] for name in names if name in layout.columns}


def _place_of_head(group: Group) -> int | None:
    """The row that says "Chủ hộ", or has the head's name; or else the first row, unless it says
    what else it is."""
    columns = group.layout.columns
    relations = [text(row.cells.get(columns.get("relation", 0))) for row in group.rows]
    for at, relation in enumerate(relations):
        if is_head(relation):
            return at
    names = [compact(text(row.cells.get(group.layout.name))) for row in group.rows]
    if group.head_name and group.layout.name != columns.get("head_name"):
        return names.index(group.head_name) if group.head_name in names else 0
    return None if relations[0] else 0


def _with_household(layout: Layout, head: PersonRow, others: list[PersonRow]) -> dict[int, Value]:
    """The head's cells, with what only other rows say of the household as a whole."""
    cells = dict(head.cells)
    unsaid = [column for column in layout.of_household if column not in cells]
    if not any(column in cells for column in layout.classes):
        unsaid += layout.classes
    for row in others:
        for column in unsaid:
            if column in row.cells:
                cells.setdefault(column, row.cells[column])
    return cells


def _members(
    rows: list[PersonRow], sheet: str, layout: Layout, today: date
) -> tuple[tuple[ListMember, ...], list[Problem]]:
    members: list[ListMember] = []
    problems: list[Problem] = []
    for row in rows:
        reader = RowReader(sheet, row.number, row.own, layout, today, row.cells)
        member = read_member(reader)
        problems += reader.problems
        if member:
            members.append(member)
    return tuple(members), problems


def _without_head(group: Group, sheet: str, today: date) -> list[Problem]:
    problems = []
    for row in group.rows:
        reader = RowReader(sheet, row.number, row.own, group.layout, today)
        reader.report(Kind.MEMBER_ROW, "relation")
        problems += reader.problems
    return problems
