"""Picks one of the hamlets that a commune is known to have."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from backend.vietnamese import compact, fold, normal
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.phrases import line_of
from bot.reading.place_talk import only_place
from bot.reading.places import read_place
from bot.reading.spoken import DIGIT_WORDS, value_of

_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS, start=1)}
# A shorter name with another letter in it is another name.
_LONG_ENOUGH_FOR_A_TYPO = 5
# Below this a name is found inside any text: "Ba" in "bao giờ".
_LONG_ENOUGH_TO_BE_FOUND = 4


def _parts(place: str) -> tuple[str, str]:
    """Kind and name of a hamlet however written; "Thôn II", "thôn hai" and "Thôn 2" are one."""
    said = read_place(place).value
    kind, name, _ = said.split("|") if said else ("", place, "")
    bare = fold(name).split()
    number = _ROMAN.get(" ".join(bare)) or value_of(bare)
    return kind, compact(name) if number is None else str(number)


def ending_in_digits(place: str) -> str:
    """ "A Lưới một", "A Lưới I" as "A Lưới 1"; any other name as it is."""
    *name, last = line_of(place).split() or [""]
    roman = _ROMAN.get(fold(last)) if last.isupper() else None
    number = roman or DIGIT_WORDS.get(normal(last))
    return place if not name or number is None else f"{' '.join(name)} {number}"


def is_numbered_name(text: str) -> bool:
    """Whether a name goes before the number, and no "thôn" before the name: "A Lưới 1"."""
    kind, name = _parts(text)
    return not kind and name[:1].isalpha() and name[-1:].isdecimal()


# The lists of hamlets are few, public, and compared with every answer.
_known_parts = lru_cache(maxsize=4096)(_parts)


def _only(found: Sequence[str], *, certain: bool) -> Reading[str]:
    if len(found) != 1:
        return NOTHING
    return sure(found[0]) if certain else unsure(found[0])


def read_hamlet(text: str, known: Sequence[str]) -> Reading[str]:
    """The known name that was meant, as it stands in `known`.

    To be confirmed: one letter mistyped, the name amid other words, another kind ("bản" for
    "thôn"). Numbers are never guessed at, and two hamlets that fit equally are nothing.
    """
    kind, name = _parts(text)
    parts = {hamlet: _known_parts(hamlet) for hamlet in known}
    same = [hamlet for hamlet in known if name and parts[hamlet][1] == name]
    of_kind = [hamlet for hamlet in same if kind in ("", parts[hamlet][0]) or not parts[hamlet][0]]
    if same:
        _line, doubted = only_place(text)
        return _only(of_kind or same, certain=bool(of_kind) and not doubted)
    whole = compact(text)
    inside = [
        h for h in known if len(parts[h][1]) >= _LONG_ENOUGH_TO_BE_FOUND and parts[h][1] in whole
    ]
    if inside:
        return _only(inside, certain=False)
    if len(name) < _LONG_ENOUGH_FOR_A_TYPO or any(map(str.isdigit, name)):
        return NOTHING
    near = [h for h in known if OSA.distance(name, parts[h][1], score_cutoff=1) <= 1]
    return _only(near, certain=False)
