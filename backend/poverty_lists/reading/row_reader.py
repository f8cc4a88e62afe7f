"""The cells of one row by field, and the problems met while reading them."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from backend.poverty_lists.draft import Problem
from backend.poverty_lists.reading.cells import raw, text
from backend.poverty_lists.reading.formats.content import Value
from backend.poverty_lists.reading.layout import Layout
from backend.poverty_lists.reading.problems import Kind, problem

_MOST_REMEMBERED = 100_000  # of one table
_NOTHING = object()
_NUMBER = re.compile(r"\d{1,6}(?:[.,]0+)?(?!\d|[.,]\d)")


Context = TypeVar("Context", bound=Hashable)
Found = TypeVar("Found")


class RowReader:
    """One row below a header: `own` are its cells as they stand, `cells` with what merged cells
    and the other rows of its household say for it. `problems` grows while it is read."""

    __slots__ = ("cells", "columns", "layout", "number", "own", "problems", "sheet", "today")

    def __init__(
        self,
        sheet: str,
        number: int,
        own: Mapping[int, Value],
        layout: Layout,
        today: date,
        cells: Mapping[int, Value] | None = None,
    ) -> None:
        self.sheet = sheet
        self.number = number
        self.own = own
        self.cells = own if cells is None else cells
        self.layout = layout
        self.columns = layout.columns
        self.today = today
        self.problems: list[Problem] = []

    def value(self, name: str) -> Value | None:
        column = self.columns.get(name)
        return None if column is None else self.cells.get(column)

    def text(self, name: str) -> str:
        column = self.columns.get(name)
        return "" if column is None else text(self.cells.get(column))

    def remembered(
        self,
        read: "Callable[[RowReader, Context], Found]",
        columns: Sequence[int],
        context: Context,
    ) -> Found:
        """`read(self, context)`, which looks at these columns only: a list says the same few things
        again and again. What comes with a problem is read anew."""
        key: tuple[object, ...] = (read, context, *map(self.cells.get, columns))
        if True in key or False in key:  # which equal 1 and 0
            key = (*key, *map(type, key))
        memory = self.layout.memory
        found: Any = memory.get(key, _NOTHING)
        if found is _NOTHING:
            before = len(self.problems)
            found = read(self, context)
            if len(self.problems) == before and len(memory) < _MOST_REMEMBERED:
                memory[key] = found
        return cast("Found", found)

    def report(self, kind: Kind | None, name: str = "", column: int = 0, **values: object) -> None:
        """Notes a problem with a field, or with a column that has no field of its own."""
        if kind:
            column = column or self.columns.get(name, 0)
            header = self.layout.header.texts.get(column, "")
            found = problem(kind, self.sheet, self.number, header, column, **values)
            self.problems.append(found)

    def whole_number(self, name: str, unreadable: Kind, most: int) -> int | None:
        """The one whole number in a cell, at most `most`: "5 khẩu" -> 5."""
        value = self.value(name)
        if value is None or (type(value) is int and 0 <= value <= most):
            return value
        content = text(value)
        found = _NUMBER.findall(content)
        number = int(re.split("[.,]", found[0])[0]) if len(found) == 1 else None
        if number is not None and number <= most:
            return number
        if content.strip("- "):
            self.report(unreadable, name)
        return None

    def raw_cells(self) -> dict[int, str]:
        """Every filled cell as it stands, by column."""
        return {
            column: value
            if type(value) is str
            else str(value)
            if type(value) is int
            else raw(value)
            for column, value in self.own.items()
        }
