"""Whether two names may be one person's: the same, the same but for marks, or a slip apart.

Symmetric: it does not matter which of the two was said and which is listed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from backend.vietnamese import fold, normal


class NameMatch(StrEnum):
    """How a said name and a listed one agree, from best to worst."""

    EXACT = "exact"
    FOLDED = "folded"  # one of the two is written without marks
    NEAR = "near"  # something for an officer's eyes, never a proof
    DIFFERENT = "different"


MOST_FOR_NEAR = 95
LONG_NAME = 10  # letters, from which two words may have a slip each

# "lí" and "lý", "quí" and "quý" are spellings of one word. Without a tone they are not: Thi and
# Thy, Vi and Vy, Ly and Li are names of different people.
_I_FOR_Y = re.compile(r"(?<!\w)([hklmstv]|qu)([ìíỉĩị]|(?<=qu)i)(?!\w)")
_Y = str.maketrans("ìíỉĩịi", "ỳýỷỹỵy")
_APART = re.compile(r"[ '-]+")
_NO_LETTER = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^)]*\)?")
_WORD = re.compile(r"([^\s.~]+)([.~]?)")
_VOWEL = re.compile(r"[aeiouy]")
# Also without a dot. H and K alone are halves of H'Bian and K'Sor.
_HALVES, _SHORT_WITH_VOWEL = ("h", "k"), "ngy"

# Words that tell sexes and peoples apart: another marker is another person, no slip. The last word
# of a name is a name of its own, whatever it looks like: Nguyễn Văn Thi, Lê Y.
_MARKERS = {"văn": "van", "van": "van", "thị": "thi", "thi": "thi"}
_MARKERS |= {"a": "a", "y": "y", "h": "h'", "hơ": "h'"}
_OPPOSITES = (("van", "thi"), ("a", "y"), ("h'", "a"), ("h'", "y"), ("h'", "van"))

# Different legal names that are one by descent: to be asked about when all else agrees.
_REGIONAL = {"huynh": "hoang", "vo": "vu", "phuoc": "phuc", "sanh": "sinh"}
_REGIONAL |= {"nhut": "nhat", "kieng": "canh", "buu": "bao", "chau": "chu"}
# What sounds alike in the north, the centre or the south, and so is written one for the other.
_SOUNDS = (
    (re.compile(r"^(gi(?=[aeouy])|[dzrv])"), "z"),
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"^l"), "n"),
    (re.compile(r"ng$"), "n"),
    (re.compile(r"c$"), "t"),
    (re.compile(r"y"), "i"),
)


def compare_names(one: str, other: str) -> tuple[NameMatch, int]:
    """How two names agree, and their likeness, 0..100. Words written together or apart, and signs
    between them, make no difference; an abbreviation is never sure."""
    a, b = forms(one), forms(other)
    sure = not (a.abbreviates or b.abbreviates)
    if not a.letters or not b.letters:
        return NameMatch.DIFFERENT, 0
    if sure and a.joined == b.joined:
        return NameMatch.EXACT, 100
    bare_alike = a.letters == b.letters or a.letters_with_y == b.letters_with_y
    if sure and bare_alike and not (a.has_marks and b.has_marks):
        return NameMatch.FOLDED, 100
    score = round(fuzz.ratio(a.letters, b.letters))
    if _opposed(a, b) or not _is_near(a, b):
        return NameMatch.DIFFERENT, score
    return NameMatch.NEAR, min(score, MOST_FOR_NEAR)


@dataclass(frozen=True)
class Forms:
    """One name in the forms that are compared."""

    joined: str  # every letter with its marks, written together
    letters: str  # without marks
    letters_with_y: str  # the same, of a spelling that has y for i where both are right
    has_marks: bool
    words: tuple[str, ...]  # without marks, and without what stands in brackets
    spelled: tuple[str, ...]  # the same words with their marks
    abbreviates: bool
    markers: frozenset[str]
    sound: str


@lru_cache(maxsize=2048)
def forms(name: str) -> Forms:
    """The forms of a name, made once: a commune's list is compared with every request."""
    typed = normal(name)
    text = _I_FOR_Y.sub(lambda found: found[1] + found[2].translate(_Y), typed)
    bare = fold(typed)
    written = [(_letters(word), sign) for word, sign in _WORD.findall(_ASIDE.sub(" ", bare))]
    written = [(word, sign) for word, sign in written if word]
    words = tuple(word for word, _sign in written)
    return Forms(
        joined=_APART.sub("", text).rstrip("."),
        letters=_letters(bare),
        letters_with_y=_letters(fold(text)),
        has_marks=bare != typed,
        words=words,
        spelled=tuple(
            word for text, _sign in _WORD.findall(_ASIDE.sub(" ", text)) if (word := _letters(text))
        ),
        abbreviates=any(
            _is_short(word, sign, is_last=at == len(words))
            for at, (word, sign) in enumerate(written, 1)
        ),
        markers=_markers(text.split()),
        sound="".join(map(_sound, words)),
    )


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _is_short(word: str, sign: str, *, is_last: bool) -> bool:
    """Whether letters stand for a name. "Én." at the end is a name and a full stop."""
    if word.isalpha() and not _VOWEL.search(word):
        return bool(sign) or word not in _HALVES
    if sign == ".":
        return len(word) == 1 or (len(word) <= 3 and not is_last)
    return sign == "~" or word == _SHORT_WITH_VOWEL


