"""Reads the rows above a header: title, year, standard, decision."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from backend.poverty_lists.draft import StatedCount
from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.counts import first_counts
from backend.vietnamese import clean, fold

_DECISION = re.compile(
    r"(?:quyết định|qđ)\s*(?:số)?\s*[:.]?\s*(\d+\s*/\s*[^\W_]+(?:\s*-\s*[^\W_]+)*)", re.IGNORECASE
)
_DAY = re.compile(
    r"ngay\s+(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!thang \d)(?<!thang \d\d)\s+nam\s+(20\d\d)\b")
_PERIOD = re.compile(r"giai doan\s+(20\d\d)\s*-\s*(20\d\d)")
_NOT_TITLE = ("cong hoa", "doc lap", "uy ban", "ubnd", "bcd", "ban chi dao", "kem theo", "so ")


@dataclass(frozen=True, slots=True)
class Title:
    """What stands above a list; `None` and empty where nothing was found."""

    title: str = ""
    year: int | None = None
    standard: str | None = None
    decision_number: str | None = None
    decision_date: date | None = None
    stated_count: StatedCount = field(default_factory=StatedCount)


def read_title(lines: list[str]) -> Title:
    """The facts in the texts above a header, in the order of the sheet."""
    lines = [clean(line) for line in lines]
    title = _title(lines)
    everything = " ".join(lines)
    year = _year(title) or _year(everything)
    decision = _DECISION.search(everything)
    return Title(
        title,
        year,
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


def standard_of(year: int | None) -> str | None:
    """The poverty standard in force: NĐ 07/2021, kept for 2026 by NĐ 351/2025, which begins 2027."""
    if year is None or not 2016 <= year <= 2030:
        return None
    if year <= 2021:
        return "2016-2020"
    return "2022-2025" if year <= 2026 else "2027-2030"


def _standard_named(content: str) -> str | None:
    period = _PERIOD.search(fold(content))
    return standard_of(int(period[1])) if period else None


def _title(lines: list[str]) -> str:
    for index, line in enumerate(lines):
        said = words(line)
        if "danh sach" in said and not said.startswith(_NOT_TITLE):
            rest = lines[index + 1 : index + 2]
            return " ".join([line, *(more for more in rest if _continues(more))])
    return ""


def _continues(line: str) -> bool:
    said = words(line)
    return bool(said) and not said.startswith(_NOT_TITLE) and ("nam 20" in said or "ngheo" in said)


def _year(title: str) -> int | None:
    years = [int(year) for year in _YEAR.findall(fold(title))]
    return max(years) if years else None


def _date(content: str) -> date | None:
    found = _DAY.search(fold(content))
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None
