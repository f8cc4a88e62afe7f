"""The words by which a request is found, and what a typed text asks for.

Words are without marks and signs, in small letters. Every typed word must be the beginning of some
word; a number may also be the end of one, for which a code is kept backwards too ("~321000"). A
telephone number is not kept readable: what is kept are keyed hashes of it and of its endings.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from backend.support_requests.queue_models import LONGEST_WORD
from backend.vietnamese import compact, fold

MOST_ASKED = 8
SHORTEST_ENDING = 3  # digits; two or one end half of all numbers
BACKWARDS = "~"
_SIGNS = re.compile(r"[\W_]+")
# Spaces, points and hyphens inside of a number as people type it, +84 for the first 0.
_PHONE = re.compile(r"(?<!\w)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\w)")

Alternatives = tuple[str, ...]  # beginnings, one of which must be there
Hide = Callable[[str], str]  # digits to a word that does not tell them: `encryption.ring.Ring.word`


def words_of(code: str, names: Sequence[str], school: str, hamlet: str) -> frozenset[str]:
    """The readable words of a request. `names` are the child's and the head's."""
    found = set(_words(school)) | set(_words(hamlet))
    for name in names:
        found.update(_words(name), _joined(name))
    number = compact(code)
    found.add(number)
    found.add(BACKWARDS + re.sub(r"^\D+", "", number)[::-1])
    return frozenset(word[:LONGEST_WORD] for word in found if word.strip(BACKWARDS))


def phone_words(phone: str, hide: Hide) -> frozenset[str]:
    """By which a telephone number is found: whole, or by its end of three digits and more."""
    digits = _digits(phone)
    lengths = range(SHORTEST_ENDING, len(digits) + 1)
    return frozenset(hide(digits[-length:]) for length in lengths)


def asked(text: str, hide: Hide) -> list[Alternatives]:
    """What a request must have, each in one of some ways; none for a text without letters."""
    text = _PHONE.sub(lambda number: f" {_digits(number[0])} ", text)
    found: list[Alternatives] = []
    before = ""
    for token in fold(text).split():
        word = _SIGNS.sub("", token)[:LONGEST_WORD]
        if word:
            found.append(tuple(_alternatives(word, before, hide)))
            before = word
    return list(dict.fromkeys(found))[:MOST_ASKED]


def _alternatives(word: str, before: str, hide: Hide) -> Iterator[str]:
    yield word
    if word.isascii() and word.isdigit() and len(word) >= SHORTEST_ENDING:
        yield BACKWARDS + word[::-1]
        yield hide(word)
    if len(before) == 1 and before.isalpha():
        yield (before + word)[:LONGEST_WORD]  # "A Lơ" typed, "ALơ" written


def _words(text: str) -> Iterator[str]:
    """Each word, and the parts of one that is put together: "H’Bian" is hbian, h and bian."""
    for token in fold(text).split():
        parts = [part for part in _SIGNS.split(token) if part]
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)


def _joined(name: str) -> Iterator[str]:
    """A single letter together with the next word: "A Lơ" is also found as "ALơ"."""
    words = list(_words(name))
    for letter, word in pairwise(words):
        if len(letter) == 1:
            yield letter + word


def _digits(phone: str) -> str:
    digits = re.sub(r"\D+", "", phone)
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > 10 else digits
