"""What was read from a file that a commune sent: an officer previews it, then publishes it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from pydantic import TypeAdapter

from backend.i18n import N_, _


class Standing(StrEnum):
    """The class in which a list places a household."""

    POOR = "poor"
    NEAR_POOR = "near_poor"

    @property
    def label(self) -> str:
        """As officers and families call it."""
        return _(_STANDINGS[self])


_STANDINGS = {Standing.POOR: N_("Hộ nghèo"), Standing.NEAR_POOR: N_("Hộ cận nghèo")}


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class BirthPrecision(StrEnum):
    """How much of a date of birth the file says."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class SheetRole(StrEnum):
    LIST = "list"
    SUMMARY = "summary"
    HIDDEN = "hidden"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field stands: the header as the file words it, and the column counted from 1."""

    header: str
    number: int


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """One sheet; `header_rows` and `columns` are filled for a list only."""

    name: str
    role: SheetRole
    header_rows: tuple[int, ...] = ()
    columns: dict[str, Column] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One household as the file has it; `row` is the number that Excel shows beside it.

    With precision MONTH the day of `birth_date` is 1 and says nothing; with YEAR there is none.
    """

    sheet: str
    row: int
    head_name: str
    standing: Standing
    hamlet: str = ""
    birth_raw: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    birth_precision: BirthPrecision | None = None
    sex: Sex | None = None
    citizen_id: str | None = None
    citizen_id_raw: str = ""
    ethnicity: str = ""
    member_count: int | None = None
    income_points: int | None = None
    deprivation_points: int | None = None
    deprivations: tuple[str, ...] = ()
    note: str = ""
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row; `refused` leaves the row out, otherwise it is only flagged."""

    sheet: str
    row: int
    column: str
    kind: str
    sentence: str
    refused: bool


@dataclass(frozen=True, slots=True)
class StatedCount:
    """How many households the file itself claims, in its title or its total row."""

    poor: int | None = None
    near_poor: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class ListDraft:
    """Everything read from one file; `file_hash` is its SHA-256 in hexadecimal."""

    file_name: str
    file_hash: str
    title: str = ""
    year: int | None = None
    standard: str | None = None
    decision_number: str | None = None
    decision_date: date | None = None
    stated_count: StatedCount = field(default_factory=StatedCount)
    sheets: tuple[DraftSheet, ...] = ()
    rows: tuple[ListRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()

    def counts_by_hamlet(self) -> dict[str, Counter[Standing]]:
        """Households of each class by hamlet, in the order of the file."""
        counts: dict[str, Counter[Standing]] = {}
        for row in self.rows:
            counts.setdefault(row.hamlet, Counter())[row.standing] += 1
        return counts

    def refused_rows(self) -> set[tuple[str, int]]:
        """Sheet and row of everything that was left out."""
        return {(problem.sheet, problem.row) for problem in self.problems if problem.refused}

    def to_json(self) -> str:
        return _adapter().dump_json(self).decode()

    @staticmethod
    def from_json(text: str) -> "ListDraft":
        return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[ListDraft]:
    return TypeAdapter(ListDraft)
