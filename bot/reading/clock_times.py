"""Reads a time of the day: "8h", "7 giờ rưỡi", "3h chiều", "17:30", "tám giờ tối"."""

import re
from functools import cache

from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.word_lists import load

NOON, DAY = 12, 24
# Who asks whether it is "still" open at seven means the evening.
_STILL = re.compile(
    r"(?<!\w)(?:còn|con (?:mo|lam|ai|truc)|(?:mở|mo|làm|lam)(?: \w+)? (?:tới|đến|toi|den)|đóng|dong)"
    r"(?!\w)"
)
_LATEST_STILL = 9
_LATEST_AFTERNOON = 5  # nobody asks for the hours before six in the morning


@cache
def _pattern() -> re.Pattern[str]:
    numbers = sorted((word for words in _numbers().items() for word in words[:1]), key=len)
    spoken = "|".join(reversed(numbers))
    part = r"(?: ?(?P<part>sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem|khuya)(?!\w))?"
    minutes = r"(?: ?(?P<minutes>[0-5]\d)(?!\d)| ?(?P<half>rưỡi|ruoi|rưởi)(?!\w))?"
    less = rf"(?: kém (?P<less>\d\d?)| kem (?P<less_>\d\d?)| kém (?P<less_word>{spoken}))?"
    # "4g" is a network; "7g30" and "7g sáng" are hours.
    unit = r"(?: ?(?:giờ|gio|tiếng|h|:)| ?g(?= ?\d\d| sáng| sang| chi| tr| tố| toi))(?![^\W\d])"
    return re.compile(
        rf"(?<![\w/.,:\-])(?:(?P<number>\d\d?)|(?P<spoken>{spoken}) (?=giờ|gio|h|rưỡi|ruoi))"
        rf"(?:{unit}{minutes}{less}|(?P<bare_half> ?(?:rưỡi|ruoi|rưởi)(?!\w))){part}"
    )


@cache
def _numbers() -> dict[str, int]:
    listed = load("moments")["hours"].items()
    return {word: int(hour) for hour, words in listed for word in words}


def read_clock_time(line: str, part: str = "") -> Reading[int]:
    """Minutes since midnight of the first time in a normal lower-case line. `part` is the part of
    the day that stands elsewhere in it; without one the hour is guessed, and to be confirmed."""
    for found in _pattern().finditer(line):
        hour = int(found["number"]) if found["number"] else _numbers()[found["spoken"]]
        if hour >= DAY or re.match(r" ?(?:nữa|nua)(?!\w)", line[found.end() :]):
            continue
        minute = int(found["minutes"] or 0)
        if found["half"] or found["bare_half"]:
            minute = 30
        less = found["less"] or found["less_"]
        early = int(less) if less else _numbers().get(found["less_word"] or "", 0)
        said = _PARTS.get(found["part"] or "", part)
        at = _on_the_clock(hour, said, still=bool(_STILL.search(line)))
        guessed = not said and 0 < hour < NOON
        minutes = (at * 60 + minute - early) % (DAY * 60)
        return unsure(minutes) if guessed else sure(minutes)
    return NOTHING


_PARTS = {
    **dict.fromkeys(("sáng", "sang"), "morning"),
    **dict.fromkeys(("trưa", "trua"), "noon"),
    **dict.fromkeys(("chiều", "chieu"), "afternoon"),
    **dict.fromkeys(("tối", "toi", "đêm", "dem", "khuya"), "evening"),
}


def _on_the_clock(hour: int, part: str, *, still: bool) -> int:
    """The hour from 0 to 23."""
    if hour > NOON or hour == 0:
        return hour
    if part == "morning":
        return hour % NOON
    if part == "noon":
        return hour if hour >= NOON - 2 else hour + NOON
    if part == "afternoon":
        return hour % NOON + NOON
    if part == "evening":  # one at night is after midnight
        return hour % NOON + (NOON if 4 < hour < NOON else 0)
    late = hour <= _LATEST_AFTERNOON or (still and hour <= _LATEST_STILL)
    return hour + NOON if late else hour
