"""Names of units that exist, by which names that run into each other come apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.vietnamese import fold
from bot.reading.phrases import Word


@dataclass(frozen=True)
class Known:
    """Folded names of units."""

    communes: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()

    def holds(self, name: Sequence[str]) -> bool:
        """Whether there is a commune, or a unit above, of this name."""
        return fold(" ".join(name)) in self.communes | self.above

    def ends_in_commune(self, words: Sequence[Word]) -> bool:
        """Whether words end with the name of a commune: "xa muong nha" does not end politely."""
        endings = {" ".join(word.bare for word in words[-length:]) for length in (2, 3)}
        return bool(endings & self.communes)

    def begins(self, name: Sequence[str]) -> bool:
        """Whether a name begins with that of a commune or district: "hong kim a luoi"."""
        beginnings = {fold(" ".join(name[:at])) for at in range(1, len(name))}
        return bool(beginnings & (self.communes | self.above))

    def shortest_behind(self, name: Sequence[str]) -> int:
        """How many words the larger unit's name has at least: one behind a known commune."""
        return 1 if fold(" ".join(name[:-1])) in self.communes else 2


NO_UNITS = Known()


def cut(name: list[str], known: frozenset[str], shortest: int = 2) -> tuple[list[str], list[str]]:
    """A name and the known larger unit that runs into it: "hồng thủy a lưới"."""
    words = [fold(word) for word in name]
    for at in range(1, len(name) if " ".join(words) not in known else 0):
        # One syllable is often the end of a longer name: "Kà Đừ"; "đông ba huế" is three.
        if _are_units(words[at:], known) and len(name) - at >= shortest:
            return name[:at], name[at:]
    return name, []


def _are_units(words: list[str], known: frozenset[str]) -> bool:
    """Whether words are the name of a known unit, or of several: "a lưới huế"."""
    return " ".join(words) in known or any(
        " ".join(words[:at]) in known and _are_units(words[at:], known)
        for at in range(2, len(words))
    )
