"""Finds the headers of a sheet and says which field stands in which column."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from backend.poverty_lists.draft import Column
from backend.poverty_lists.reading.bands import Band, band_at
from backend.poverty_lists.reading.cells import letter, words
from backend.poverty_lists.reading.columns import (
    GROUPS,
    IGNORED,
    KNOWN,
    PAIRS,
    field_of,
    line_of,
    matches,
)
from backend.poverty_lists.reading.workbook import Row, Sheet

_CLASS = {"standing", "poor", "near_poor"}
_TELLING = {"birth", "male", "female", "citizen_id", "ethnicity", "hamlet", "member_count"} | _CLASS
_LONGEST = 120
_TRIES = 50  # rows that look like a header, in one sheet


@dataclass(frozen=True, slots=True)
class Header:
    """Where each field stands; `indicators` are the deprivations by column, `texts` all headers."""

    rows: tuple[int, ...]
    fields: dict[str, Column]
    indicators: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    @property
    def has_standing(self) -> bool:
        return not _CLASS.isdisjoint(self.fields)

    def number(self, name: str) -> int:
        """The column of a field, 0 where the list has none."""
        column = self.fields.get(name)
        return column.number if column else 0


def find_headers(sheet: Sheet) -> list[Header]:
    """The headers of a sheet from top to bottom; a list may hold several tables."""
    headers: list[Header] = []
    tries = 0
    for index, row in enumerate(sheet.rows):
        if headers and row.number <= headers[-1].rows[-1]:
            continue
        column = _name_column(row, headers[-1] if headers else None)
        if column is None:
            continue
        tries += 1
        header = read_header(band_at(sheet, index, column))
        if header:
            headers.append(header)
        if tries == _TRIES:
            break
    return headers


def _name_column(row: Row, previous: Header | None) -> int | None:
    """The column whose cell reads "Họ và tên chủ hộ"; a later table is built like the first."""
    columns = [previous.number("head_name")] if previous else list(row.cells)
    for column in columns:
        value = row.cells.get(column)
        short = isinstance(value, str) and len(value) <= _LONGEST
        if short and field_of(words(str(value))) == "head_name":
            return column
    return None


def read_header(band: Band) -> Header | None:
    """The header that a band of rows makes; `None` where too little is known of it."""
    lines: dict[str, int] = {}
    fields: dict[str, Column] = {}
    indicators: dict[int, str] = {}
    texts = dict(_texts(band.paths))
    for number, path in band.paths.items():
        found = _field(tuple(words(part) for part in path))
        if found == _INDICATOR:
            indicators[number] = path[-1]
        elif found is not None:
            name = KNOWN[found].field
            if name not in fields or found < lines[name]:
                lines[name], fields[name] = found, Column(texts[number], number)
    _add_pairs(band, fields)
    # "Ngày | Tháng | Năm": without marks the last one reads like "Nam".
    if "birth_month" in fields and "female" not in fields and "male" in fields:
        fields["birth_year"] = fields.pop("male")
    fields.pop(IGNORED, None)
    telling = _TELLING & fields.keys()
    if "head_name" not in fields or "school_class" in fields or not telling or len(fields) < 3:
        return None
    return Header(band.rows, fields, indicators, texts)


_INDICATOR = -1


def _field(path: tuple[str, ...]) -> int | None:
    """The line of `KNOWN` that a column belongs to, or `_INDICATOR`."""
    *parents, leaf = path
    group = ""
    for parent in parents:
        name = field_of(parent)
        group = name if name in GROUPS else group
    found = line_of(leaf, group)
    if group == "deprivations":
        return _INDICATOR if found is None else found
    if found is not None or group == "cause":
        return found
    if (found := line_of(leaf)) is not None:
        return found
    # "Số khẩu: Tổng | Nữ": the first column below a known name carries it.
    above = line_of(parents[-1]) if parents else None
    named = above is not None and (KNOWN[above].field not in GROUPS or group == "birth")
    return above if named else None


def _add_pairs(band: Band, fields: dict[str, Column]) -> None:
    for pair in PAIRS:
        found = {
            name: Column(path[0], number)
            for name, patterns in pair.items()
            for number, path in band.paths.items()
            if len(path) == 1 and matches(words(path[0]), patterns)
        }
        if found.keys() == pair.keys() and fields.keys().isdisjoint(pair):
            fields.update(found)


def _texts(paths: dict[int, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """One header a column, none twice; under "Thiếu hụt" the short name says enough."""
    seen: set[str] = set()
    for number, path in paths.items():
        short = _field(tuple(words(part) for part in path)) == _INDICATOR and path[-1] not in seen
        header = path[-1] if short else ": ".join(path)
        if header in seen:
            header = f"{header} ({letter(number)})"
        seen.add(header)
        yield number, header
