"""Reads a year of birth, said as a year, a date, or an age."""

import re
from collections.abc import Iterator
from datetime import date

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.corrections import right_one
from bot.reading.date_patterns import NUMBERS, SHORT_NUMBERS, YEAR
from bot.reading.dates import is_about, is_lunar, read_date
from bot.reading.phrases import line_of, split, unglue
from bot.reading.spoken import value_of
from bot.reading.typing_methods import recover
from bot.reading.years import EARLIEST, year_of

Found = tuple[int, int, Reading[int]]

_OLDEST = 120
# "35" is an age as often as 1935; "85" is the year.
_MORE_OFTEN_A_YEAR = 50
_OLDEST_IN_MONTHS = 60
# Counted from 1 at birth: "tuổi mụ 10", "10 tuổi ta" is a child of nine.
_COUNTED_FROM_ONE = re.compile(r"\b(?:tuoi (?:ta|am)|mu|theo ta)\b")
# "qua năm là 14 tuổi"
_NEXT_YEAR = re.compile(r"\b(?:(?:qua|sang|ra) (?:nam|tet)|nam (?:toi|sau|moi)|sap len|chuan bi)\b")
# Spares the patterns, which are slow on long texts.
_SOUNDS_LIKE_AN_AGE = re.compile(r"tuoi|\d ?t\b|\blen |\bnam n")
_AGES = (
    re.compile(rf"\b(?P<age>{SHORT_NUMBERS}) ?tuoi"),
    re.compile(rf"\btuoi (?:(?:mu|ta|that|la) )*(?P<age>{SHORT_NUMBERS})"),
    re.compile(r"(?<!\d)(?P<age>\d{1,3}) ?t\b"),
    re.compile(
        rf"\b(?:len|nam (?:nay|ni)(?: (?!(?:sinh|la|lop|hoc)\b|{NUMBERS})\w+){{0,2}})"
        rf" (?P<age>{SHORT_NUMBERS})$"
    ),
)
_MONTHS_OLD = re.compile(rf"\b(?P<age>{SHORT_NUMBERS}) thang tuoi")
_AFTER_NAM = re.compile(rf"\bnam (?P<year>{NUMBERS})")
_YEARS = (
    re.compile(rf"\b(?:sn|ns|sinh|sanh|de)\b(?: (?:nam|vao))*\s?[:.]?\s?(?P<year>{YEAR})"),
    _AFTER_NAM,
    re.compile(r"(?<![\d/])(?P<year>(?:19|20)\d\d)(?![\d/])"),
)
# "11,5 tuổi"
_TENTHS = re.compile(r"(\d)[.,]\d(?= ?tuoi)")
# "mẹ 85, con 2017": two people's years.
_OF_ANOTHER = re.compile(r"\b(?:me|bo|ba|cha|ma|chong|vo|con|em|anh|chi|chau) \d\d(?![\d/.])")
_SLANG_2K = re.compile(r"(?<!\d)2 ?k ?(\d\d?)(?!\d)")


def _year(said: str, today: date) -> int | None:
    year = year_of(said, today.year)
    return year if year and EARLIEST <= year <= today.year else None


def _in_full(text: str) -> str:
    """Young people's "2k5" as "nam 2005"."""
    return _SLANG_2K.sub(lambda slang: f"nam {2000 + int(slang[1])}", text)


def _years(text: str, today: date) -> Iterator[Found]:
    for pattern in _YEARS:
        for match in pattern.finditer(text):
            if text.startswith(("tuoi", " tuoi"), match.end()):
                continue  # "năm mươi tám tuổi"
            if year := _year(match["year"], today):
                # "năm 13", "năm bảy chín" without "sinh" may be anything.
                short = pattern is _AFTER_NAM and (value_of(match["year"].split()) or 0) < 100
                yield *match.span(), unsure(year) if short else sure(year)


def _ages(text: str, today: date) -> Iterator[Found]:
    """Whether the birthday has been this year is unknown: an age is always to be confirmed."""
    if not _SOUNDS_LIKE_AN_AGE.search(text):
        return
    from_one = bool(_COUNTED_FROM_ONE.search(text)) + bool(_NEXT_YEAR.search(text))
    for pattern in _AGES:
        for match in pattern.finditer(text):
            age = value_of(match["age"].split())
            if age and age <= _OLDEST:
                yield *match.span(), unsure(today.year - age + from_one)
    for match in _MONTHS_OLD.finditer(text):
        months = value_of(match["age"].split())
        if months is not None and months <= _OLDEST_IN_MONTHS:
            yield *match.span(), unsure((today.year * 12 + today.month - 1 - months) // 12)


def _alone(text: str, today: date) -> Reading[int]:
    """A number and nothing else: "1985" is a year, "85" and "12" may be ages, "9" is nothing."""
    year = _year(text, today)
    if year is None:
        return NOTHING
    said = value_of(text.split()) or 0
    if today.year % 100 < said < _MORE_OFTEN_A_YEAR:
        return NOTHING
    return unsure(year) if said < EARLIEST // 10 else sure(year)


def read_birth_year(text: str, today: date) -> Reading[int]:
    """The year; ages and bare two-digit years are to be confirmed, animals of the zodiac nothing."""
    words = split(text)
    as_date = read_date(text, today, with_year=True)
    if as_date.value:
        year = int(as_date.value[:4])
        return NOTHING if year > today.year else sure(year) if as_date.certain else unsure(year)
    plain = unglue(_in_full(_TENTHS.sub(r"\1", fold(recover(line_of(text))))))
    found = sorted([*_years(plain, today), *_ages(plain, today)], key=lambda one: one[0])
    if not found:
        return _alone(" ".join(word.bare for word in words), today)
    said = right_one(plain, found)
    doubtful = "?" in text or is_lunar(words) or is_about(words) or _OF_ANOTHER.search(plain)
    return doubt(said) if doubtful else said
