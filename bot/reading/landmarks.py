"""Finds in a sentence which kind of public place it speaks of, and near which commune."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

from bot.reading.base import NOTHING, Reading
from bot.reading.phrases import Phrases, line_of, split
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load

T = TypeVar("T")
LONGEST_NAME = 5  # words
LONGEST_TEXT = 300  # letters; every name in it is looked up
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@cache
def _kinds() -> Phrases[str]:
    listed = load("landmarks")
    known = [(word, kind) for kind, words in listed["kinds"].items() for word in words]
    # "Gần ủy ban" names no place to go to.
    beside = [(f"{near} {word}", "") for near in listed["beside"] for word, _kind in known]
    return Phrases(known + beside)


@cache
def _cues() -> Phrases[bool]:
    return Phrases((cue, True) for cue in load("landmarks")["before_a_commune"])


def is_beside(text: str) -> bool:
    """Whether a text begins with a word for being near something: "cạnh trường"."""
    words = split(text)
    beside = Phrases((word, True) for word in load("landmarks")["beside"])
    return bool(words) and any(True for _said in beside.at(words, 0))


def kinds_in(text: str) -> set[str]:
    """The kinds of places that a text names, by the keys of `words/landmarks.toml`; of a place's own
    name as well as of a sentence."""
    return {kind for kind in _kinds().scan(split(text)) if kind}


def commune_near(text: str, read: Callable[[str], Reading[T]]) -> Reading[T]:
    """The commune behind "gần", "ở", "xã" or a kind of place that `read` knows for certain: "thư
    viện sa thầy", "chỗ dùng máy gần Hồng Hạ"; the longest name that is one, and nothing where two
    different communes are named."""
    tokens = _WORD.findall(recover(line_of(text)[:LONGEST_TEXT]))
    found = {}
    for start in _starts(tokens):
        for end in range(min(len(tokens), start + LONGEST_NAME), start, -1):
            reading = read(" ".join(tokens[start:end]))
            if reading.certain:
                found[reading.value] = reading
                break
    return next(iter(found.values())) if len(found) == 1 else NOTHING


def _starts(tokens: list[str]) -> Iterator[int]:
    """Where a name may begin: behind a cue, and at "xã" itself."""
    words = split(" ".join(tokens), raw=False)
    if len(words) != len(tokens):
        return
    for at in range(len(words)):
        if words[at].typed in load("landmarks")["communes"] and at + 1 < len(words):
            yield at
        for cue in (_cues(), _kinds()):
            for _meaning, length in cue.at(words, at):
                behind = at + length
                # One word alone is more often something else than a commune.
                if behind + 1 < len(words) and not any(_cues().at(words, behind)):
                    yield behind
