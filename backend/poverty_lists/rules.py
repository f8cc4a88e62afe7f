"""Which household of a new list is which of the list before, and what became of it.

A wrong union of two families is worse than a second record of one: whatever is not beyond doubt
stays apart, as one household that left and one that entered, for an officer to see.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import OSA

from backend.households.hamlets import hamlets_agree
from backend.households.names import NameMatch, compare_names
from backend.poverty_lists.draft import BirthPrecision, Standing
from backend.poverty_lists.models import Change, EntryId
from backend.vietnamese import compact, normal

YEARS_OF_A_CORRECTION = 2  # counted in lunar years, or with the year of birth as the first
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class Known(NamedTuple):
    """What of a row tells its household from others."""

    id: EntryId
    head_name: str
    birth_year: int | None
    birth_date: date | None
    birth_precision: BirthPrecision | None
    sex: str | None
    citizen_id: str | None
    commune: str
    hamlet: str
    standing: Standing | None

    @property
    def born_on(self) -> date | None:
        """The day of birth, when the list says the day."""
        return self.birth_date if self.birth_precision is BirthPrecision.DAY else None


class Pair(NamedTuple):
    """A household in both lists."""

    old: Known
    new: Known


_Sign = Callable[[Known], Hashable]
_Agree = Callable[[Pair], bool]


def know_again(old: Sequence[Known], new: Sequence[Known]) -> Iterator[Pair]:
    """The households of one commune that are surely in both lists. A sign counts only where it is
    the sign of one row in each list; a weak one only where no other row comes into question."""
    left, entered = {row.id: row for row in old}, {row.id: row for row in new}
    for sign, agree in _STRONG:
        for pair in _with(sign, old, new):
            if pair.old.id in left and pair.new.id in entered and agree(pair):
                yield pair
                del left[pair.old.id], entered[pair.new.id]
    weak = [
        (pair, agree)
        for sign, agree in _WEAK
        for pair in _with(sign, old, new)
        if pair.old.id in left and pair.new.id in entered
    ]
    weak += [(pair, _is_a_spelling) for pair in _named_alike(left.values(), entered.values())]
    olds = Counter(pair.old.id for pair, _agree in weak)
    news = Counter(pair.new.id for pair, _agree in weak)
    for pair, agree in weak:
        if olds[pair.old.id] == news[pair.new.id] == 1 and agree(pair):
            yield pair


def change_of(pair: Pair) -> Change:
    """What became of a household, the weightiest thing first."""
    old, new = pair
    if old.standing is not new.standing:
        return Change.STANDING
    if _moved(pair):
        return Change.MOVED
    numbers = old.citizen_id and new.citizen_id and old.citizen_id != new.citizen_id
    years = old.birth_year and new.birth_year and old.birth_year != new.birth_year
    if numbers or years or _name(old) != _name(new):
        return Change.CORRECTED
    return Change.SAME


def _with(sign: _Sign, old: Sequence[Known], new: Sequence[Known]) -> Iterator[Pair]:
    olds, news = _by(sign, old), _by(sign, new)
    for key, row in olds.items():
        if key in news:
            yield Pair(row, news[key])


def _by(sign: _Sign, rows: Iterable[Known]) -> dict[Hashable, Known]:
    """Each row by its sign; without those that share it."""
    found: dict[Hashable, Known | None] = {}
    for row in rows:
        key = sign(row)
        if key is not None:
            found[key] = None if key in found else row
    return {key: row for key, row in found.items() if row is not None}


def _name(row: Known) -> str:
    return _letters(row.head_name)


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return normal(name)


@lru_cache(maxsize=4096)
def place_key(hamlet: str) -> str:
    """Equal for the ways in which one hamlet is written: "Thôn 01", "thôn 1"."""
    return compact(_LEADING_ZEROS.sub("", hamlet))


def _by_citizen_id(row: Known) -> Hashable:
    return row.citizen_id


def _by_all(row: Known) -> Hashable:
    return _name(row), row.birth_year, place_key(row.hamlet), place_key(row.commune)


def _by_name_year_hamlet(row: Known) -> Hashable:
    return _name(row), row.birth_year, place_key(row.hamlet)


def _by_name_year(row: Known) -> Hashable:
    return (_name(row), row.birth_year) if row.birth_year else None


def _by_name_hamlet(row: Known) -> Hashable:
    return (_name(row), place_key(row.hamlet)) if row.hamlet else None


def _same_person(pair: Pair) -> bool:
    """A number that a neighbour's row was given by a slip of the mouse names somebody else."""
    return _match(pair) is not NameMatch.DIFFERENT