def _markers(words: Sequence[str]) -> frozenset[str]:
    found = {_MARKERS[word] for word in words[:-1] if word in _MARKERS}
    return frozenset(found | {"h'" for word in words if word.startswith("h'")})


def _opposed(one: Forms, other: Forms) -> bool:
    # Without marks, Vân is written as Văn is.
    only_one, only_other = one.markers.difference(other.words), other.markers.difference(one.words)
    return any(
        (a in only_one and b in only_other) or (b in only_one and a in only_other)
        for a, b in _OPPOSITES
    )


def _sound(word: str) -> str:
    word = _REGIONAL.get(word, word)
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


def _is_near(a: Forms, b: Forms) -> bool:
    return (
        a.letters == b.letters  # the marks differ
        or a.sound == b.sound
        or sorted(a.words) == sorted(b.words)  # given name first, as in Zalo
        or _is_part(a.words, b.words)
        or _is_part(b.words, a.words)
        or _is_a_slip_apart(a, b)
        or ((a.abbreviates or b.abbreviates) and _may_stand_for(a.words, b.words))
    )


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether words were left out, but neither the given name nor so much that anybody fits; or
    only behind: "Hồ Thị Hoa B", to tell her from another."""
    rest = iter(many)
    if not 2 <= len(few) < len(many) or not all(word in rest for word in few):
        return False
    return few[-1] == many[-1] or (len(few) >= 3 and list(few) == list(many[: len(few)]))


def _is_a_slip_apart(a: Forms, b: Forms) -> bool:
    """One letter too many, too few, another or swapped; in a long name two, in different words.
    Counted word by word: Mai and Mùa are two names however long a surname they share."""
    if len(a.words) != len(b.words):
        return OSA.distance(a.letters, b.letters, score_cutoff=1) <= 1
    slips = [OSA.distance(one, other) for one, other in zip(a.words, b.words, strict=True)]
    most = 2 if min(len(a.letters), len(b.letters)) >= LONG_NAME else 1
    return max(slips, default=0) <= 1 and sum(slips) <= most


def _may_stand_for(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word is the other's, or an abbreviation of it: "Ng." and Nguyễn or Nghiêm."""
    return len(one) == len(other) and all(
        a == b or _shortens(a, b) or _shortens(b, a) for a, b in zip(one, other, strict=True)
    )


def _shortens(short: str, word: str) -> bool:
    rest = iter(word)
    return short[0] == word[0] and len(short) <= 3 and all(letter in rest for letter in short)
