"""Gives names their capitals back: TCVN3 has no capitals with tones, and .VnTimeH draws small
letters as capitals, so "NGUYễN VĂN ĐứC" and "nguyễn văn đức" both mean "Nguyễn Văn Đức"."""

import re
import unicodedata

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_PART = re.compile(r"[^\s\-–'’‘ʼ]+")
_ROMAN = re.compile(r"[IVX]+")


def title_case(text: str) -> str:
    """A capital after each space, hyphen and apostrophe: "rơ châm h’bian" -> "Rơ Châm H’Bian"."""
    return _PART.sub(lambda part: _title_part(part[0]), text)


def is_torn(text: str) -> bool:
    """Capitals but where a letter with a tone has none: "NGUYễN", "úN", "Ngọc ánh"."""
    parts = [part for part in _PART.findall(text) if part[0].isalpha()]
    small = [letter for letter in text if letter.islower()]
    capitals = sum(letter.isupper() for letter in text)
    if not small or not capitals or all(part == _title_part(part) for part in parts):
        return False
    return all(map(_has_tone, small)) or all(
        part[0].isupper() or _has_tone(part[0]) for part in parts
    )


def is_all_capitals(text: str) -> bool:
    """Several words in capitals: a name, and neither a tick nor a class such as "HN"."""
    return text.isupper() and len(text.split()) > 1


def _title_part(part: str) -> str:
    return part if _ROMAN.fullmatch(part) else part[:1].upper() + part[1:].lower()


def _has_tone(letter: str) -> bool:
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", letter))
