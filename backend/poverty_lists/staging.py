"""Writes the rows of a file into the database, and tells what they change in what counts today."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from backend.poverty_lists import queries
from backend.poverty_lists.draft import ListMember, ListRow, Problem
from backend.poverty_lists.models import (
    Change,
    EntryId,
    PovertyList,
    PovertyListEntry,
    PovertyListMember,
    PovertyListProblem,
)
from backend.vietnamese import compact, normal

_ENTRY = tuple(name for name in ListRow._fields if name != "members")
_MEMBER = ListMember._fields


def stage(
    session: Session, begun: PovertyList, rows: Sequence[ListRow], problems: Iterable[Problem] = ()
) -> None:
    """Adds some rows of the file, with their members, and some problems."""
    plain = [row for row in rows if not row.members]
    if plain:
        session.execute(insert(PovertyListEntry), [_entry(begun, row) for row in plain])
    spanning = [row for row in rows if row.members]
    if spanning:
        returned = session.scalars(
            insert(PovertyListEntry).returning(PovertyListEntry.id, sort_by_parameter_order=True),
            [_entry(begun, row) for row in spanning],
        )
        members = [
            _member(begun, entry_id, member)
            for entry_id, row in zip(returned, spanning, strict=True)
            for member in row.members
        ]
        session.execute(insert(PovertyListMember), members)
    found = [_problem(begun, problem) for problem in problems]
    if found:
        session.execute(insert(PovertyListProblem), found)


def compare(session: Session, draft: PovertyList) -> None:
    """Sets `previous_id` and `change` of every row of a draft, beside what counts today."""
    entry = PovertyListEntry
    units = select(entry.unit_id).where(entry.list_id == draft.id).distinct()
    known: dict[object, PovertyListEntry] = {}
    for old in session.scalars(queries.counting().where(entry.unit_id.in_(units))):
        known.setdefault(_same(old), old)
    for new in session.scalars(select(entry).where(entry.list_id == draft.id)):
        previous = known.get(_same(new))
        new.previous_id = previous.id if previous else None
        new.change = _change(previous, new)
    session.flush()


def _same(entry: PovertyListEntry) -> object:
    """By which a household is known again in the next version: the name to the letter, because a
    wrong union of two families is worse than a second record of one."""
    return entry.unit_id, normal(entry.head_name), compact(entry.hamlet), entry.birth_year


def _change(previous: PovertyListEntry | None, new: PovertyListEntry) -> Change:
    if previous is None:
        return Change.ENTERED
    return Change.SAME if previous.standing is new.standing else Change.STANDING


def _entry(begun: PovertyList, row: ListRow) -> dict[str, Any]:
    fields = dict(zip(_ENTRY, row, strict=False))  # the members stand last
    return fields | {
        "list_id": begun.id,
        "unit_id": begun.unit_id,
        "head_key": compact(row.head_name),
        "deprivations": list(row.deprivations),
    }


def _member(begun: PovertyList, entry_id: EntryId, member: ListMember) -> dict[str, Any]:
    fields = dict(zip(_MEMBER, member, strict=True))
    return fields | {
        "entry_id": entry_id,
        "unit_id": begun.unit_id,
        "name_key": compact(member.name),
    }


def _problem(begun: PovertyList, problem: Problem) -> dict[str, Any]:
    fields = {name: getattr(problem, name) for name in Problem.__slots__}
    return fields | {"list_id": begun.id}
