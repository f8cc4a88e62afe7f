"""What is said around an answer and changes nothing of it: "nha em", "đó ạ"."""

import re
from collections.abc import Sequence

from backend.vietnamese import clean, fold
from bot.reading.base import Reading

# Without marks; what may be part of a name is safe, because the value has to stay the same.
_BEFORE = re.compile(r"ah?|da|vang|thua|em?|anh|chi")
_BEHIND = re.compile(
    r"ah?|oi|em?|anh|chi|nha|nhe|nhen|nghe|hen|hi|he|do|day|ne|ak|vay|luon|het|ca|ma|thoi|roi|voi"
)
_OWNED = re.compile(r"cho|cua|con|chau|voi|la|ten")


def without_particles(text: str) -> str:
    """The text without such words at its end and its beginning."""
    words = without_particles_behind(text).split()
    while len(words) > 1 and _BEFORE.fullmatch(_bare(words[0])):
        words.pop(0)
    return " ".join(words)


def without_particles_behind(text: str) -> str:
    """Only at its end: "A Lưới" and "A Ngo" are names."""
    words = clean(text).split()
    while len(words) > 1 and _is_behind(words):
        words.pop()
    return " ".join(words)


def _is_behind(words: Sequence[str]) -> bool:
    """Whether the last word is one; not "em" in "cho em"."""
    return bool(_BEHIND.fullmatch(_bare(words[-1]))) and not _OWNED.fullmatch(_bare(words[-2]))


def _bare(word: str) -> str:
    return fold(word.strip(",.!;:"))


def surer(reading: Reading[object], plain: Reading[object]) -> bool:
    """Whether only such words made a reading unsure: without them it is the same, and sure."""
    return reading.confirm and plain.certain and plain.value == reading.value
