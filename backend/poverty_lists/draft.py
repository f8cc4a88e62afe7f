"""What was read from a file that a commune or a school sent: an officer previews it, then publishes
it."""

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from backend.i18n import N_, _

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class Standing(StrEnum):
    """The class in which a list places a household."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    LEFT_POVERTY = "left_poverty"
    LEFT_NEAR_POVERTY = "left_near_poverty"
    AVERAGE = "average"

    @property
    def label(self) -> str:
        """As officers and families call it."""
        return _(_STANDINGS[self])


_STANDINGS = {
    Standing.POOR: N_("Hộ nghèo"),
    Standing.NEAR_POOR: N_("Hộ cận nghèo"),
    Standing.LEFT_POVERTY: N_("Hộ thoát nghèo"),
    Standing.LEFT_NEAR_POVERTY: N_("Hộ thoát cận nghèo"),
    Standing.AVERAGE: N_("Hộ có mức sống trung bình"),
}


class Shape(StrEnum):
    """What one row of a table is."""

    HOUSEHOLDS = "households"  # one row a household
    MEMBERS = "members"  # a household spans rows: the head first, its members below
    PUPILS = "pupils"  # a school's list: one row a pupil, with a parent's name


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


class LegacyFont(StrEnum):
    """An encoding from before Unicode, in which a font drew Vietnamese letters over Latin ones."""

    TCVN3 = "tcvn3"  # .VnTime, .VnArial
    VNI = "vni"  # VNI-Times
    VISCII = "viscii"
    VPS = "vps"


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field stands: the header as the file words it, and the column counted from 1."""

    header: str
    number: int


@dataclass(frozen=True, slots=True)
class LegacyColumn:
    """A column that is written in an old font: what stands in the file, and how it was read."""

    number: int
    font: LegacyFont
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """One sheet. For a list: its shape, the rows of its header, `columns` by field, every header by
    column number (`headers`), and the columns that were read from an old font."""

    name: str
    role: SheetRole
    header_rows: tuple[int, ...] = ()
    columns: dict[str, Column] = field(default_factory=dict)
    shape: Shape = Shape.HOUSEHOLDS
    headers: dict[int, str] = field(default_factory=dict)
    legacy: tuple[LegacyColumn, ...] = ()


class ListMember(NamedTuple):
    """One person of a household beside its head, or the pupil of a school's list."""

    row: int
    name: str
    relation: str = ""  # to the head, as written
    birth_raw: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    birth_precision: BirthPrecision | None = None
    sex: Sex | None = None
    citizen_id: str | None = None
    citizen_id_raw: str = ""
    ethnicity: str = ""
    school_class: str = ""
    has_device: bool | None = None
    note: str = ""
    raw: dict[int, str] = {}  # noqa: RUF012 - cells by column; never changed


class ListRow(NamedTuple):
    """One household as the file has it; `row` is the number that Excel shows beside it.

    With precision MONTH the day of `birth_date` is 1 and says nothing; with YEAR there is none. On
    a school's list the head is the parent that it names, maybe none, and the pupil the one member;
    only there `standing` may be missing.
    """

    sheet: str
    row: int
    head_name: str
    standing: Standing | None
    commune: str = ""  # as written, where a file holds several communes or says the old one
    hamlet: str = ""
    birth_raw: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    birth_precision: BirthPrecision | None = None
    sex: Sex | None = None
    citizen_id: str | None = None
    citizen_id_raw: str = ""
    ethnicity: str = ""
    phone: str = ""
    member_count: int | None = None
    income_points: int | None = None
    deprivation_points: int | None = None
    deprivations: tuple[str, ...] = ()
    lacks_information: bool | None = None  # None where the list does not say
    note: str = ""
    raw: dict[int, str] = {}  # noqa: RUF012 - cells by column; never changed
    members: tuple[ListMember, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row; `refused` leaves the row out, otherwise it is only flagged.
    `column` is the header of the cell, `column_number` counts from 1 and is 0 for the whole row."""

    sheet: str
    row: int
    column: str
    kind: str
    sentence: str
    refused: bool
    column_number: int = 0


@dataclass(frozen=True, slots=True)
class StatedCount:
    """How many households the file itself claims, in its title or its total row."""

    poor: int | None = None
    near_poor: int | None = None
    total: int | None = None


class FileFormat(StrEnum):
    """What a file really is, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"  # often named .xls
    XML = "xml"  # "XML Spreadsheet 2003", often named .xls


@dataclass(frozen=True, slots=True)
class Choices:
    """What the officer changed in the preview; empty for what the reader finds by itself.

    By sheet: whether to read it, `columns` as field by column number ("" for none), and the old
    font by column number (`None` where the letters are right as they stand).
    """

    read: dict[str, bool] = field(default_factory=dict)
    columns: dict[str, dict[int, str]] = field(default_factory=dict)
    fonts: dict[str, dict[int, LegacyFont | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListDraft:
    """Everything read from one file; `file_hash` is its SHA-256 in hexadecimal. `encoding` is the
    one of a text file's characters, such as "utf-8" or "windows-1258"."""

    file_name: str
    file_hash: str
    file_format: FileFormat = FileFormat.XLSX
    encoding: str | None = None
    title: str = ""
    year: int | None = None
    month: int | None = None
    standard: str | None = None
    decision_number: str | None = None
    decision_date: date | None = None
    stated_count: StatedCount = field(default_factory=StatedCount)
    sheets: tuple[DraftSheet, ...] = ()
    rows: tuple[ListRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def shape(self) -> Shape:
        """The shape of most of its lists."""
        shapes = Counter(sheet.shape for sheet in self.sheets if sheet.role is SheetRole.LIST)
        return shapes.most_common(1)[0][0] if shapes else Shape.HOUSEHOLDS

    def counts_by_hamlet(self) -> dict[str, Counter[Standing | None]]:
        """Households of each class by hamlet, in the order of the file."""
        counts: dict[str, Counter[Standing | None]] = {}
        for row in self.rows:
            counts.setdefault(row.hamlet, Counter())[row.standing] += 1
        return counts

    def refused_rows(self) -> set[tuple[str, int]]:
        """Sheet and row of everything that was left out."""
        return {(problem.sheet, problem.row) for problem in self.problems if problem.refused}

    def to_facts(self) -> dict[str, Any]:
        """Everything but the rows and problems, as JSON."""
        facts: dict[str, Any] = _adapter().dump_python(
            replace(self, rows=(), problems=()), mode="json"
        )
        return facts

    @staticmethod
    def from_facts(facts: dict[str, Any]) -> "ListDraft":
        """What `to_facts` gave."""
        return _adapter().validate_json(json.dumps(facts))


@cache
def _adapter() -> "TypeAdapter[ListDraft]":
    from pydantic import TypeAdapter  # slow to load, and the process that reads needs none

    return TypeAdapter(ListDraft)
