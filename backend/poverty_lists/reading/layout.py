"""Where everything stands that a row below a header may hold: worked out once, not for each row."""

from collections.abc import Iterable, Sequence

from backend.poverty_lists.draft import Shape, Standing
from backend.poverty_lists.reading.cells import text, words
from backend.poverty_lists.reading.columns import header_words
from backend.poverty_lists.reading.fields import BIRTHS, MARKED
from backend.poverty_lists.reading.formats.content import Row
from backend.poverty_lists.reading.header import Header
from backend.poverty_lists.reading.marks import is_blank, is_mark
from backend.poverty_lists.reading.numbering import Numbering, numbering_of
from backend.poverty_lists.reading.standards import is_information

FIGURES = ("member_count", "income_points", "deprivation_points")
_OF_BIRTH = ("birth", "birth_day", "birth_month", "birth_year", "sex", "male", "female")
_PARENTS = ("parent_name", "father_name", "mother_name")
# What a household says once, on whichever of its rows.
_OF_HOUSEHOLD = (
    *("hamlet", "commune", "phone", "member_count", "income_points", "deprivation_points"),
    *("deprivations", "lacks_information", "household_number"),
)
# What a cell merged down says for each row beside it.
_MERGED_DOWN = ("hamlet", "commune", "standing", "school_class", "ethnicity", "household_number")


class Layout:
    """`columns` gives the column of each field; the rest is derived from it and from the first
    rows of the table (`sample`)."""

    def __init__(self, header: Header, sample: Sequence[Row], title: str = "") -> None:
        self.header = header
        self.columns = {name: column.number for name, column in header.fields.items()}
        self.shape = _shape(header, title)
        self.name = self._name_column()
        self._add_given_name(sample)
        self.births = tuple(self.columns[name] for name in BIRTHS if name in self.columns)
        self.marks: tuple[tuple[int, Standing], ...] = tuple(
            (column, MARKED[name]) for column, name in sorted(header.marks.items())
        )
        self.indicators = tuple(header.indicators.items())
        classes = [self.columns[name] for name in ("standing",) if name in self.columns]
        self.classes = (*classes, *(column for column, _standing in self.marks))
        known = [self.columns[name] for name in _OF_HOUSEHOLD if name in self.columns]
        self.of_household = (*known, *header.indicators)
        merged = [self.columns[name] for name in _MERGED_DOWN if name in self.columns]
        if "member_name" in self.columns and "head_name" in self.columns:
            merged.append(self.columns["head_name"])
        self.merged_down = frozenset((*merged, *self.classes))
        self.birth_columns = self._columns_of(_OF_BIRTH)
        self.place_columns = self._columns_of(("hamlet", "commune"))
        self.figure_columns = self._columns_of(FIGURES)
        self.tells_deprivations = bool(self.indicators) or "deprivations" in self.columns
        self.tells_information = "lacks_information" in self.columns or any(
            is_information(name) for name in header.indicators.values()
        )
        self.memory: dict[object, object] = {}  # of `RowReader.remembered`
        self.numbering = self._numbering(sample)
        self.lone_sex = self._lone_sex(sample)
        self.ticks_device = self._ticks_device(sample)

    @property
    def has_members(self) -> bool:
        return self.numbering is not Numbering.HOUSEHOLDS

    def _columns_of(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.columns[name] for name in names if name in self.columns)

    def _name_column(self) -> int:
        names = {
            Shape.HOUSEHOLDS: ("head_name", "family_name"),
            Shape.MEMBERS: ("member_name", "head_name", "family_name"),
            Shape.PUPILS: ("pupil_name", "head_name", "family_name"),
        }[self.shape]
        return next((self.columns[name] for name in names if name in self.columns), 0)

    def _add_given_name(self, sample: Sequence[Row]) -> None:
        """A second column of the name that has no header of its own: "Họ và tên" stands above the
        first only."""
        beside = self.name + 1
        if beside in self.header.texts or "given_name" in self.columns:
            return
        names = [text(row.cells.get(beside)) for row in sample if self.name in row.cells]
        if names and sum(map(str.isalpha, names)) * 2 > len(names):
            self.columns |= {"family_name": self.name, "given_name": beside}

    def _numbering(self, sample: Sequence[Row]) -> Numbering:
        if self.shape is Shape.PUPILS:
            return Numbering.HOUSEHOLDS
        found = numbering_of(self.columns, self.name, self.classes, sample)
        if self.shape is Shape.HOUSEHOLDS and found is not Numbering.HOUSEHOLDS:
            self.shape = Shape.MEMBERS
        return found

    def _lone_sex(self, sample: Sequence[Row]) -> str:
        """The sex whose column is ticked, where the other sex is left blank: "male", "" for none."""
        lone = [name for name in ("male", "female") if name in self.columns]
        if len(lone) != 1 or "sex" in self.columns:
            return ""
        column = self.columns[lone[0]]
        seen = [text(row.cells[column]) for row in sample if column in row.cells]
        return lone[0] if 0 < len(seen) < 2 * sum(map(is_mark, seen)) else ""

    def _ticks_device(self, sample: Sequence[Row]) -> bool:
        """Whether a blank under "Đã có thiết bị" says no: elsewhere in the column yes is ticked."""
        column = self.columns.get("has_device", 0)
        seen = {text(row.cells.get(column)) for row in sample} - {""}
        return any(map(is_mark, seen)) and not any(map(is_blank, seen))


def _shape(header: Header, title: str) -> Shape:
    fields = header.fields.keys()
    if "relation" in fields or "member_name" in fields:
        return Shape.MEMBERS
    head = header.fields.get("head_name")
    of_head = head is not None and "chu ho" in header_words(head.header)
    of_school = not fields.isdisjoint((*_PARENTS, "school_class"))
    of_school = of_school or "danh sach hoc sinh" in words(title)
    return (
        Shape.PUPILS if "pupil_name" in fields or (of_school and not of_head) else Shape.HOUSEHOLDS
    )
