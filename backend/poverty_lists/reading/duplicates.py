"""Finds the households that a file holds twice.

A folded name is a filter and never a proof: two rows that a file tells apart (other numbers, other
days of birth, Hoa and Hòa) are only shown to the officer as alike.
"""

import marshal
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from backend.poverty_lists.draft import BirthPrecision, ListMember, ListRow, Problem
from backend.poverty_lists.reading.problems import Kind, problem
from backend.vietnamese import compact, fold, normal

_SAME_PERSON = 80  # of 100: one name with a slip, not the name of a husband or a wife


class First(NamedTuple):
    """What must be known of an earlier row to tell a later one from it; kept as bytes."""

    sheet: str
    row: int
    name: str
    citizen_id: str | None
    birth_day: int | None  # the ordinal of the full date, otherwise none
    has_year: bool
    note: str


class Seen:
    """The households read so far, by number and by a hash of name, year and hamlet: a list of a
    province has a million."""

    def __init__(self) -> None:
        self.by_citizen_id: dict[int, bytes] = {}
        self.by_name: dict[int, bytes] = {}
        self.members: dict[int, bytes] = {}

    def add(self, row: ListRow) -> Problem | None:
        """Remembers a household; the problem where the same one, or one like it, came before."""
        me = _first(row.sheet, row.row, row.head_name, row)
        place = (row.birth_year, _folded(row.hamlet), _folded(row.commune))
        found = self._same(me, place, Kind.DUPLICATE)
        if row.members and not (found and found.refused):
            found = found or self._shared(row, me)
        return found

    def add_pupil(self, row: ListRow) -> Problem | None:
        """The same for a school's list, where brothers and sisters share a parent."""
        pupil = row.members[0]
        me = _first(row.sheet, row.row, pupil.name, pupil)
        place = (pupil.birth_year, _folded(pupil.school_class), _compact(row.head_name))
        return self._same(me, place, Kind.DUPLICATE_PUPIL)

    def _same(self, me: First, place: tuple[object, ...], refusing: Kind) -> Problem | None:
        number = _as_number(me.citizen_id)
        if number and (kept := self.by_citizen_id.get(number)):
            first = _unpacked(kept)
            alike = fuzz.ratio(_compact(first.name), _compact(me.name)) >= _SAME_PERSON
            return _problem(refusing if alike else Kind.SAME_NUMBER, me, first)
        key = hash((_compact(me.name), place))
        kept = self.by_name.get(key)
        alike_by_name = _unpacked(kept) if kept else None
        if alike_by_name and not _told_apart(alike_by_name, me):
            return _problem(refusing, me, alike_by_name)
        packed = marshal.dumps(tuple(me))
        if number:
            self.by_citizen_id[number] = packed
        if alike_by_name:
            return _problem(Kind.LOOK_ALIKE, me, alike_by_name)
        self.by_name[key] = packed
        shared = self.members.get(number) if number else None
        return _problem(Kind.SHARED_MEMBER, me, _unpacked(shared)) if shared else None

    def _shared(self, row: ListRow, me: First) -> Problem | None:
        """A child, or a wife, who is in another household too."""
        found = None
        packed = marshal.dumps(tuple(me))
        for key in _keys_of(row):
            kept = self.by_citizen_id.get(key) or self.members.setdefault(key, packed)
            first = me if kept is packed else _unpacked(kept)
            if (first.sheet, first.row) != (me.sheet, me.row):
                found = found or _problem(Kind.SHARED_MEMBER, me, first)
        return found


def _keys_of(row: ListRow) -> Iterator[int]:
    for member in row.members:
        if number := _as_number(member.citizen_id):
            yield number
        elif member.birth_precision is BirthPrecision.DAY:
            yield hash((_compact(member.name), member.birth_date))


def _first(sheet: str, row: int, name: str, person: ListRow | ListMember) -> First:
    whole = person.birth_precision is BirthPrecision.DAY
    return First(
        sheet,
        row,
        name,
        person.citizen_id,
        person.birth_date.toordinal() if whole and person.birth_date else None,
        person.birth_year is not None,
        person.note,
    )


def _unpacked(kept: bytes) -> First:
    return First(*marshal.loads(kept))  # noqa: S302 - of `Seen` itself


def _told_apart(first: First, me: First) -> bool:
    by_number = first.citizen_id and me.citizen_id and first.citizen_id != me.citizen_id
    by_day = first.birth_day and me.birth_day and first.birth_day != me.birth_day
    by_marks = _has_marks(first) and _has_marks(me) and _spelling(first) != _spelling(me)
    by_note = first.note and me.note and first.note != me.note  # "Hồ Văn Nam 1", "... 2"
    return bool(by_number or by_day or by_marks or by_note or not me.has_year)


def _has_marks(one: First) -> bool:
    return normal(one.name) != fold(one.name)


def _spelling(one: First) -> str:
    return normal(one.name).replace(" ", "")


def _as_number(citizen_id: str | None) -> int:
    """0 for none; a 1 in front keeps the first zeros."""
    return int(f"1{citizen_id}") if citizen_id else 0


@lru_cache(maxsize=20_000)
def _word(word: str) -> str:
    return compact(word)


def _compact(name: str) -> str:
    """`compact`, word by word: the words of names come again and again."""
    return "".join(map(_word, name.split()))


@lru_cache(maxsize=5_000)
def _folded(content: str) -> str:
    return fold(content)


def _problem(kind: Kind, me: First, first: First) -> Problem:
    return problem(kind, me.sheet, me.row, first_row=first.row, first_sheet=first.sheet)
