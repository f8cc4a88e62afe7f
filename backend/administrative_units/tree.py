"""The tree of units in memory: it changes by command only, and nearly every message needs it.

A process keeps the newest trees that it read, known by the stamp that every change renews. Asking for
a tree costs one row; building one of the whole country, with old units, about a third of a second.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import (
    AdministrativeUnit,
    Level,
    TreeStamp,
    UnitId,
    UnitSuccession,
)
from backend.administrative_units.names import KINDS, key, words_of
from backend.db import table

KEPT = 4
TREE = "unit_tree"  # in a session's own notes: what a transaction saw once, it sees until its end
Choices = tuple[tuple[UnitId, str, tuple[str, ...]], ...]  # id, full name, former names


@dataclass(frozen=True)
class Place:
    """A unit as people name it; `former_names` are those by which they still call it."""

    id: UnitId
    type: str
    name: str
    former_names: tuple[str, ...] = ()

    @cached_property
    def full_name(self) -> str:
        """With its type: "xã A Lưới 1", "Thôn 1"."""
        return AdministrativeUnit.with_type(self.type, self.name)


class Unit(NamedTuple):
    """A row of the tree."""

    id: UnitId
    parent_id: UnitId | None
    level: Level
    type: str
    name: str
    valid_from: date
    valid_to: date | None
    former_id: UnitId | None
    earlier: str
    served: bool
    code: str | None

    def exists(self, at: date) -> bool:
        """Whether the unit is there on a day."""
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)

    @property
    def full_name(self) -> str:
        """With its type."""
        return AdministrativeUnit.with_type(self.type, self.name)


class Succession(NamedTuple):
    """What an old unit became."""

    old_id: UnitId
    new_id: UnitId
    divided: bool
    likeliest: bool


_unit = table(AdministrativeUnit).c
_UNITS = select(*(_unit[name] for name in Unit._fields)).order_by(_unit.id)
_succession = table(UnitSuccession).c
_SUCCESSIONS = select(*(_succession[name] for name in Succession._fields)).order_by(
    _succession.likeliest.desc(), _succession.old_id, _succession.new_id
)
_STAMP = select(table(TreeStamp).c.stamp)
_trees: OrderedDict[str, "Tree"] = OrderedDict()


def tree(session: Session) -> "Tree":
    """The tree as this session sees it."""
    if TREE not in session.info:
        session.info[TREE] = _tree(session.connection())
    seen: Tree = session.info[TREE]
    return seen


def _tree(connection: Connection) -> "Tree":
    stamp = connection.execute(_STAMP).scalar()
    if stamp is None:  # a database without units
        return Tree([], [])
    found = _trees.get(stamp)
    if found is None:
        units = [Unit(*row) for row in connection.execute(_UNITS)]
        found = Tree(units, [Succession(*row) for row in connection.execute(_SUCCESSIONS)])
        _trees[stamp] = found
        while len(_trees) > KEPT:
            _trees.popitem(last=False)
    return found


class Tree:
    """Units by id, by name, by parent, and before and after a reform. Never changed once built."""

    def __init__(self, units: list[Unit], successions: list[Succession]) -> None:
        self.units = {unit.id: unit for unit in units}
        self.below: dict[UnitId, list[Unit]] = defaultdict(list)
        self.successors: dict[UnitId, list[Succession]] = defaultdict(list)
        self.predecessors: dict[UnitId, list[Unit]] = defaultdict(list)
        for unit in units:
            if unit.parent_id is not None:
                self.below[unit.parent_id].append(unit)
        for succession in successions:
            self.successors[succession.old_id].append(succession)
            self.predecessors[succession.new_id].append(self.units[succession.old_id])
        self._communes: dict[date, tuple[Place, ...]] = {}
        self._choices: dict[date, Choices] = {}
        self._above: dict[UnitId, frozenset[UnitId]] = {}

    @cached_property
    def by_name(self) -> dict[str, tuple[Unit, ...]]:
        """Units by `names.key` of their name and of still older ones."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            for own in {key(unit.name), *unit.earlier.split(), *_without_kind(unit)}:
                found[own].append(unit)
        return {name: tuple(units) for name, units in found.items()}

    def place(self, unit: Unit) -> Place:
        """A unit as people name it."""
        olds = (
            [self.units[unit.former_id]] if unit.former_id else self.predecessors.get(unit.id, ())
        )
        names = (old.full_name for old in olds)
        own = unit.full_name
        return Place(unit.id, unit.type, unit.name, tuple(n for n in names if n != own))

    def communes(self, at: date) -> tuple[Place, ...]:
        """The communes that take part, by name; all, as long as none was chosen."""
        if at not in self._communes:
            there = [u for u in self.units.values() if u.level is Level.COMMUNE and u.exists(at)]
            chosen = [unit for unit in there if unit.served] or there
            self._communes = {at: tuple(self.place(u) for u in sorted(chosen, key=_by_name))}
        return self._communes[at]

    def choices(self, at: date) -> Choices:
        """As `communes`: id, full name and former names of each. The same object all day."""
        if at not in self._choices:
            chosen = self.communes(at)
            self._choices = {at: tuple((p.id, p.full_name, p.former_names) for p in chosen)}
        return self._choices[at]

    def hamlets(self, commune: UnitId, at: date) -> list[Place]:
        """The hamlets of a commune, as they were added."""
        return [
            self.place(unit)
            for unit in self.below.get(commune, ())
            if unit.level is Level.HAMLET and unit.exists(at)
        ]

    def above(self, unit: Unit) -> frozenset[UnitId]:
        """Everything that one may name behind a unit's name to say which it is: what it belongs to,
        today and before, and what it was before."""
        if unit.id not in self._above:
            found: set[UnitId] = set()
            for near in self._one_step_up(unit):
                found |= {near.id, *self.parents(near)}
            self._above[unit.id] = frozenset(found)
        return self._above[unit.id]

    def _one_step_up(self, unit: Unit) -> Iterator[Unit]:
        if unit.parent_id:
            yield self.units[unit.parent_id]
        if unit.former_id:
            yield self.units[unit.former_id]
        elif unit.level is Level.HAMLET and unit.parent_id:
            yield from self.predecessors.get(unit.parent_id, ())
        yield from self.predecessors.get(unit.id, ())
        for succession in self.successors.get(unit.id, ()):
            yield self.units[succession.new_id]
        for part in self.below.get(unit.id, ()) if unit.level is Level.DISTRICT else ():
            for succession in self.successors.get(part.id, ()):
                yield from (self.units[up] for up in self.parents(self.units[succession.new_id]))

    def is_within(self, unit_id: UnitId, top: UnitId) -> bool:
        """Whether a unit is another one or below it. No for one that is not there."""
        unit = self.units.get(unit_id)
        return unit is not None and top in (unit.id, *self.parents(unit))

    def parents(self, unit: Unit) -> Iterator[UnitId]:
        """The units above one, from the next to the root."""
        while unit.parent_id is not None:
            yield unit.parent_id
            unit = self.units[unit.parent_id]


def _by_name(unit: Unit) -> tuple[str, UnitId]:
    return unit.name, unit.id


def _without_kind(unit: Unit) -> tuple[str, ...]:
    """Hamlets carry their kind in the name: "Thôn A Năm" is also found as "A Năm"."""
    words = words_of(unit.name)
    for length in (3, 2, 1):
        if words.folded[:length] in KINDS and len(words) > length:
            return (words.key(length, 99),)
    return ()
