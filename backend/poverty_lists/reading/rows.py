"""Tells the people of a list from group rows, totals, footers and notes."""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from backend.poverty_lists.draft import Standing
from backend.poverty_lists.reading.bands import is_number_row
from backend.poverty_lists.reading.births import EARLIEST_YEAR
from backend.poverty_lists.reading.cells import text, words
from backend.poverty_lists.reading.columns import matches
from backend.poverty_lists.reading.formats.content import Row, Value
from backend.poverty_lists.reading.layout import Layout
from backend.poverty_lists.reading.marks import is_mark
from backend.poverty_lists.reading.standings import heading_class, read_class
from backend.vietnamese import clean

_HAMLET_WORD = (
    r"(?:thôn|thon|bản|buôn|làng|plei|tổ|tdp|khu phố|ấp|khóm|xóm|xom|khu dân cư|cụm|khu vực"
    r"|t\.(?=\s*\d|\s*[^\W\d_]{2}))"
)
_HAMLET = re.compile(
    rf"{_HAMLET_WORD}(?:[\s\d:.]|(?<=\.)|$)"
    r"(?!\s*(?:trưởng|phó|công tác|danh sách|này|rà soát|lập|xác nhận))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(?:[IVXLC]+|[A-H]|\d{{1,2}})(?:\s*[.):-]\s*|$|\s+(?={_HAMLET_WORD}))", re.IGNORECASE
)
_GROUP_NUMBER = re.compile(r"(?:[IVXLC]+|[A-H])[.)]?", re.IGNORECASE)
_COUNT = re.compile(r"\s*[(\[:–-]*\s*\d+\s*(?:hộ|học sinh|hs|khẩu|em)\b.*$", re.IGNORECASE)
_COMMUNE = re.compile(r"(?:xã|phường|thị trấn)\s+(?P<name>.+)", re.IGNORECASE)
_ABOVE_COMMUNE = re.compile(r"(?:huyện|quận|tỉnh|thành phố)\s", re.IGNORECASE)
_CLASS = re.compile(r"lớp\s*:?\s*(?P<name>\d{1,2}.{0,30}|mầm.*|chồi.*|lá.*)", re.IGNORECASE)
_BARE_CLASS = re.compile(r"\d{1,2}\s*[A-Za-zĐđ]\d{0,2}|\d{1,2}\s*/\s*\d{1,2}")
_TOTAL = re.compile(
    r"(?:tổng|cộng|tong cong|tong so|cong:|cong thon|toàn xã|t\.cộng)(?:\W|$)", re.IGNORECASE
)
_FOOTER = (
    "cong hoa xa hoi* | doc lap* | bcd* | ban chi dao* | kem theo* | nguoi lap* "
    "| nguoi tong hop* | lap bieu* | tm * | kt * | chu tich* | pho chu tich* | noi nhan*"
    " | ghi chu* | luu y* | truong thon* | truong ban* | thon truong* | to truong* | can bo*"
    " | uy ban* | ubnd* | xac nhan* | thu ky* | danh sach* | dai dien* | duyet | ky ten* | ngay *"
    " | *ngay*thang*nam* | hieu truong* | giao vien* | gvcn* | ky ghi ro* | da ky* | ke toan*"
)
_LONGEST_HAMLET = 40
_WIDE = 3  # merged columns from which a row is a heading
_LONG_NUMBER = 8


class LineKind(StrEnum):
    PERSON = "person"
    GROUP = "group"
    TOTAL = "total"
    FOOTER = "footer"
    NUMBERS = "numbers"
    UNKNOWN = "unknown"


class Line(NamedTuple):
    """What a row is; a group row names a hamlet, a commune, a class of a school, or a class of
    households, for the rows under it."""

    kind: LineKind
    hamlet: str = ""
    standing: Standing | None = None
    commune: str = ""
    school_class: str = ""


PERSON = Line(LineKind.PERSON)


def is_plainly_person(row: Row, layout: Layout) -> bool:
    """A name beside a year, a date or a long number: nearly every row of a list, told quickly."""
    cells = row.cells
    name = cells.get(layout.name)
    if type(name) is not str or len(name) < 2:
        return False
    for column in layout.births:
        birth = cells.get(column)
        if type(birth) is int:
            if birth >= EARLIEST_YEAR:
                return True
        elif isinstance(birth, date):
            return True
    return False


