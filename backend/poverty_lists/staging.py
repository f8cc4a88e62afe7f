"""Writes the rows of a file into the database, and takes them out again."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.db import bulk_insert, reserve_ids, table
from backend.households.keys import keys_of
from backend.poverty_lists.draft import ListMember, ListRow, Problem
from backend.poverty_lists.models import (
    Change,
    EntryId,
    ListId,
    ListKind,
    PovertyList,
    PovertyListEntry,
    PovertyListMember,
    PovertyListProblem,
)

CHUNK = 2000  # rows a transaction: a message that comes in meanwhile waits some tenths of a second

_ENTRY = (
    *("id", "list_id", "unit_id", "change"),
    *("head_key", "given_key", "citizen_hash", "deprivations"),
    *(name for name in ListRow._fields if name not in ("members", "deprivations")),
)
_DEPRIVATIONS, _MEMBERS = ListRow._fields.index("deprivations"), ListRow._fields.index("members")
_MEMBER = ("entry_id", "unit_id", "name_key", "given_key", "citizen_hash", *ListMember._fields)
_PROBLEM = ("list_id", *Problem.__slots__)
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")  # letters, and single spaces between words


class Placed(NamedTuple):
    """A row, and the commune that it belongs to."""

    row: ListRow
    unit_id: UnitId


def stage(
    session: Session, begun: PovertyList, rows: Sequence[Placed], problems: Iterable[Problem] = ()
) -> None:
    """Adds some rows of the file, with their members, and some problems. What was not there before
    has entered: comparing finds out what was."""
    change = None if begun.kind is ListKind.PUPILS else Change.ENTERED
    ids = [EntryId(number) for number in reserve_ids(session, table(PovertyListEntry), len(rows))]
    entries = (
        (id_, begun.id, placed.unit_id, change, *_entry(placed.row))
        for id_, placed in zip(ids, rows, strict=True)
    )
    bulk_insert(session, table(PovertyListEntry), _ENTRY, entries)
    members = [
        _member(id_, placed.unit_id, member)
        for id_, placed in zip(ids, rows, strict=True)
        for member in placed.row.members
    ]
    bulk_insert(session, table(PovertyListMember), _MEMBER, members)
    bulk_insert(
        session,
        table(PovertyListProblem),
        _PROBLEM,
        ((begun.id, *(getattr(found, name) for name in Problem.__slots__)) for found in problems),
    )


def forget_rows(session: Session, list_id: ListId, limit: int | None = None) -> bool:
    """Deletes what was staged of a list that was never published, at most `limit` households of it;
    whether nothing is left."""
    entry = PovertyListEntry
    rest = None
    if limit:
        ids = select(entry.id).where(entry.list_id == list_id).order_by(entry.id)
        rest = session.scalar(ids.offset(limit).limit(1))
    forgotten = delete(entry).where(entry.list_id == list_id)
    session.execute(forgotten.where(entry.id < rest) if rest else forgotten)
    session.execute(delete(PovertyListProblem).where(PovertyListProblem.list_id == list_id))
    return rest is None


def quick_keys_of(name: str) -> tuple[str, str]:
    """As `keys_of`, four times as fast for a million names: they are made of a few thousand words."""
    if not _PLAIN.fullmatch(name):
        return keys_of(name)
    words = [_key_of_word(word) for word in name.split(" ")]
    return "".join(words), words[-1] or keys_of(name)[1]


@lru_cache(maxsize=4096)
def _key_of_word(word: str) -> str:
    return keys_of(word)[0]


def _entry(row: ListRow) -> tuple[Any, ...]:
    before, after = row[:_DEPRIVATIONS], row[_DEPRIVATIONS + 1 : _MEMBERS]
    keys = quick_keys_of(row.head_name)
    return *keys, row.citizen_id, list(row.deprivations), *before, *after


def _member(entry_id: EntryId, unit_id: UnitId, member: ListMember) -> tuple[Any, ...]:
    return entry_id, unit_id, *quick_keys_of(member.name), member.citizen_id, *member
