"""Reads a place in its levels: "thôn 1 xã Hồng Thủy" -> `thon|1|Hồng Thủy`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from backend.vietnamese import fold, normal
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.phrases import Phrases, Word, line_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load, words_in

_TOKEN = re.compile(r"[^\W_]+(?:['\-/][^\W_]+)*\.?|[,;()–]|\s-\s")
_BREAKS = frozenset(",;()-–")
_NUMBER = re.compile(r"\d+[a-z]?|[ivx]+", re.IGNORECASE)
_GLUED = re.compile(
    r"(?<![^\W_])(thôn|thon|bản|ban|tổ|to|ấp|ap|làng|lang|buôn|buon|tdp|kp|khóm)(?=\d)", re.I
)


@dataclass
class _Level:
    """One level of a place: what kind of unit, and the words of its name."""

    kind: str
    name: list[str]

    @property
    def is_hamlet(self) -> bool:
        return bool(self.kind) and self.kind not in words_in("places", "above")

    @property
    def is_numbered(self) -> bool:
        return self.is_hamlet and len(self.name) == 1 and bool(_NUMBER.fullmatch(self.name[0]))


@cache
def _kinds() -> Phrases[str]:
    listed = load("places")["kinds"]
    named = [(phrase, kind) for kind, phrases in listed.items() for phrase in phrases]
    return Phrases([*named, *((f"{phrase} số", kind) for phrase, kind in named)])


@cache
def _leads() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("places")["lead"])


def _word(token: str) -> Word:
    token = token.strip(" .")
    return Word(normal(token), fold(token))


def _without_lead(tokens: list[str]) -> list[str]:
    """Without "dạ em ở" in front and "ạ" behind."""
    words = [_word(token) for token in tokens]
    at = 0
    while at < len(words) - 1 and (length := next(_leads().at(words, at), (True, 0))[1]):
        at += length
    end = len(words)
    while end - 1 > at and words[end - 1].typed in words_in("places", "tail"):
        end -= 1
    return tokens[at:end]


def _begins(words: Sequence[Word], tokens: Sequence[str], at: int, inside: bool) -> tuple[str, int]:
    """The kind of unit that begins here and the length of its word; a length of 0 if none does.

    Inside a name only words for communes and above begin a level, and one letter only with its
    dot; words for hamlets when a number follows: "A Lăng" typed "a lang" is no làng.
    """
    kind, length = next(_kinds().at(words, at), ("", 0))
    after = words[at + length] if at + length < len(words) else None
    if after is None or not after.typed or after.typed in _BREAKS:
        return "", 0
    above = kind in words_in("places", "above") and (len(words[at].typed) > 1 or "." in tokens[at])
    if inside and not above and not _NUMBER.fullmatch(after.typed):
        return "", 0
    return kind, length


def _levels(tokens: list[str]) -> list[_Level]:
    """The levels of a place from the smallest up, as they were said."""
    words = [_word(token) for token in tokens]
    levels = [_Level("", [])]
    at = 0
    while at < len(tokens):
        level = levels[-1]
        kind, length = _begins(words, tokens, at, inside=bool(level.name))
        if words[at].typed in _BREAKS:
            levels.append(_Level("", []))
        elif length:
            levels.append(_Level(kind, []))
        elif level.is_numbered:
            # "thôn 1 hồng thủy": a hamlet with a number has its whole name.
            levels.append(_Level("", [tokens[at]]))
        else:
            level.name.append(tokens[at].rstrip("."))
        at += length or 1
    return [found for found in levels if found.name]


def read_place(text: str) -> Reading[str]:
    """`kind|name|name of the next larger unit`, empty where nothing was said.

    The kind is folded and hyphenated (`thon`, `thi-tran`), names stay as typed.
    """
    line = recover(_GLUED.sub(r"\1 ", line_of(text)))
    if "?" in line:
        return NOTHING
    levels = _levels(_without_lead(_TOKEN.findall(line)))
    if not levels or len(levels[0].name) > load("places")["longest_name"]:
        return NOTHING
    first, parent = levels[0], " ".join(levels[1].name) if len(levels) > 1 else ""
    said = f"{first.kind}|{' '.join(first.name)}|{parent}"
    two_names_in_one = first.is_hamlet and not parent and len(first.name) > 2
    return unsure(said) if two_names_in_one else sure(said)
