"""Everything that points at one contact, made to point at another, in tables that nobody lists here.

The columns are found through the metadata, so that a table of tomorrow is moved as well. Where a
contact may have only one of a kind, what the other contact has stays and the second one stays behind.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, UniqueConstraint, and_, exists, select, update
from sqlalchemy.orm import Session

from backend.contacts.models import Contact, ContactId
from backend.db import table
from backend.tables import metadata

# What tells history, and the talk, which is joined by a rule of its own.
STAYS = frozenset(
    ("audit_entries.contact_id", "contact_links.joined_id", "conversations.contact_id")
)

Moved = dict[str, list[int]]


def pointing() -> Iterator[Column[Any]]:
    """Every column that names a contact and is moved with it."""
    contact = table(Contact).c.id
    for each in metadata.sorted_tables:
        for column in each.columns:
            if column.references(contact) and str(column) not in STAYS:
                yield column


def move(session: Session, source: ContactId, target: ContactId) -> Moved:
    """Moves the rows; hands back the numbers of those that have one, by "table.column"."""
    moved: Moved = {}
    for column in pointing():
        rows = and_(column == source, *(~double for double in _doubles(column, target)))
        if "id" in column.table.c:
            moved[str(column)] = list(session.scalars(select(column.table.c.id).where(rows)))
        session.execute(update(column.table).where(rows).values({column.name: target}))
    session.expire_all()
    return {name: numbers for name, numbers in moved.items() if numbers}


def move_back(session: Session, moved: Moved, source: ContactId, target: ContactId) -> None:
    """Moves rows back, as `move` noted them, unless they have gone elsewhere since."""
    for column in pointing():
        numbers = moved.get(str(column))
        if numbers:
            rows = and_(column == source, column.table.c.id.in_(numbers))
            session.execute(update(column.table).where(rows).values({column.name: target}))
    session.expire_all()


def _doubles(column: Column[Any], target: ContactId) -> Iterator[ColumnElement[bool]]:
    """For each unique set of columns that `column` is part of: whether the target has the like."""
    theirs = column.table.alias()
    constraints = [c for c in column.table.constraints if isinstance(c, UniqueConstraint)]
    indexes = [index for index in column.table.indexes if index.unique]
    sets = [each.columns for each in (column.table.primary_key, *constraints)]
    for columns in (*sets, *(index.columns for index in indexes)):
        names = [each.name for each in columns]
        if column.name in names:
            same = [theirs.c[n] == column.table.c[n] for n in names if n != column.name]
            yield exists().where(theirs.c[column.name] == target, *same)
