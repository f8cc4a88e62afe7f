"""Picks one of the hamlets that a commune is known to have."""

from collections.abc import Callable, Sequence

from rapidfuzz.distance import OSA

from backend.vietnamese import compact, fold
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.places import read_place
from bot.reading.spoken import value_of

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
# A shorter name with another letter in it is another name.
_LONG_ENOUGH_FOR_A_TYPO = 5


def _parts(place: str) -> tuple[str, str]:
    """Kind and name of a hamlet however written; "Thôn II", "thôn hai" and "Thôn 2" are one."""
    said = read_place(place).value
    kind, name, _ = said.split("|") if said else ("", place, "")
    bare = fold(name).split()
    number = _ROMAN.get(bare[0]) if len(bare) == 1 else None
    number = number or value_of(bare)
    return kind, str(number) if number is not None else compact(name)


def _pick(known: Sequence[str], fits: Callable[[str], bool]) -> list[str]:
    return [name for name in known if fits(name)]


def read_hamlet(text: str, known: Sequence[str]) -> Reading[str]:
    """The known name that was meant, as it stands in `known`; one mistyped letter is asked about.

    Numbers are never guessed at, and two hamlets that fit equally are nothing.
    """
    kind, name = _parts(text)
    parts = {hamlet: _parts(hamlet) for hamlet in known}
    same = [hamlet for hamlet in known if name and parts[hamlet][1] == name]
    if len(same) > 1 and kind:
        same = [hamlet for hamlet in same if parts[hamlet][0] == kind]
    if same:
        return sure(same[0]) if len(same) == 1 else NOTHING
    inside = [h for h in known if len(parts[h][1]) > 2 and parts[h][1] in compact(text)]
    if inside:
        return unsure(inside[0]) if len(inside) == 1 else NOTHING
    if len(name) < _LONG_ENOUGH_FOR_A_TYPO or any(map(str.isdigit, name)):
        return NOTHING
    near = [h for h in known if OSA.distance(name, parts[h][1], score_cutoff=1) <= 1]
    return unsure(near[0]) if len(near) == 1 else NOTHING
