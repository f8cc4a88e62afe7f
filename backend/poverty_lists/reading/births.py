"""Reads dates of birth as lists have them: day first always, and often the year alone.

1 January stands for "day unknown" wherever a list asks for a full date.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from backend.poverty_lists.draft import BirthPrecision
from backend.poverty_lists.reading.cells import text, words
from backend.poverty_lists.reading.digits import plain_digits, without_letters
from backend.poverty_lists.reading.formats.content import Value
from backend.poverty_lists.reading.problems import Kind

EARLIEST_YEAR = 1900
# Excel's day 1 is 1 January 1900, and it counts a 29 February 1900 that never was.
_EXCEL_EPOCH = date(1899, 12, 30)
_LONGEST = 60
_WORDS = frozenset(
    [
        "ngay",
        "thang",
        "nam",
        "sinh",
        "sn",
        "ns",
        "khoang",
        "chung",
        "tam",
        "mong",
        "mung",
        "ong",
        "ba",
        "nam",
        "nu",
    ]
)
_DATE = re.compile(r"\D*\b(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\b\D*")  # among other words
_GUESSED = re.compile(r"\b(khoang|chung|tam)\b")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
_LUNAR = re.compile(
    r"\b(am lich|al|am|gieng|chap|ram|nhuan|giap|at|binh|dinh|mau|ky|canh|tan|nham|quy"
    r"|ty|suu|dan|mao|meo|thin|ti|ngo|mui|than|dau|tuat|hoi)\b"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b")


@dataclass(frozen=True, slots=True)
class Birth:
    """What a cell says of a birth; `problem` where it says it badly."""

    raw: str = ""
    day: date | None = None
    year: int | None = None
    precision: BirthPrecision | None = None
    problem: Kind | None = None


# Typed: True is no year 1, though it equals it.
@lru_cache(maxsize=100_000, typed=True)
def read_birth(value: Value | None, today: date) -> Birth:
    """A date, a year, a serial number or a text; the year lies in 1900..`today`."""
    raw = text(value)
    found = _read(value, raw, today)
    if found.year is not None and not _possible(found, today):
        found = Birth(problem=Kind.BIRTH_OUT_OF_RANGE)
    return replace(found, raw=raw)


def _read(value: Value | None, raw: str, today: date) -> Birth:
    match value:
        case None | "":
            return Birth()
        case date():
            return _from_parts(value.day, value.month, value.year)
        case int() if value >= 0 and not isinstance(value, bool):
            return _from_digits(str(value), today)
        case float() if value >= 10_000:
            return _from_digits(str(int(value)), today)
        case str() if len(raw) <= _LONGEST:
            return _from_writing(raw, today)
        case float() if 0 < value < 10_000:  # "3.1985", which Excel took for a number
            return _from_text(raw, today)
        case _:
            return Birth(problem=Kind.BIRTH_UNREADABLE)


def _possible(birth: Birth, today: date) -> bool:
    year = birth.year or 0
    return EARLIEST_YEAR <= year <= today.year and (birth.day is None or birth.day <= today)


def _from_writing(raw: str, today: date) -> Birth:
    """A text, in which letters may stand for digits and the writer may be unsure."""
    content = plain_digits(raw)
    mended = without_letters(content)
    birth = _from_text(mended, today)
    if birth.problem is Kind.BIRTH_UNREADABLE and (found := _DATE.fullmatch(mended)):
        birth = _from_text(found[1], today)
        return replace(birth, problem=birth.problem or Kind.BIRTH_DOUBTFUL)
    if birth.problem or birth.year is None:
        return birth
    if mended != content:
        return replace(birth, problem=Kind.BIRTH_LETTERS)
    unsure = "?" in content or _GUESSED.search(words(content))
    return replace(birth, problem=Kind.BIRTH_DOUBTFUL) if unsure else birth


def _from_text(raw: str, today: date) -> Birth:
    content = _TIME.sub("", raw.lstrip("'"))
    said = _ENGLISH.sub(lambda name: str(_MONTHS.index(name[1]) + 1), words(content))
    lunar = _LUNAR.search(said)
    parts = _LUNAR.sub(" ", said).split()
    numbers = [part for part in parts if part.isdecimal()]
    if not numbers or len(numbers) > 3 or not set(parts) <= _WORDS | set(numbers):
        return Birth(problem=Kind.BIRTH_UNREADABLE)
    if len(numbers) == 1:
        alone = _from_digits(numbers[0], today)
        return _of_lunar_year(alone.year) if lunar and alone.year else alone
    if len(numbers[0]) == 4:
        numbers.reverse()
    year = _year(numbers[-1], today)
    month = int(numbers[-2])
    day = int(numbers[0]) if len(numbers) == 3 else 0
    # "15/3" is a day without a year, not a month of 2003.
    if year is None or (len(numbers) == 2 and len(numbers[1]) != 4):
        return Birth(problem=Kind.BIRTH_UNREADABLE)
    return _of_lunar_year(year) if lunar else _from_parts(day, month, year)


def _of_lunar_year(year: int) -> Birth:
    return Birth(year=year, precision=BirthPrecision.YEAR, problem=Kind.BIRTH_LUNAR)


def _from_digits(digits: str, today: date) -> Birth:
    """One run of digits: a year, a serial number, or a date typed without separators."""
    match len(digits):
        case 1 | 2 | 4:
            year = _year(digits, today)
            return Birth(year=year, precision=BirthPrecision.YEAR)
        case 5:
            day = _EXCEL_EPOCH + timedelta(days=int(digits))
            return _from_parts(day.day, day.month, day.year)
        case 6:
            full = _from_parts(int(digits[:2]), int(digits[2:4]), _year(digits[4:], today) or 0)
            month = _from_parts(0, int(digits[:2]), int(digits[2:]))
            fits = [found for found in (full, month) if _sound(found, today)]
            return fits[0] if len(fits) == 1 else Birth(problem=Kind.BIRTH_UNREADABLE)
        case 7 | 8:
            digits = digits.zfill(8)
            return _from_parts(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
        case _:
            return Birth(problem=Kind.BIRTH_UNREADABLE)


def _sound(birth: Birth, today: date) -> bool:
    return birth.problem is None and _possible(birth, today)


def _year(digits: str, today: date) -> int | None:
    if len(digits) == 4:
        return int(digits)
    if len(digits) > 2:
        return None
    year = int(digits)
    return year + (2000 if year <= today.year % 100 else 1900)


def _from_parts(day: int, month: int, year: int) -> Birth:
    if (day, month) in ((0, 0), (1, 1)):
        return Birth(year=year, precision=BirthPrecision.YEAR)
    try:
        precision = BirthPrecision.DAY if day else BirthPrecision.MONTH
        return Birth(day=date(year, month, day or 1), year=year, precision=precision)
    except (ValueError, OverflowError):
        precision = BirthPrecision.YEAR
        return Birth(year=year, precision=precision, problem=Kind.BIRTH_IMPOSSIBLE)
