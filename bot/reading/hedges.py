"""What people say when they are not certain: "thì phải", "nhớ mang máng"."""

import re
from functools import cache

from backend.vietnamese import fold
from bot.reading.word_lists import load


@cache
def _pattern() -> re.Pattern[str]:
    listed = load("hedges")["hedges"]
    written = sorted({*listed, *map(fold, listed)}, key=len, reverse=True)
    return re.compile(rf"[\s,]*(?<!\w)(?:{'|'.join(written)})(?!\w)[\s,]*", re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    listed = load("hedges")["hedges"]
    return frozenset(phrase.split()[0] for phrase in (*listed, *map(fold, listed)))


def _may_hold(line: str) -> bool:
    """Spares the pattern, which is slow."""
    return not _first_words().isdisjoint(line.lower().replace(",", " ").split())


def after_hedge(line: str) -> tuple[str, bool]:
    """A line without such words at its beginning; further on they may be part of a name."""
    found = _pattern().match(line) if _may_hold(line) else None
    return (line[found.end() :], True) if found and found.end() < len(line) else (line, False)


def without_hedges(line: str) -> tuple[str, bool]:
    """A line without such words, and whether there were any: its value is to be confirmed."""
    if not _may_hold(line):
        return line, False
    shorter, count = _pattern().subn(" ", line)
    return (shorter.strip(), True) if count and shorter.strip() else (line, False)
