"""Reads for when somebody asks: "chủ nhật", "mai", "thứ 7 tuần sau", "8h tối", "giờ này", "2/9"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from backend.vietnamese import fold, normal
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.clock_times import read_clock_time
from bot.reading.dates import read_date
from bot.reading.phrases import Phrases, Word, line_of, split, unglue
from bot.reading.spoken import value_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load

MOST_DAYS = 2  # who names more weekdays asks for the week
_SATURDAY = 5
_ALWAYS = re.compile(r"(?<!\d)24 ?[h/]+ ?(?:24|7)(?!\d) ?h?", re.I)
_WEEKDAY_NUMBER = re.compile(r"(?<!\w)(?:thứ|thu|t) ?[2-7](?!\d)(?!/)", re.I)
# "thu7" is Saturday, though on a raw VNI keyboard "thu7 vie65n" is a library.
_GLUED_WEEKDAY = re.compile(r"(?<!\w)thu([2-7])(?!\w)(?! vi)", re.I)
# "T2-T6" and "thứ hai đến thứ sáu" are the week, "đường 3/2" is a street.
_WEEKDAYS_FROM_TO = re.compile(
    r"\b(?:t|thu) ?(?:[2-7]|hai|ba|tu|nam|sau) ?(?:-|den|toi) ?(?:(?:t|thu) ?(?:[3-7]|ba|tu|nam|sau|bay)"
    r"|[3-7]\b|cn|chu)"
)
_STREET = re.compile(r"(?<!\w)(?:đường|duong|phố|pho|số|so|hẻm|kiệt|ngõ) \d+ ?/ ?\d+")
_DATE = re.compile(r"\d ?[/.\-] ?\d|(?<!\w)(?:tháng|thang|thg)(?!\w)", re.I)
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)năm (?:nay|ngoái)|[/.\-]\d\d?[/.\-]\d\d(?!\d)"
)
_DAY_OF_MONTH = re.compile(
    r"(?<!\w)(?:ngày|ngay|hôm|hom|bữa|bua) (\d\d?)(?! ?[/.\-]? ?\d| ?(?:tháng|thang|giờ|gio|h|lần)\b)"
)
_IN_A_WHILE = re.compile(
    r"(?<!\w)(\d\d?) ?(phút|phut|p|tiếng|tieng|giờ|gio|h)(?: đồng hồ| dong ho)? (?:nữa|nua)(?!\w)"
)
_IN_DAYS = re.compile(r"\b(\d\d?|mot|hai|ba|bon|nam) (?:ngay|bua|hom) nua\b")
_CLOCK_SIGNS = re.compile(r"\d\d? ?(?:h|g|giờ|gio|:) ?\d{0,2}(?!\w)")


@dataclass(frozen=True)
class Moment:
    """These days (none: today), more closely a `minute` since midnight, or a part of the day by its
    name in `words/moments.toml`. `occasion` is a day without a date: "holiday", "new_year"."""

    days: tuple[date, ...] = ()
    minute: int | None = None
    part: str = ""
    occasion: str = ""
    now: bool = False

    def __str__(self) -> str:
        """2026-11-29 20:00."""
        days = "+".join(day.isoformat() for day in self.days)
        time = "" if self.minute is None else f"{self.minute // 60}:{self.minute % 60:02d}"
        return " ".join(filter(None, (days, time, self.part, self.occasion, "now" * self.now)))


@cache
def _phrases(key: str) -> Phrases[int | None]:
    listed = load("moments")
    known: list[tuple[str, int | None]] = [
        (phrase, int(number)) for number, phrases in listed[key].items() for phrase in phrases
    ]
    if key == "days":
        known += [(phrase, None) for phrase in listed["no_day"]["words"]]
    return Phrases(known)


@cache
def _parts() -> Phrases[str]:
    listed = load("moments")
    weekdays = [day for phrases in listed["weekdays"].values() for day in phrases]
    known = [(words, name) for name, part in listed["parts"].items() for words in part["words"]]
    for name, part in listed["parts"].items():
        known += [(f"{word} {day}", name) for word in part["marked"] for day in weekdays]
    return Phrases(known)


@cache
def _occasions() -> Phrases[str]:
    listed = load("moments")["occasions"].items()
    return Phrases((phrase, name) for name, phrases in listed for phrase in phrases)


@cache
def _now() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("moments")["now"])


def read_moment(text: str, now: datetime) -> Reading[Moment]:
    """What a sentence says about when, as seen from `now` (local time); to be confirmed when the
    half of the day was not said. Nothing when it says nothing of it."""
    said = _ALWAYS.sub(" ", recover(_GLUED_WEEKDAY.sub(r"thu \1", line_of(text))))
    line = unglue(said).lower()
    words = split(line, raw=False)
    today, part = now.date(), _part(words)
    clock = read_clock_time(normal(said), part)
    occasion = _occasion(words)
    days = () if occasion == "new_year" else _dated(line, today)
    if not days and occasion == "solar_new_year":
        days = (date(today.year + 1, 1, 1),)
    if not days and not occasion:
        days = _weekdays(line, words, today) or _relative(line, words, today)
    if occasion and not days:
        return sure(Moment(occasion=occasion))
    soon = _soon(line, words)
    if soon and not days and clock.value is None:
        later = now + timedelta(minutes=soon)
        return sure(Moment((later.date(),), later.hour * 60 + later.minute))
    if clock.value is not None:
        is_past = clock.value < now.hour * 60 + now.minute
        moment = Moment(days or (today + timedelta(days=is_past),), clock.value)
        return unsure(moment) if clock.confirm else sure(moment)
    if part:
        is_past = load("moments")["parts"][part]["until"] <= now.hour
        return sure(Moment(days or (today + timedelta(days=is_past),), part=part))
    if days:
        return sure(Moment(days))
    return sure(Moment(now=True)) if _now().anywhere(words) else NOTHING


def _last(phrases: Phrases[int | None], words: Sequence[Word]) -> int | None:
    found = [meaning for meaning in phrases.scan(words) if meaning is not None]
    return found[-1] if found else None


def _part(words: Sequence[Word]) -> str:
    """The part of the day that is named; typed without marks only beside another word."""
    for name, listed in load("moments")["parts"].items():
        if any(word.typed in listed["marked"] for word in words):
            return str(name)
    return next((name for name in _parts().scan(words) if name), "")


def _occasion(words: Sequence[Word]) -> str:
    found = [name for name in _occasions().scan(words) if name]
    return "" if not found or "none" in found else found[0]


def _dated(line: str, today: date) -> tuple[date, ...]:
    """A day of the calendar; without its year the next one, for nobody asks for one that is over."""
    plain = _CLOCK_SIGNS.sub(" ", _WEEKDAY_NUMBER.sub(" ", _STREET.sub(" ", line)))
    said = read_date(plain, today).value if _DATE.search(plain) else None
    if said and len(said) == len("2026-11-29"):
        day = date.fromisoformat(said)
        if day < today and not _YEAR.search(plain):
            return _next(day.day, [(day.year + 1, day.month)], today)
        return (day,)
    found = _DAY_OF_MONTH.search(plain)
    months = [
        (today.year + (today.month + n - 1) // 12, (today.month + n - 1) % 12 + 1) for n in (0, 1)
    ]
    return _next(int(found[1]), months, today) if found else ()


def _next(number: int, months: Sequence[tuple[int, int]], today: date) -> tuple[date, ...]:
    for year, month in months:
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day >= today:
            return (day,)
    return ()


def _weekdays(line: str, words: Sequence[Word], today: date) -> tuple[date, ...]:
    named = {number for number in _phrases("weekdays").scan(words) if number is not None}
    spoken = " ".join(word.bare for word in words)
    if "cuoi tuan" in spoken:
        named |= {_SATURDAY, _SATURDAY + 1}
    if "dau tuan" in spoken:
        named |= {0}
    if not 0 < len(named) <= MOST_DAYS or _WEEKDAYS_FROM_TO.search(fold(line)):
        return ()
    week = _last(_phrases("weeks"), words)
    monday = today - timedelta(days=today.weekday())
    if week is not None:
        days = [monday + timedelta(days=number, weeks=week) for number in named]
    else:
        # "chủ nhật tới" on a Sunday is another one.
        first = bool(re.search(r"(?:thu \w+|t \d|nhat|cn) (?:toi|sau|ke)\b", spoken))
        days = [today + timedelta(days=(n - today.weekday() - first) % 7 + first) for n in named]
    return tuple(sorted(days))


def _relative(line: str, words: Sequence[Word], today: date) -> tuple[date, ...]:
    offset = _last(_phrases("days"), words)
    if found := _IN_DAYS.search(fold(line)):
        offset = value_of([found[1]])
    typed = [word.typed for word in words]
    # Typed without its mark it is a number, and behind "mai" some day.
    if offset is None and "mốt" in typed and "mai mốt" not in " ".join(typed):
        offset = 2
    return () if offset is None else (today + timedelta(days=offset),)


def _soon(line: str, words: Sequence[Word]) -> int | None:
    """In how many minutes: "2 tiếng nữa", "lát nữa"."""
    if found := _IN_A_WHILE.search(line):
        return int(found[1]) * (1 if found[2].startswith("p") else 60)
    return _last(_phrases("soon"), words)
