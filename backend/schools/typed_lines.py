"""Reads pasted lines: `tên trường; cấp; điểm trường, điểm trường`, a school or a site a line.

From a spreadsheet the columns come with tabs between. Several lines may name one school: their
sites are put together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.i18n import _
from backend.schools.rules import read_level, school_key, site_key
from backend.schools.words import SchoolLevel
from backend.vietnamese import clean, fold

MOST_LINES = 500
LONGEST_NAME = 150
_HEADINGS = {"ten truong", "truong", "ten", "ten truong hoc"}


@dataclass(frozen=True)
class TypedSchool:
    """A school that lines name, with its sites in their order; `number` is its first line's."""

    number: int
    name: str
    level: SchoolLevel
    sites: tuple[str, ...] = ()


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be taken, and what to do about it."""

    number: int
    text: str
    why: str


@dataclass(frozen=True)
class Read:
    """All lines of a text."""

    schools: tuple[TypedSchool, ...]
    bad: tuple[BadLine, ...]


def read_lines(text: str) -> Read:
    """Every line is either in a school or bad; empty ones and a heading are neither."""
    schools: dict[str, TypedSchool] = {}
    bad: list[BadLine] = []
    for number, line in _lines(text):
        read = _line(number, line)
        earlier = schools.get(school_key(read.name)) if isinstance(read, TypedSchool) else None
        if isinstance(read, TypedSchool) and earlier and earlier.level is not read.level:
            words = _("Dòng {number} ghi trường này cấp {level}. Anh/chị sửa cho giống nhau.")
            why = words.format(number=earlier.number, level=earlier.level.label)
            read = BadLine(number, line, why)
        if isinstance(read, BadLine):
            bad.append(read)
        else:
            schools[school_key(read.name)] = _together(earlier, read)
    return Read(tuple(schools.values()), tuple(bad))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        parts = _parts(line)
        if not any(parts) or (number == 1 and fold(parts[0]) in _HEADINGS):
            continue
        yield number, clean(re.sub(r"\t", "; ", line))


def _parts(line: str) -> list[str]:
    return [clean(part) for part in re.split(r"[;\t]", line)]


def _line(number: int, line: str) -> TypedSchool | BadLine:
    name, *rest = _parts(line)
    if not school_key(name):
        return BadLine(number, line, _("Thiếu tên trường ở đầu dòng."))
    if not rest or not rest[0]:
        return BadLine(number, line, _("Thiếu cấp học. Anh/chị ghi: tên trường; cấp; điểm trường."))
    level = read_level(rest[0])
    if level is None:
        return BadLine(number, line, _not_a_level())
    sites = [site for part in rest[1:] for site in map(clean, part.split(",")) if site_key(site)]
    if any(len(each) > LONGEST_NAME for each in (name, *sites)):
        words = _("Có tên dài quá {count} chữ cái. Anh/chị viết ngắn hơn.")
        return BadLine(number, line, words.format(count=LONGEST_NAME))
    return _together(None, TypedSchool(number, name, level, tuple(sites)))


def _not_a_level() -> str:
    levels = ", ".join(level.label for level in SchoolLevel)
    return _("Em không rõ cấp học. Anh/chị ghi một trong các cấp: {levels}.").format(levels=levels)


def _together(earlier: TypedSchool | None, read: TypedSchool) -> TypedSchool:
    """One school with the sites of both, each site once."""
    first = earlier or read
    sites: dict[str, str] = {}
    for site in (*(earlier.sites if earlier else ()), *read.sites):
        sites.setdefault(site_key(site), site)
    return TypedSchool(first.number, first.name, first.level, tuple(sites.values()))
