"""The cells of one row by field, and the problems met while reading them."""

import re
from dataclasses import dataclass, field
from datetime import date

from backend.poverty_lists.draft import Problem
from backend.poverty_lists.reading.cells import raw, text
from backend.poverty_lists.reading.header import Header
from backend.poverty_lists.reading.problems import Kind, problem
from backend.poverty_lists.reading.workbook import Row, Value

_NUMBER = re.compile(r"\d{1,6}(?:[.,]0+)?(?!\d|[.,]\d)")


@dataclass
class RowReader:
    """One row below a header; `problems` grows while it is read."""

    sheet: str
    row: Row
    header: Header
    today: date
    problems: list[Problem] = field(default_factory=list)

    def value(self, name: str) -> Value | None:
        return self.row.cells.get(self.header.number(name))

    def text(self, name: str) -> str:
        return text(self.value(name))

    def report(self, kind: Kind | None, name: str = "") -> None:
        """Notes a problem with a field, or with a column that has no other name than `name`."""
        if kind:
            known = self.header.fields.get(name)
            column = known.header if known else name
            self.problems.append(problem(kind, self.sheet, self.row.number, column))

    def number(self, name: str, unreadable: Kind, most: int) -> int | None:
        """The one whole number in a cell, at most `most`: "5 khẩu" -> 5."""
        content = self.text(name)
        found = _NUMBER.findall(content)
        number = int(re.split("[.,]", found[0])[0]) if len(found) == 1 else None
        if number is not None and number <= most:
            return number
        if content.strip("- "):
            self.report(unreadable, name)
        return None

    def raw_cells(self) -> dict[int, str]:
        """Every filled cell as it stands, by column."""
        return {column: raw(value) for column, value in self.row.cells.items()}
