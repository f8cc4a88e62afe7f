"""Reads words that go on with what was said before: a question about opening hours, a wish."""

import re
from datetime import datetime

from backend.vietnamese import fold
from bot.reading.landmarks import kinds_in
from bot.reading.moments import read_moment

LONGEST_QUESTION, LONGEST_PIECE = 8, 2  # words
_FURTHER = re.compile(
    r"^(?:(?:da|a|em|e) )*(?:con|rua|the|vay|roi|ua|nhung|va)\b"
    r"|\b(?:thi|ra|nhu) (?:sao|rang|the nao)\b|\b(?:rang|sao) (?:em|a|hi|he)?$"
)
_HERE = re.compile(r"\bgan\b")
_HOURS = re.compile(r"\b(?:mo|dong|nghi|lam viec)\b")
# What goes on with a wish and answers nothing.
_MORE = re.compile(
    r"(?:(?:cho|con|chau|em|be|toi|tui|minh|cua|nha|trai|gai|noi|ngoai|hoc|sinh|tap|xin|may|tinh"
    r"|bang|dien|thoai|voi|giup|di)\b\s*)+"
)


def goes_on_asking(text: str, now: datetime) -> bool:
    """Whether words, by themselves, go on asking: "rứa chiều thì răng", "còn thứ bảy?"."""
    if not (is_short(text) and _FURTHER.search(fold(text))):
        return False
    return says_day(text, now) or bool(kinds_in(text))


def is_short(text: str) -> bool:
    """Whether there are few enough words for more of the same question."""
    return len(text.split()) <= LONGEST_QUESTION


def says_day(text: str, now: datetime) -> bool:
    """Whether words speak of a day or an hour."""
    return read_moment(text, now).value is not None


def asks_hours(text: str, now: datetime) -> bool:
    """Whether words speak of opening or closing, or of a day or an hour."""
    return bool(_HOURS.search(fold(text))) or says_day(text, now)


def is_about_here(text: str) -> bool:
    """Whether "gần" is in it: where the person is now."""
    return bool(_HERE.search(fold(text)))


def is_piece(text: str) -> bool:
    """Whether one or two words are part of a wish that is sent word by word."""
    return len(text.split()) <= LONGEST_PIECE and bool(_MORE.fullmatch(fold(text)))
