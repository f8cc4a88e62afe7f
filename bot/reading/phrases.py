"""The words of a message, and phrases to find among them whether typed with marks or without."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Generic, TypeVar

from backend.vietnamese import clean, fold, normal
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load

T = TypeVar("T")

# What is longer is a letter, not an answer; its beginning says what it wants.
LONGEST = 1000
# So many words with marks, in number and share, and nobody left any out.
FEWEST_MARKED, MARKED_SHARE = 3, 0.5
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_HORNED = dict(zip("oóòỏõọ", "ơớờởỡợ", strict=True))
_MISPLACED_HORN = re.compile("u([ơớờởỡợ])(?=[cimnptu])|ư([oóòỏõọ])(?=[cimnptu])")


@dataclass(frozen=True)
class Word:
    """A word as typed (lower case) and without its marks; `exact` amid words with their marks."""

    typed: str
    bare: str
    exact: bool = False

    def means(self, meant: "Word") -> bool:
        """A word typed without marks may mean any, unless all others have theirs; one typed with
        marks means only itself."""
        return self.typed == meant.typed or (self.typed == meant.bare and not self.exact)


@lru_cache(maxsize=2048)
def _word(typed: str) -> Word:
    return Word(typed, typed if typed.isascii() else fold(typed))


def line_of(text: str) -> str:
    """The message as one clean line of at most `LONGEST` letters, its digits 0 to 9."""
    line = clean(text)[:LONGEST]
    if line.isascii():
        return line
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in line)


def _put_horns(found: re.Match[str]) -> str:
    return f"ư{found[1] or _HORNED[found[2]]}"


def unglue(text: str) -> str:
    """Digits and letters apart: "lop5a" -> "lop 5 a"."""
    return _GLUED.sub(" ", text)


def split(text: str, *, raw: bool = True) -> list[Word]:
    """The words of a text in lower case: raw typing recovered (if it may be raw), "okkkk" shortened,
    the frequent "đuợc" for "được" put right."""
    return list(_split(text, raw))


@lru_cache(
    maxsize=1024
)  # the message by each of its readers, the labels of a question by everybody
def _split(text: str, raw: bool) -> tuple[Word, ...]:
    line = line_of(text)
    if raw:
        line = " ".join(part if part in _shorts() else recover(part) for part in line.split())
    plain = _MISPLACED_HORN.sub(_put_horns, normal(line))
    return tuple(_word(_DRAWN_OUT.sub(r"\1", found)) for found in _WORD.findall(plain))


def take_exactly(words: list[Word]) -> list[Word]:
    """The words, exact where nearly all that can have marks have them: "cho" is no "chỗ" there."""
    marked = sum(word.typed != word.bare for word in words)
    if marked < FEWEST_MARKED or marked < MARKED_SHARE * len(words):
        return words
    return [replace(word, exact=True) for word in words]


@cache
def _shorts() -> frozenset[str]:
    """What stands for words in full, and is no raw typing: "data"."""
    return frozenset(short for shorts in load("shorthand").values() for short in shorts)


@cache
def _shorthand() -> dict[str, list[Word]]:
    listed = load("shorthand").items()
    return {short: split(meant) for meant, shorts in listed for short in shorts}


def spell_out(words: Iterable[Word]) -> list[Word]:
    """The words with "ko", "dt", "gv" and the like written in full."""
    return [full for word in words for full in _shorthand().get(word.typed, [word])]


class Phrases(Generic[T]):
    """Phrases, each with what it stands for; the longest one at a place wins, then the first."""

    def __init__(self, meanings: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[list[Word], T]]] = {}
        for phrase, meaning in meanings:
            words = [_word(typed) for typed in _WORD.findall(normal(phrase))]
            self._by_first.setdefault(words[0].bare, []).append((words, meaning))
        for listed in self._by_first.values():
            listed.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[Word], start: int) -> Iterator[tuple[T, int]]:
        """Every phrase that stands at a place, longest first, with its number of words."""
        for phrase, meaning in self._by_first.get(words[start].bare, ()):
            here = words[start : start + len(phrase)]
            if len(here) == len(phrase) and all(map(Word.means, here, phrase)):
                yield meaning, len(phrase)

    def scan(self, words: Sequence[Word]) -> Iterator[T | None]:
        """What each phrase stands for, from left to right; None for a word of no phrase."""
        start = 0
        while start < len(words):
            meaning, length = next(self.at(words, start), (None, 1))
            yield meaning
            start += length

    def anywhere(self, words: Sequence[Word]) -> set[T]:
        """What all phrases in the text stand for, shorter ones inside longer ones too."""
        return {meaning for i in range(len(words)) for meaning, _ in self.at(words, i)}

    def whole(self, words: Sequence[Word]) -> T | None:
        """What the text stands for if it is exactly one phrase."""
        if not words:
            return None
        return next((m for m, length in self.at(words, 0) if length == len(words)), None)
