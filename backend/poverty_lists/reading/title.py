"""Reads the rows above a header: title, year, standard, decision."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from backend.poverty_lists.draft import StatedCount
from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.counts import first_counts
from backend.poverty_lists.reading.standards import standard_of
from backend.vietnamese import clean, fold

_DECISION = re.compile(
    r"(?:quyết định|qđ)\s*(?:số)?\s*[:.]?\s*(\d+\s*/\s*[^\W_]+(?:\s*-\s*[^\W_]+)*)", re.IGNORECASE
)
_DAY = re.compile(
    r"ngay\s+(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!thang \d)(?<!thang \d\d)(?<!cuoi)\s+nam\s+(20\d\d)\b")
_END_OF_YEAR = re.compile(r"cuoi nam\s+(20\d\d)\b")
_SCHOOL_YEAR = re.compile(r"nam hoc\s+(20\d\d)\b")
_BARE_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?![\d/-])")
_MONTH = re.compile(r"(?<!ngay \d )(?<!ngay \d\d )thang\s+(\d{1,2})\s*(?:/|nam|-)\s*(20\d\d)\b")
_PERIOD = re.compile(r"giai doan\s+(20\d\d)\s*-\s*(20\d\d)")
_NOT_TITLE = ("cong hoa", "doc lap", "uy ban", "ubnd", "bcd", "ban chi dao", "kem theo", "so ")


@dataclass(frozen=True, slots=True)
class Title:
    """What stands above a list; `None` and empty where nothing was found."""

    title: str = ""
    year: int | None = None
    month: int | None = None
    standard: str | None = None
    decision_number: str | None = None
    decision_date: date | None = None
    stated_count: StatedCount = field(default_factory=StatedCount)


def read_title(lines: list[str]) -> Title:
    """The facts in the texts above a header, in the order of the sheet."""
    lines = [clean(line) for line in lines]
    title = _title(lines)
    everything = " ".join(lines)
    month, year_of_month = _month(title)
    year = _year(title) or year_of_month or _bare_year(title) or _year(everything)
    decision = _DECISION.search(everything)
    return Title(
        title,
        year,
        month if year_of_month == year else None,
        standard_of(year) or _standard_named(everything),
        re.sub(r"\s+", "", decision[1]) if decision else None,
        _date(everything[decision.end() :]) if decision else None,
        first_counts(lines),
    )


def merge_titles(titles: Iterable[Title]) -> Title:
    """One title for a file: each fact from the first table that states it."""
    merged: dict[str, Any] = {}
    for title in titles:
        for fact in fields(title):
            merged[fact.name] = merged.get(fact.name) or getattr(title, fact.name)
    return Title(**merged)


def _standard_named(content: str) -> str | None:
    period = _PERIOD.search(fold(content))
    return standard_of(int(period[2])) if period else None


def _title(lines: list[str]) -> str:
    for index, line in enumerate(lines):
        said = words(line)
        if "danh sach" in said and not said.startswith(_NOT_TITLE):
            rest = lines[index + 1 : index + 2]
            return " ".join([line, *(more for more in rest if _continues(more))])
    return ""


def _continues(line: str) -> bool:
    said = words(line)
    return (
        bool(said)
        and not said.startswith(_NOT_TITLE)
        and ("nam 20" in said or "ngheo" in said or said.startswith("thang "))
    )


def _year(title: str) -> int | None:
    said = fold(title)
    years = _YEAR.findall(said) or _END_OF_YEAR.findall(said) or _SCHOOL_YEAR.findall(said)
    return max(map(int, years)) if years else None


def _bare_year(title: str) -> int | None:
    """ "DANH SÁCH HỘ NGHÈO 2026", but no part of a date or of a number."""
    years = set() if _DAY.search(fold(title)) else set(_BARE_YEAR.findall(title))
    return int(years.pop()) if len(years) == 1 else None


def _month(title: str) -> tuple[int | None, int | None]:
    """ "tháng 5/2026" -> (5, 2026); a day of a month is no month's list."""
    found = _MONTH.search(fold(title))
    if not found or not 1 <= int(found[1]) <= 12:
        return None, None
    return int(found[1]), int(found[2])


def _date(content: str) -> date | None:
    found = _DAY.search(fold(content))
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None
