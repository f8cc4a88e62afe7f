"""Whether the chain is whole, and where it is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from backend.audit.models import AuditEntry, AuditHead, AuditLink
from backend.audit.rules import START, link_hash
from backend.db import table

PORTION = 2000  # links that are read at a time
MOST_BREAKS = 20  # after so many nobody needs another
_entries, _links = table(AuditEntry), table(AuditLink)


class BreakKind(StrEnum):
    """What was done to the chain."""

    CHANGED = "changed"  # the entry, or its link, is not what was committed
    REMOVED = "removed"  # a position, or its entry, is missing
    INSERTED = "inserted"  # an entry that no link speaks of
    CUT = "cut"  # the end is not where the head says
    OTHER = "other"  # not the chain that was noted down elsewhere


@dataclass(frozen=True)
class Break:
    """One place: the position in the chain, the number of the entry, the day of the last sound
    entry before it; None where there is none."""

    kind: BreakKind
    position: int | None = None
    entry_id: int | None = None
    after: datetime | None = None


@dataclass
class Checked:
    """Links from after `began` up to `position` were walked. `hash` is the last link's."""

    began: int
    position: int
    hash: str
    breaks: list[Break]
    at_end: bool = False

    @property
    def is_whole(self) -> bool:
        """Nothing was changed, removed or inserted."""
        return not self.breaks


@dataclass(frozen=True)
class Noted:
    """A link that somebody wrote down outside of the database."""

    position: int
    hash: str


def check(
    session: Session, after: int = 0, most: int | None = None, noted: Noted | None = None
) -> Checked:
    """Walks the chain from the link after position `after`, `most` links or all of them. What only
    shows at the end (a cut, an insertion) is looked for once the end is reached. Memory does not
    grow with the chain."""
    start = session.scalar(select(_links.c.hash).where(_links.c.position == after))
    checked = Checked(after, after, start or START, [])
    last = None if most is None else after + most
    at: datetime | None = None
    for row in _walk(session, after, last):
        if len(checked.breaks) >= MOST_BREAKS:
            return checked
        found = _compare(row, checked, at)
        if found:
            checked.breaks.append(found)
        checked.position, checked.hash = row.position, row.link
        at = row.at or at
        if noted and noted.position == row.position and noted.hash != row.link[: len(noted.hash)]:
            checked.breaks.append(Break(BreakKind.OTHER, row.position, row.id, at))
    end = session.scalar(select(_links.c.position).order_by(_links.c.position.desc()).limit(1))
    checked.at_end = checked.position >= (end or 0)
    if checked.at_end:
        checked.breaks += [*_cut(session, checked, noted), *_inserted(session)]
    return checked


def _compare(row: Row[Any], checked: Checked, at: datetime | None) -> Break | None:
    expected = checked.position + 1
    if row.position != expected or row.id is None:
        return Break(
            BreakKind.REMOVED, expected, row.entry if row.position == expected else None, at
        )
    if link_hash(checked.hash, row, row.position) != row.link:
        return Break(BreakKind.CHANGED, row.position, row.id, at)
    return None


def _walk(session: Session, after: int, last: int | None) -> Iterator[Row[Any]]:
    query = (
        select(
            _links.c.position,
            _links.c.hash.label("link"),
            _links.c.entry_id.label("entry"),
            *_entries.c,
        )
        .outerjoin(_entries, _entries.c.id == _links.c.entry_id)
        .order_by(_links.c.position)
        .limit(PORTION)
    )
    if last is not None:
        query = query.where(_links.c.position <= last)
    while rows := session.execute(query.where(_links.c.position > after)).all():
        yield from rows
        after = rows[-1].position


def _cut(session: Session, checked: Checked, noted: Noted | None) -> Iterator[Break]:
    head = session.get(AuditHead, 1)
    said = (head.position, head.hash) if head else (0, START)
    ended_early = noted is not None and noted.position > checked.position
    if said != (checked.position, checked.hash) or ended_early:
        yield Break(BreakKind.CUT, checked.position + 1)


def _inserted(session: Session) -> Iterator[Break]:
    query = (
        select(_entries.c.id, _entries.c.at)
        .outerjoin(_links, _links.c.entry_id == _entries.c.id)
        .where(_links.c.position.is_(None))
        .order_by(_entries.c.id)
        .limit(MOST_BREAKS)
    )
    for row in session.execute(query):
        yield Break(BreakKind.INSERTED, None, row.id, row.at)
