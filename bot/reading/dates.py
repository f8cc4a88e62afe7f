"""Reads a day or a month of the solar calendar; a lunar date is never taken for one."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.corrections import is_corrected, right_one
from bot.reading.date_patterns import (
    NO_DATE,
    ODD_SIGNS,
    OLD_FIRST_DAYS,
    PATTERNS,
    SHORT_NUMBERS,
    SLANG_YEAR,
    SOLAR_DAY,
)
from bot.reading.phrases import Phrases, Word, line_of, split, unglue
from bot.reading.spoken import DIGIT_WORDS, NUMBER_WORDS, value_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load
from bot.reading.years import EARLIEST, LATEST, year_of

# "mất sóng 3 hôm nay", "mấy bữa ni"
_FOR_DAYS = re.compile(
    rf"(?<!\w)(?:(?:\d+|may|vai|{'|'.join(DIGIT_WORDS)}) (?:hom|ngay|bua|tuan|thang) (?:nay|ni|roi)"
    r"|(?:\d+|may|vai|hai|ba|muoi) (?:hom|ngay|bua|tuan|thang) (?:truoc|sau|toi)"
    r"|(?:ca|suot) (?:hom|ngay|bua|tuan|thang) (?:nay|ni|qua))\b"
)

Found = tuple[int, int, Reading[str]]


@cache
def _lunar() -> Phrases[bool]:
    listed = load("dates")
    animals, stems = listed["animals"], listed["stems"]
    years = [f"{before} {animal}" for before in ("năm", "tuổi", *stems) for animal in animals]
    return Phrases((phrase, True) for phrase in [*listed["lunar"], *years])


@cache
def _relative_days() -> Phrases[int]:
    listed = load("dates")["days"]
    return Phrases((phrase, int(days)) for days, phrases in listed.items() for phrase in phrases)


@cache
def _relative_months() -> Phrases[int]:
    listed = load("dates")["months"]
    return Phrases(
        (phrase, int(months)) for months, phrases in listed.items() for phrase in phrases
    )


@cache
def _about() -> Phrases[bool]:
    listed = [*load("dates")["about"], *load("hedges")["hedges"]]
    return Phrases((phrase, True) for phrase in listed)


def is_lunar(words: list[Word]) -> bool:
    """Whether a text speaks of the lunar calendar: rằm, tháng giêng, âm lịch, năm Thìn."""
    return bool(_lunar().anywhere(words)) or any(
        # "15 tháng 8 ta"
        word.typed == "ta" and (before.bare.isdecimal() or before.bare in NUMBER_WORDS)
        for before, word in pairwise(words)
    )


def is_about(words: list[Word]) -> bool:
    """Whether the speaker is not certain: "khoảng", "hình như"."""
    return bool(_about().anywhere(words))


def _number(said: str | None) -> int | None:
    return value_of(said.split()) if said else None


def _solar(year: int, month: int, day: int | None) -> str | None:
    """`YYYY-MM-DD`, `YYYY-MM` without a day, None for what no calendar has."""
    try:
        when = date(year, month, day or 1)
    except ValueError:
        return None
    if not EARLIEST <= year <= LATEST or day == 0:
        return None
    return when.isoformat() if day else f"{when:%Y-%m}"


def _latest(month: int, day: int | None, today: date) -> str | None:
    """The last such day or month that is not in the future."""
    for year in (today.year, today.year - 1):
        said = _solar(year, month, day)
        if said and said <= today.isoformat():
            return said
    return None


def _reading(
    match: re.Match[str], today: date, with_year: bool, same_year: int | None = None
) -> Reading[str]:
    parts = match.groupdict()
    day, month = _number(parts.get("d")), _number(parts.get("m"))
    if month is None or (parts.get("d") and day is None):
        return NOTHING
    if not parts.get("y") and same_year:
        said = _solar(same_year, month, day)
        return unsure(said) if said else NOTHING
    if not parts.get("y"):
        said = None if with_year else _latest(month, day, today)
        return unsure(said) if said else NOTHING
    year = year_of(parts["y"], today.year)
    said = _solar(year, month, day) if year else None
    if said is None:
        return NOTHING
    # "3 thang nam 2014" may be May, and may be "tháng 3 năm 2014".
    vague = "glued" in parts or (parts["m"] == "nam" and match[0].count("nam") == 1)
    return unsure(said) if vague or said > today.isoformat() else sure(said)


def _written(text: str, today: date, with_year: bool) -> Iterator[Found]:
    """Every writing of a date from left to right; what tells more takes the place."""
    taken: list[re.Match[str]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= other.start() or start >= other.end() for other in taken):
                taken.append(match)
    # "15/3/2012 à nhầm 16/3" speaks of one year.
    dated = (_reading(one, today, with_year) for one in taken)
    year = next((int(one.value[:4]) for one in dated if one.value and one.certain), None)
    for match in sorted(taken, key=lambda match: match.start()):
        yield *match.span(), _reading(match, today, with_year, year)


# "ngày 10 tháng này"; "10 tháng trước" counts months.
_DAY_OF = re.compile(
    rf"\b(?:ngay|hom|bua) ({SHORT_NUMBERS}) thang (nay|ni|truoc|roi|vua roi|vua qua|sau|toi)\b"
)


def _with_month(text: str, today: date) -> str:
    """The month in figures for "tháng này", "tháng trước" behind a day."""

    def month(found: re.Match[str]) -> str:
        step = {"nay": 0, "ni": 0, "sau": 1, "toi": 1}.get(found[2], -1)
        count = today.year * 12 + today.month - 1 + step
        return f"ngay {found[1]} thang {count % 12 + 1} nam {count // 12}"

    return _DAY_OF.sub(month, text)


def _relative(words: list[Word], today: date) -> Reading[str]:
    if _FOR_DAYS.search(" ".join(word.bare for word in words)):
        return NOTHING
    days = _relative_days().anywhere(words)
    if days:
        # "tối hôm qua" holds no other day; the farthest is the one that was counted.
        return sure((today + timedelta(days=min(days))).isoformat())
    months = _relative_months().anywhere(words)
    if len(months) != 1:
        return NOTHING
    count = today.year * 12 + today.month - 1 + months.pop()
    return sure(f"{count // 12:04d}-{count % 12 + 1:02d}")


def _tidy(text: str) -> str:
    """Digits apart from letters, "2k14" in full, and one sign where several were typed."""
    text = unglue(SLANG_YEAR.sub(r"20\1", text))
    text = ODD_SIGNS.sub(r"\1/\2/\3", SOLAR_DAY.sub("", text)).replace(" cua thang ", " thang ")
    return re.sub(r" ?: ?", " ", re.sub(r"([/.\-])\1+", r"\1", text))


def read_date(text: str, today: date, *, with_year: bool = False) -> Reading[str]:
    """`YYYY-MM-DD`, or `YYYY-MM` when no day was said. Day first, always.

    To be confirmed: a day to come, no year (the latest such day is meant; nothing if the year must
    be said), digits run together, "mồng" with a solar year, a correction, "about".
    """
    words = split(text)
    if is_lunar(words):
        return NOTHING
    plain = NO_DATE.sub(" ", _tidy(_with_month(fold(recover(line_of(text))), today)))
    old_style = OLD_FIRST_DAYS.search(plain)
    written = list(_written(plain, today, with_year))
    found = [one for one in written if one[2].value]
    if not written:
        return NOTHING if old_style else _relative(words, today)
    certain_ones = [one for one in found if one[2].certain]
    yearless = not certain_ones
    if certain_ones and not is_corrected(plain):
        found = certain_ones
    said = right_one(plain, found)
    if old_style and yearless:
        return NOTHING
    certain = not old_style and len(found) == len(written) and not is_about(words)
    return said if certain else doubt(said)
