"""Finds the unit that a written place means: names of today and of before, with and without marks."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import Level, UnitId
from backend.administrative_units.names import KINDS, LONGEST_KIND, Words, spelled, words_of
from backend.administrative_units.tree import Place, Tree, Unit, tree
from backend.i18n import _

LONGEST_NAME = 8  # words: "Văn Miếu - Quốc Tử Giám" has five
LONGEST_TEXT = 24
_COMMUNE_KINDS = frozenset(["xã", "phường", "thị trấn", "đặc khu"])
# Who says a bare name means a commune rather than the province or old district of that name.
_LEVELS = (Level.COMMUNE, Level.PROVINCE, Level.DISTRICT, Level.HAMLET)


@dataclass(frozen=True)
class Found:
    """A unit of today that a text may mean. `via` is the old unit that was named, `exact` says that
    the marks fit too, `needs_confirmation` that the old unit went to several units of today."""

    place: Place
    via: Place | None
    exact: bool
    needs_confirmation: bool

    @property
    def shown(self) -> str:
        """The unit with its old name where a person used that: "xã A Lưới 1, trước là xã Hồng
        Thủy"."""
        return display(self.place, self.via)


@dataclass(frozen=True)
class _Match:
    """A unit, old or of today, whose name stands in the text."""

    unit: Unit
    exact: bool
    kind_fits: bool

    @property
    def certainty(self) -> tuple[bool, bool]:
        """Grows with what fits."""
        return self.kind_fits, self.exact


def display(place: Place, via: Place | None = None) -> str:
    """A unit's full name, behind it the old one by which it was called."""
    if via is None or via.full_name == place.full_name:
        return place.full_name
    return _("{unit}, trước là {former}").format(unit=place.full_name, former=via.full_name)


def resolve(
    session: Session,
    text: str,
    *,
    within: UnitId | None = None,
    at: date | None = None,
    level: Level | None = None,
) -> list[Found]:
    """The units of today that a written place means, the likeliest first.

    The text names a unit and, if it likes, what the unit belongs or belonged to, from small to large:
    "xã Hồng Thủy, huyện A Lưới, tỉnh Thừa Thiên Huế", "P. 3 quận 4", "Hồng Thuỷ - A Lưới". `within`
    puts first what lies below a unit; with `at`, the text is of that day, and only units that
    existed then are meant; `level` leaves out units of today on other levels.
    """
    units, words = tree(session), words_of(text)
    if not words or len(words) > LONGEST_TEXT:
        return []
    matches = _best(_Reader(units, words).read(0), marked=words.marked != words.folded)
    ranked: dict[UnitId, tuple[tuple[object, ...], Found]] = {}
    for match in matches:
        if at and not match.unit.exists(at):
            continue
        for rank, found in _of_today(units, match):
            unit = units.units[found.place.id]
            if level and unit.level is not level:
                continue
            inside = within is None or within == unit.id or within in units.above(unit)
            place = (not inside, not found.exact, _LEVELS.index(match.unit.level), *rank)
            if unit.id not in ranked or place < ranked[unit.id][0]:
                ranked[unit.id] = place, found
    return [found for _place, found in sorted(ranked.values(), key=lambda entry: entry[0])]


def _best(matches: list[_Match], *, marked: bool) -> list[_Match]:
    """Whose kind fits and, if marks were typed, whose marks: "Hồng Thủy" does not mean "Hồng Thụy",
    but "Ia Bang" may mean "Ia Băng"."""
    fitting = [match for match in matches if match.kind_fits] or matches
    return [match for match in fitting if match.exact and marked] or fitting


def _of_today(units: Tree, match: _Match) -> list[tuple[tuple[object, ...], Found]]:
    """What a unit is today, each with how likely it is."""
    today, unit = clock.today(), match.unit
    if unit.exists(today):
        return [((False, False, unit.id), Found(units.place(unit), None, match.exact, False))]
    ends = _ends(units, unit, today)
    via = units.place(unit)
    return [
        (
            (True, not likeliest, end.id),
            Found(units.place(end), via, match.exact, needs_confirmation=len(ends) > 1),
        )
        for end, likeliest in ends
    ]


def _ends(units: Tree, unit: Unit, today: date) -> list[tuple[Unit, bool]]:
    """The units of today that an old one became, a district by its communes; and whether most of it
    went there."""
    found: dict[UnitId, tuple[Unit, bool]] = {}
    successions = units.successors.get(unit.id, ())
    steps = [(units.units[s.new_id], s.likeliest) for s in successions]
    if not steps and unit.level is not Level.PROVINCE:
        steps = [(below, True) for below in units.below.get(unit.id, ())]
    for step, likeliest in steps:
        onward = [(step, True)] if step.exists(today) else _ends(units, step, today)
        for end, likely in onward:
            before = found.get(end.id, (end, False))[1]
            found[end.id] = end, before or (likeliest and likely)
    return list(found.values())


class _Reader:
    """Reads words as a unit followed by what it belongs to. A comma ends a name; without commas
    every division of the words that names units which fit together is a reading."""

    def __init__(self, units: Tree, words: Words) -> None:
        self._units, self._words = units, words
        self._read: dict[int, list[_Match]] = {}

    def read(self, start: int) -> list[_Match]:
        """The units that the words from `start` to the end mean."""
        if start not in self._read:
            self._read[start] = list(self._find(start))
        return self._read[start]

    def _find(self, start: int) -> list[_Match]:
        found: dict[UnitId, _Match] = {}
        for end in range(start + 1, min(len(self._words), start + LONGEST_NAME + 2) + 1):
            named = self._named(start, end)
            if named and end < len(self._words):
                context = {match.unit.id for match in _best(self.read(end), marked=False)}
                named = [m for m in named if not context.isdisjoint(self._units.above(m.unit))]
            elif named:  # all words are one name: "Bà Rịa - Vũng Tàu" is not Bà Rịa in Vũng Tàu
                return named
            for match in named:
                before = found.get(match.unit.id)
                if before is None or match.certainty > before.certainty:
                    found[match.unit.id] = match
            if end in self._words.breaks:
                break
        return list(found.values())

    def _named(self, start: int, end: int) -> list[_Match]:
        """The units whose name the words are, with or without a word for the kind in front."""
        words, found = self._words, []
        for length in range(min(LONGEST_KIND, end - start - 1) + 1):
            kinds = KINDS.get(words.folded[start : start + length], ()) if length else ()
            own = words.key(start + length, end)
            if (length and not kinds) or (not kinds and own.isdecimal()):
                continue  # a number alone is no name
            marked = words.spelled(start + length, end)
            for unit in self._units.by_name.get(own, ()):
                fits = not kinds or _fits(unit, kinds, by_earlier_name=own in unit.earlier.split())
                found.append(_Match(unit, spelled(unit.name) == marked, fits))
        return found


def _fits(unit: Unit, kinds: tuple[str, ...], *, by_earlier_name: bool) -> bool:
    """Whether the unit is of the kind that was said; of which kind it was earlier is not known, only
    whether it was a commune."""
    if by_earlier_name:
        return (unit.level is Level.COMMUNE) == bool(_COMMUNE_KINDS.intersection(kinds))
    return unit.type in kinds
