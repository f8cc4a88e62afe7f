"""Where two spellings of a name differ, letter by letter, so that an eye finds it at once."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from backend.vietnamese import clean, normal

LIKE = 0.6  # below, scattered common letters are chance, and marks between them only noise


@dataclass(frozen=True)
class Part:
    """A stretch of letters, and whether the other side has others in its place."""

    text: str
    differs: bool


Parts = tuple[Part, ...]


def differences(said: str, listed: str) -> tuple[Parts, Parts]:
    """Both texts in parts. Case, and where a tone mark sits ("hoà", "hòa"), make no difference; an
    empty side is no difference either: there is nothing to compare."""
    said, listed = clean(said), clean(listed)
    if not said or not listed:
        return _whole(said), _whole(listed)
    words, others = said.split(" "), listed.split(" ")
    if len(words) != len(others):
        return _letters(said, listed)
    left: list[Part] = []
    right: list[Part] = []
    for number, (word, other) in enumerate(zip(words, others, strict=True)):
        space = (Part(" ", differs=False),) if number else ()
        same = normal(word) == normal(other)
        word_parts, other_parts = (_whole(word), _whole(other)) if same else _letters(word, other)
        left += space + word_parts
        right += space + other_parts
    return _joined(left), _joined(right)


def _whole(text: str) -> Parts:
    return (Part(text, differs=False),) if text else ()


def _letters(said: str, listed: str) -> tuple[Parts, Parts]:
    matcher = SequenceMatcher(None, said.casefold(), listed.casefold(), autojunk=False)
    if matcher.ratio() < LIKE:
        return (Part(said, differs=True),), (Part(listed, differs=True),)
    left: list[Part] = []
    right: list[Part] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        differs = kind != "equal"
        left.append(Part(said[a:b], differs))
        right.append(Part(listed[c:d], differs))
    return _joined(left), _joined(right)


def _joined(parts: list[Part]) -> Parts:
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].differs == part.differs:
            joined[-1] = Part(joined[-1].text + part.text, part.differs)
        elif part.text:
            joined.append(part)
    return tuple(joined)
