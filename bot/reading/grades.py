"""Reads the classes that children are in: `5`, `10A1`, `5/2`, `mn:la`, `ghep:1+2`, `gdtx:10`."""

import re
from collections.abc import Iterator
from functools import cache

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.phrases import Phrases, line_of, split
from bot.reading.spoken import value_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load

_HIGHEST = 12
_IN_WORDS = r"(?:muoi hai|muoi mot|muoi|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)\b"
_GRADE = rf"(?:\d\d?|{_IN_WORDS})"
_AND = r"\s?(?:\+|va|voi|,|&|-|/)?\s?(?:lop )?"
_ADULT = r"(?:gdtx|bo tuc|giao duc thuong xuyen)"
# A capital after a space is the class's letter; "lớp 5 a" ends politely.
_SPACED_LETTER = re.compile(r"(?<=\d) (?=[A-N]\d{0,2}(?!\w))")
_PARTICLE = re.compile(r"\s+[ạẠ](?!\w)")
_NEXT = re.compile(r"\s?(?:,|;|va|voi|&|\+)\s?")


@cache
def _pattern() -> re.Pattern[str]:
    """All writings of a class; the group that matched names the kind."""
    nursery = "|".join(sorted(_nursery("nursery"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:lop )?ghep (?:lop )?(?P<first>{_GRADE}){_AND}(?P<second>{_GRADE})(?![\w/])"
        rf"|\b{_ADULT}(?: lop)? ?(?P<adult>{_GRADE})(?![\w/])"
        rf"|\blop ?(?P<adult_after>{_GRADE}) (?:he )?{_ADULT}\b"
        rf"|\b(?P<nursery>{nursery})\b(?! ?\d)"
        rf"|\b(?:lop|khoi) ?(?:la |so )?(?P<spoken>{_IN_WORDS})"
        r"|(?P<lop>\b(?:lop|khoi) ?(?:la |so )?)?(?<![\d/.])(?(lop)|(?<![a-z]))(?P<grade>\d\d?)"
        r"(?P<room> ?/ ?\d\d?|-?[a-hk-n]\d{0,2}| [bcd])?(?P<polite> a)?"
        r"(?![\w/]|[.,]\d| ?tuoi)(?(lop)|(?! ?(?:con|dua|chau|em|nguoi)\b))"
    )


@cache
def _nursery(key: str) -> dict[str, str]:
    return {fold(word): value for value, words in load("grades")[key].items() for word in words}


@cache
def _said(key: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("grades")["said"][key])


def _number(said: str) -> int | None:
    value = value_of(said.split())
    return value if value and value <= _HIGHEST else None


def _value(match: re.Match[str]) -> str | None:
    if match["nursery"]:
        return _nursery("nursery")[match["nursery"]]
    if match["first"]:
        first, second = _number(match["first"]), _number(match["second"])
        return f"ghep:{first}+{second}" if first and second else None
    adult = match["adult"] or match["adult_after"]
    grade = _number(adult or match["spoken"] or match["grade"])
    room = (match["room"] or "").replace(" ", "").replace("-", "").upper()
    return f"{'gdtx:' if adult else ''}{grade}{room}" if grade else None


def _is_bare(match: re.Match[str]) -> bool:
    return bool(match["grade"]) and not match["lop"] and not (match["room"] or "").strip("/ ")


def _classes(text: str) -> Iterator[re.Match[str]]:
    """The classes said; a bare number counts where nothing but numbers is said, or after a class."""
    found = list(_pattern().finditer(text))
    only_bare = all(map(_is_bare, found))
    end = -1
    for match in found:
        follows = end >= 0 and _NEXT.fullmatch(text[end : match.start()])
        if only_bare or not _is_bare(match) or follows:
            end = match.end()
            yield match


def read_grade(text: str) -> Reading[str]:
    """The class or, of several children, the classes joined by `;`, in the order said."""
    words = split(text)
    if "?" in text or _said("none").anywhere(words):
        return NOTHING
    line = _PARTICLE.sub("", line_of(text))
    plain = fold(recover(_SPACED_LETTER.sub("", line)))
    alone = _nursery("alone").get(plain.strip(" .!"))
    if alone:
        return sure(alone)
    found = list(_classes(plain))
    values = [value for match in found if (value := _value(match))]
    if not values or len(values) < len(found):
        return NOTHING
    said = ";".join(values)
    rest = _pattern().sub(" ", plain).split()
    vague = all(map(_is_bare, found)) and len(rest) > 2
    polite = any(match["polite"] for match in found)
    return unsure(said) if vague or polite or _said("doubtful").anywhere(words) else sure(said)
