"""Says which field stands in which column of a header, by the words above each column."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from backend.poverty_lists.draft import Column
from backend.poverty_lists.reading.bands import Band
from backend.poverty_lists.reading.cells import letter
from backend.poverty_lists.reading.columns import (
    GROUPS,
    IGNORED,
    KNOWN,
    SETS,
    field_of,
    group_of,
    header_words,
    line_of,
    matches,
)
from backend.poverty_lists.reading.fields import FIELDS, MARKED, NAMES
from backend.poverty_lists.reading.standards import indicator_named

_CLASS = {"standing", *MARKED}
_TELLING = {
    *("birth", "birth_year", "male", "female", "citizen_id", "ethnicity", "hamlet", "member_count"),
    *("school_class", "relation", "parent_name", "father_name", "mother_name", "phone", "sex"),
} | _CLASS
_INDICATOR = -1
_YEAR = re.compile(r"\b20\d\d\b")
_LEAST_INDICATORS = 3  # without the word "thiếu hụt" above them


@dataclass(frozen=True, slots=True)
class Header:
    """Where each field stands; `marks` are the columns that give a class by a tick, `indicators`
    the deprivations by column, `texts` all headers."""

    rows: tuple[int, ...]
    fields: dict[str, Column]
    indicators: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)

    @property
    def has_standing(self) -> bool:
        return not _CLASS.isdisjoint(self.fields)

    @property
    def has_name(self) -> bool:
        return not self.fields.keys().isdisjoint(NAMES)

    @property
    def is_telling(self) -> bool:
        """Whether enough is known for the rows below to be people."""
        telling = _TELLING & self.fields.keys()
        return self.has_name and bool(telling) and len(self.fields) >= 3

    def number(self, name: str) -> int:
        """The column of a field, 0 where the list has none."""
        column = self.fields.get(name)
        return column.number if column else 0

    def chosen(self, columns: Mapping[int, str]) -> "Header":
        """This header with what an officer said of some columns: a field each, "" for none."""
        fields = {name: at for name, at in self.fields.items() if at.number not in columns}
        indicators = {at: name for at, name in self.indicators.items() if at not in columns}
        marks = {at: name for at, name in self.marks.items() if at not in columns}
        for number, name in columns.items():
            header = self.texts.get(number, letter(number))
            if name == "indicator":
                indicators[number] = header
            elif name in FIELDS:
                fields[name] = Column(header, number)
            if name in MARKED:
                marks[number] = name
        return Header(self.rows, fields, dict(sorted(indicators.items())), self.texts, marks)


def read_header(band: Band) -> Header:
    """The header that a band of rows makes, with whatever of it is known."""
    lines: dict[str, int] = {}
    fields: dict[str, Column] = {}
    indicators: dict[int, str] = {}
    marks: dict[int, str] = {}
    heads: list[int] = []
    texts = dict(_texts(band.paths))
    said = {at: tuple(map(header_words, path)) for at, path in band.paths.items()}
    for number, path in said.items():
        found = _field(path)
        if found == _INDICATOR:
            indicators[number] = band.paths[number][-1]
            continue
        name = IGNORED if found is None else KNOWN[found].field
        if name == "head_name":
            heads.append(number)
        if name in MARKED:
            marks[number] = name
        if found is not None and (
            name not in fields
            or found < lines[name]
            or (name == "standing" and _year_of(path) > _year_of(said[fields[name].number]))
        ):
            lines[name], fields[name] = found, Column(texts[number], number)
    _add_sets(band, texts, fields, marks)
    _mend_births(said, texts, fields)
    _tell_names_apart({at: Column(texts[at], at) for at in heads}, said, fields)
    _mend_names(band, fields)
    if not indicators and "deprivations" not in fields:
        indicators = _bare_indicators(said, fields)
    fields.pop(IGNORED, None)
    for group in ("points", "cause", "name"):
        fields.pop(group, None)
    return Header(band.rows, fields, indicators, texts, marks)


def _field(path: tuple[str, ...]) -> int | None:
    """The line of `KNOWN` that a column belongs to, or `_INDICATOR`."""
    *parents, leaf = path
    group = ""
    for parent in parents:
        group = group_of(field_of(parent)) or group
    found = line_of(leaf, group)
    if group == "deprivations":
        return _INDICATOR if found is None else found
    if found is not None or group == "cause":
        return found
    if (found := line_of(leaf)) is not None:
        return found
    if parents and (found := line_of(" ".join(path))) is not None:
        return found  # "Họ và tên" over "chủ hộ"
    # "Số khẩu: Tổng | Nữ": the first column below a known name carries it.
    above = line_of(parents[-1]) if parents else None
    of_year = group == "standing" and _year_of(path) > 0  # "Phân loại: Năm 2025 | Năm 2026"
    named = above is not None and (KNOWN[above].field not in GROUPS or group == "birth" or of_year)
    return above if named else None


def _year_of(path: tuple[str, ...]) -> int:
    """The year that a header names, 0 for none: of two classes the newer one counts."""
    years = _YEAR.findall(" ".join(path))
    return max(map(int, years), default=0)


def _add_sets(
    band: Band, texts: dict[int, str], fields: dict[str, Column], marks: dict[int, str]
) -> None:
    for members in SETS:
        found = {
            name: Column(texts[number], number)
            for name, patterns in members.items()
            for number, path in reversed(band.paths.items())
            if len(path) == 1 and matches(header_words(path[0]), patterns)
        }
        known = fields.keys() & members.keys()
        places = {column.number for column in found.values()}
        mine = all(fields[name] == found.get(name) for name in known)
        if found.keys() == members.keys() and len(places) == len(found) and mine:
            fields.update(found)
            marks.update({column.number: name for name, column in found.items() if name in MARKED})
            if fields.get("birth") in found.values():
                del fields["birth"]


def _mend_births(
    said: dict[int, tuple[str, ...]], texts: dict[int, str], fields: dict[str, Column]
) -> None:
    """Sorts out what "Năm" and "Nam" alone mean: without marks they read alike."""
    if "birth_month" in fields and "female" not in fields and "male" in fields:
        fields["birth_year"] = fields.pop("male")
    for name, word, mark in (("male", "nam", "Nam"), ("female", "nu", "Nữ")):
        if fields.keys() & {"male", "female", "sex"}:
            return
        # One column of ticks for one sex; the other sex is left blank.
        alone = (at for at, path in said.items() if path == (word,) and texts[at].title() == mark)
        if number := next(alone, None):
            fields[name] = Column(texts[number], number)


def _tell_names_apart(
    heads: dict[int, Column], said: dict[int, tuple[str, ...]], fields: dict[str, Column]
) -> None:
    """ "Họ và tên" beside "Họ và tên chủ hộ": the first is of somebody else."""
    of_head = [column for at, column in heads.items() if "chu ho" in " ".join(said[at])]
    others = [column for column in heads.values() if column not in of_head]
    if not of_head or not others:
        return
    fields["head_name"] = of_head[0]
    if "school_class" in fields and "relation" not in fields:
        fields.setdefault("pupil_name", others[0])
    elif "relation" in fields:
        fields.setdefault("member_name", others[0])


def _mend_names(band: Band, fields: dict[str, Column]) -> None:
    """A name in two columns below one header, or below "Họ đệm" and "Tên"."""
    named = next((fields[name] for name in NAMES[:3] if name in fields), None)
    if "given_name" in fields and "family_name" not in fields:
        given = fields.pop("given_name")
        if named is None:
            fields["head_name"] = given
    elif "given_name" in fields:
        name = next((name for name in NAMES[:3] if name in fields), None)
        family = fields["family_name"]
        if name and fields[name].number == fields["given_name"].number:
            fields[name] = family
    if named and "given_name" not in fields:
        beside = named.number + 1
        if beside in band.wide and band.paths.get(beside) == band.paths.get(named.number):
            fields["family_name"] = named
            fields["given_name"] = Column(named.header, beside)


def _bare_indicators(said: dict[int, tuple[str, ...]], fields: dict[str, Column]) -> dict[int, str]:
    """Columns headed VL, BHYT, NN ... without a group above them."""
    taken = {column.number for name, column in fields.items() if name != IGNORED}
    found = {
        number: name
        for number, path in said.items()
        if number not in taken and (name := indicator_named(path[-1]))
    }
    return found if len(found) >= _LEAST_INDICATORS else {}


def _texts(paths: dict[int, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """One header a column, none twice; under "Thiếu hụt" the short name says enough."""
    seen: set[str] = set()
    for number, path in paths.items():
        indicator = _field(tuple(map(header_words, path))) == _INDICATOR
        header = path[-1] if indicator and path[-1] not in seen else ": ".join(path)
        if header in seen:
            header = f"{header} ({letter(number)})"
        seen.add(header)
        yield number, header
