"""Tells the household rows of a list from group rows, totals, footers and notes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from backend.poverty_lists.reading.bands import is_number_row
from backend.poverty_lists.reading.births import EARLIEST_YEAR
from backend.poverty_lists.reading.cells import raw, text, words
from backend.poverty_lists.reading.columns import matches
from backend.poverty_lists.reading.header import Header
from backend.poverty_lists.reading.standings import Class, heading_class, is_mark, read_class
from backend.poverty_lists.reading.workbook import Row, Value
from backend.vietnamese import clean

_HAMLET_WORD = r"(?:thôn|thon|bản|buôn|làng|plei|tổ|tdp|khu phố|ấp|khóm|xóm|xom|khu dân cư|cụm)"
_HAMLET = re.compile(
    rf"{_HAMLET_WORD}(?:[\s\d]|$)(?!trưởng|phó|công tác|danh sách|này|rà soát)", re.IGNORECASE
)
_ORDINAL = re.compile(
    rf"(?:[IVXLC]+|[A-H]|\d{{1,2}})(?:\s*[.):-]\s*|$|\s+(?={_HAMLET_WORD}))", re.IGNORECASE
)
_GROUP_NUMBER = re.compile(r"(?:[IVXLC]+|[A-H])[.)]?", re.IGNORECASE)
_COUNT = re.compile(r"\s*[(:–-]*\s*\d+\s*hộ.*$", re.IGNORECASE)
_COMMUNE = re.compile(r"(?:xã|phường|thị trấn|huyện|tỉnh)\s", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng|cộng|tong cong|tong so|cong:|cong thon)(?:\W|$)", re.IGNORECASE)
_FOOTER = (
    "nguoi lap* | nguoi tong hop* | lap bieu* | tm * | kt * | chu tich* | pho chu tich* | noi nhan*"
    " | ghi chu* | luu y* | truong thon* | truong ban* | thon truong* | to truong* | can bo*"
    " | uy ban* | ubnd* | xac nhan* | thu ky* | danh sach* | dai dien* | duyet | ky ten* | ngay *"
    " | *ngay*thang*nam*"
)
_LONGEST_HAMLET = 40
_WIDE = 3  # merged columns from which a row is a heading


class LineKind(StrEnum):
    HOUSEHOLD = "household"
    GROUP = "group"
    TOTAL = "total"
    FOOTER = "footer"
    NUMBERS = "numbers"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """What a row is; a group row names a hamlet, or a class, for the rows under it."""

    kind: LineKind
    hamlet: str = ""
    standing: Class | None = None


def read_line(
    row: Row, header: Header, merged_columns: int = 1, after_footer: bool = False
) -> Line:
    """`merged_columns` is the width of the row's first cell."""
    if is_number_row(row):
        return Line(LineKind.NUMBERS)
    if _is_person(row, header) or _is_marked(row, header):
        return Line(LineKind.HOUSEHOLD)
    heading = _heading(row, header)
    counted = text(row.cells.get(header.number("number"))).rstrip(".)")
    named = has_letter(text(row.cells.get(header.number("head_name"))))
    if _TOTAL.match(clean(heading)) or _TOTAL.match(counted):
        return Line(LineKind.TOTAL)
    in_hamlet_column = heading == text(row.cells.get(header.number("hamlet")))
    if is_hamlet(heading) and not (in_hamlet_column and counted.isdecimal()):
        return _group(heading)
    if counted.isdecimal() and (named or in_hamlet_column):
        return Line(LineKind.HOUSEHOLD)
    if after_footer or any(_is_footer(value) for value in row.cells.values()):
        return Line(LineKind.FOOTER)
    grouped = _GROUP_NUMBER.fullmatch(counted) or merged_columns >= _WIDE or heading_class(heading)
    if grouped and heading and len(heading) <= _LONGEST_HAMLET:
        return _group(heading)
    return Line(LineKind.HOUSEHOLD if named else LineKind.UNKNOWN)


@lru_cache(maxsize=5_000)
def is_hamlet(heading: str) -> bool:
    """Whether a text begins as the name of a hamlet does: "Thôn 1", "II. THÔN PARING"."""
    return bool(_HAMLET.match(without_ordinal(heading))) and len(heading) <= _LONGEST_HAMLET


def without_ordinal(heading: str) -> str:
    return _ORDINAL.sub("", heading, count=1) if _ORDINAL.match(heading) else heading


def has_letter(content: str) -> bool:
    return any(map(str.isalpha, content))


def _is_person(row: Row, header: Header) -> bool:
    """Whether the row tells something that only a person has."""
    births = [header.number(name) for name in ("birth", "male", "female", "birth_year")]
    citizen_id = raw(row.cells.get(header.number("citizen_id")))
    ethnicity = text(row.cells.get(header.number("ethnicity")))
    return (
        any(_is_birth(row.cells.get(column)) for column in births)
        or sum(map(str.isdecimal, citizen_id)) >= 8
        or (has_letter(ethnicity) and not is_hamlet(ethnicity))
    )


def _is_birth(value: Value | None) -> bool:
    """A date, a year or a serial number; smaller numbers are counts in a total row."""
    match value:
        case str():
            return any(map(str.isdecimal, value)) and not is_hamlet(clean(value))
        case int() | float():
            return value >= EARLIEST_YEAR
        case _:
            return value is not None


def _is_marked(row: Row, header: Header) -> bool:
    """Whether a class is given by a mark or a word; a number may be the count of a group row."""
    marks = [
        text(row.cells.get(header.number(name))) for name in ("poor", "near_poor", "left_list")
    ]
    word = text(row.cells.get(header.number("standing")))
    marked = any(is_mark(mark) and not mark.isdecimal() for mark in marks)
    return marked or (has_letter(word) and read_class(word) is not None)


def _heading(row: Row, header: Header) -> str:
    """The text that a group row would have: below the name, or else the longest of the row."""
    name = text(row.cells.get(header.number("head_name")))
    if has_letter(name):
        return name
    texts = [text(value) for value in row.cells.values() if isinstance(value, str)]
    return max(filter(has_letter, texts), key=len, default="")


def _group(heading: str) -> Line:
    name = without_ordinal(heading)
    standing = heading_class(name)
    if standing or _COMMUNE.match(name):
        return Line(LineKind.GROUP, standing=standing)
    return Line(LineKind.GROUP, hamlet=_COUNT.sub("", name).strip(" .:-"))


def _is_footer(value: Value) -> bool:
    return isinstance(value, str) and matches(words(value), _FOOTER)