def _nothing_against(pair: Pair) -> bool:
    """No sex, number or day of birth that is another one, and no other old commune."""
    old, new = pair
    days = (old.born_on, new.born_on)
    return (
        not (old.sex and new.sex and old.sex != new.sex)
        and not (None not in days and days[0] != days[1])
        and not (old.commune and new.commune and place_key(old.commune) != place_key(new.commune))
        and _numbers_agree(old.citizen_id, new.citizen_id)
    )


def _numbers_agree(one: str | None, other: str | None) -> bool:
    """A slip apart at most; an old number of nine digits says nothing of the new one of twelve."""
    if not one or not other or len(one) != len(other):
        return True
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _corrected_year(pair: Pair) -> bool:
    """The year is missing on one side, or what a slip or another way to count makes of it."""
    old, new = pair.old.birth_year, pair.new.birth_year
    if old and new:
        slip = OSA.distance(str(old), str(new), score_cutoff=1) <= 1 and old // 10 == new // 10
        swapped = sorted(str(old)) == sorted(str(new))
        if not (slip or swapped or abs(old - new) <= YEARS_OF_A_CORRECTION):
            return False
    days_apart = pair._replace(new=pair.new._replace(birth_precision=None))
    return _nothing_against(days_apart)


_STRONG: tuple[tuple[_Sign, _Agree], ...] = (
    (_by_citizen_id, _same_person),
    (_by_all, _nothing_against),
    (_by_name_year_hamlet, _nothing_against),
)
_WEAK: tuple[tuple[_Sign, _Agree], ...] = (
    (_by_name_year, _nothing_against),  # another hamlet
    (_by_name_hamlet, _corrected_year),
)


def _named_alike(left: Iterable[Known], entered: Iterable[Known]) -> Iterator[Pair]:
    """Of one year and hamlet, with names that may be one."""
    blocks: dict[Hashable, tuple[list[Known], list[Known]]] = {}
    for side, rows in enumerate((left, entered)):
        for row in rows:
            if row.birth_year and row.hamlet:
                key = row.birth_year, place_key(row.hamlet)
                blocks.setdefault(key, ([], []))[side].append(row)
    for olds, news in blocks.values():
        for old, new in product(olds, news):
            alike = Pair(old, new)
            if _name(old) != _name(new) and _match(alike) is not NameMatch.DIFFERENT:
                yield alike


def _is_a_spelling(pair: Pair) -> bool:
    """Marks that are left out are no other name. Other marks or another letter are, unless the day
    of birth or the number says that it is the same person."""
    if not _nothing_against(pair):
        return False
    if _match(pair) in (NameMatch.EXACT, NameMatch.FOLDED):
        return True
    old, new = pair
    same_day = old.born_on is not None and old.born_on == new.born_on
    numbers = old.citizen_id and new.citizen_id and len(old.citizen_id) == len(new.citizen_id)
    one_slip = OSA.distance(compact(old.head_name), compact(new.head_name), score_cutoff=1) <= 1
    return one_slip and bool(same_day or numbers)


def _match(pair: Pair) -> NameMatch:
    return compare_names(pair.old.head_name, pair.new.head_name)[0]


def _moved(pair: Pair) -> bool:
    old, new = pair
    if not old.hamlet or not new.hamlet or place_key(old.hamlet) == place_key(new.hamlet):
        return False
    return hamlets_agree(old.hamlet, new.hamlet) is not True