def read_line(
    row: Row, layout: Layout, merged_columns: int = 1, after_footer: bool = False
) -> Line:
    """`merged_columns` is the width of the row's first cell."""
    if is_number_row(row):
        return Line(LineKind.NUMBERS)
    if _is_person(row, layout, after_footer) or _is_marked(row, layout):
        return PERSON
    cells, columns = row.cells, layout.columns
    heading = _heading(row, layout)
    counted = text(cells.get(columns.get("number", 0))).rstrip(".)")
    named = has_letter(text(cells.get(layout.name)))
    if _TOTAL.match(clean(heading)) or _TOTAL.match(counted):
        return Line(LineKind.TOTAL)
    if layout.has_members and named and text(cells.get(columns.get("relation", 0))):
        return PERSON
    in_hamlet_column = heading == text(cells.get(columns.get("hamlet", 0)))
    if is_hamlet(heading) and not (in_hamlet_column and counted.isdecimal()):
        return read_group(heading)
    if counted.isdecimal() and (named or in_hamlet_column) and not _CLASS.match(heading):
        return PERSON
    if _CLASS.match(without_ordinal(heading)) and len(heading) <= _LONGEST_HAMLET:
        return read_group(heading)
    if after_footer or any(_is_footer(value) for value in cells.values()):
        return Line(LineKind.FOOTER)
    grouped = _GROUP_NUMBER.fullmatch(counted) or merged_columns >= _WIDE or heading_class(heading)
    grouped = grouped or _COMMUNE.match(without_ordinal(heading))
    if grouped and heading and len(heading) <= 2 * _LONGEST_HAMLET:
        return read_group(heading)
    return PERSON if named else Line(LineKind.UNKNOWN)


@lru_cache(maxsize=5_000)
def is_hamlet(heading: str) -> bool:
    """Whether a text begins as the name of a hamlet does: "Thôn 1", "II. THÔN PARING"."""
    return bool(_HAMLET.match(without_ordinal(heading))) and len(heading) <= _LONGEST_HAMLET


def without_ordinal(heading: str) -> str:
    return _ORDINAL.sub("", heading, count=1) if _ORDINAL.match(heading) else heading


def has_letter(content: str) -> bool:
    return any(map(str.isalpha, content))


def read_group(heading: str) -> Line:
    """What a heading, of a group or above a table, says of the people below it."""
    name = without_ordinal(heading)
    if found := _CLASS.match(name) or _BARE_CLASS.fullmatch(name):
        said = found.groupdict().get("name") or name
        return Line(LineKind.GROUP, school_class=_COUNT.sub("", said).strip(" .:-"))
    standing = heading_class(name)
    if found := _COMMUNE.match(name):
        return Line(LineKind.GROUP, "", standing, commune=_COUNT.sub("", name).strip(" .:-"))
    if _ABOVE_COMMUNE.match(name):
        return Line(LineKind.GROUP, standing=standing)
    parts = [part.strip() for part in re.split(r"\s+-\s+|,", name)]
    hamlets = [part for part in parts if is_hamlet(part)]
    if standing:
        return Line(LineKind.GROUP, _bare(hamlets[0]) if hamlets else "", standing)
    return Line(LineKind.GROUP, _bare(hamlets[0] if hamlets else name))


def _bare(hamlet: str) -> str:
    return re.sub(r"^(\w+)\s*:\s*", r"\1 ", _COUNT.sub("", hamlet)).strip(" .:-")


def _is_person(row: Row, layout: Layout, after_footer: bool) -> bool:
    """Whether the row tells something that only a person has. Below a footer a word under "Dân tộc"
    is rather the second signature."""
    cells, columns = row.cells, layout.columns
    ethnicity = text(cells.get(columns.get("ethnicity", 0)))
    name = text(cells.get(layout.name))
    named = has_letter(name) and not _is_footer(name)
    return (
        any(_is_birth(cells.get(column), named) for column in layout.births)
        or _has_long_number(cells.get(columns.get("citizen_id", 0)))
        or _has_long_number(cells.get(columns.get("phone", 0)))
        or (
            not after_footer
            and has_letter(ethnicity)
            and not is_hamlet(ethnicity)
            and not _is_footer(ethnicity)
        )
    )


def _has_long_number(value: Value | None) -> bool:
    """An id or a phone, but not the date of a signature."""
    if value is None or _is_footer(value):
        return False
    return sum(map(str.isdecimal, text(value))) >= _LONG_NUMBER


def _is_birth(value: Value | None, named: bool) -> bool:
    """A date, a year or a serial number; smaller numbers are counts in a total row. The date of a
    signature has no name of a person beside it."""
    match value:
        case str():
            return any(map(str.isdecimal, value)) and not (
                is_hamlet(clean(value)) or _COUNT.search(value) or (not named and _is_footer(value))
            )
        case int() | float():
            return value >= EARLIEST_YEAR
        case _:
            return value is not None


def _is_marked(row: Row, layout: Layout) -> bool:
    """Whether a class is given by a mark or a word; a number may be the count of a group row."""
    for column, _standing in layout.marks:
        mark = text(row.cells.get(column))
        if mark and not mark.isdecimal() and is_mark(mark):
            return True
    word = text(row.cells.get(layout.columns.get("standing", 0)))
    return has_letter(word) and read_class(word) is not None


def _heading(row: Row, layout: Layout) -> str:
    """The text that a group row would have: below the name, or else the longest of the row."""
    name = text(row.cells.get(layout.name))
    if has_letter(name):
        return name
    texts = [text(value) for value in row.cells.values() if isinstance(value, str)]
    return max(filter(has_letter, texts), key=len, default="")


def _is_footer(value: Value) -> bool:
    return isinstance(value, str) and matches(words(value), _FOOTER)
