"""Adds what a transaction noted to the chain, as the last thing before it commits.

The head is locked as late as can be: what else the transaction needs it has by then, so nobody can
wait for it in a circle, and others wait for one commit, not for the whole of a long transaction.
"""

from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from backend.audit.models import AuditEntry, AuditHead, AuditLink
from backend.audit.rules import START, link_hash
from backend.db import table

_NOTED = "audit_entries_noted"
_heads = table(AuditHead)
_HEAD = select(_heads.c.position, _heads.c.hash).where(_heads.c.id == 1).with_for_update()
_FIRST = upsert(_heads).values(id=1, position=0, hash=START).on_conflict_do_nothing()
_MOVE = update(_heads).where(_heads.c.id == 1)
_ADD = insert(table(AuditLink))


def remember(session: Session, entry: AuditEntry) -> None:
    """The entry is to be linked when this transaction commits."""
    session.info.setdefault(_NOTED, []).append(entry)


@event.listens_for(Session, "before_commit")
def _link(session: Session) -> None:
    if session.in_nested_transaction() or _NOTED not in session.info:
        return
    session.flush()
    # What a savepoint has undone is not in the session any more.
    noted = [entry for entry in session.info.pop(_NOTED) if entry in session]
    if noted:
        _append(session, noted)


def _append(session: Session, entries: list[AuditEntry]) -> None:
    head = session.execute(_HEAD).first()
    if head is None:  # the very first entry of this database; two may be the first
        session.execute(_FIRST)
        head = session.execute(_HEAD).one()
    position, before = head
    links: list[dict[str, Any]] = []
    for entry in entries:
        position += 1
        before = link_hash(before, entry, position)
        links.append({"position": position, "entry_id": entry.id, "hash": before})
    session.execute(_ADD, links)
    session.execute(_MOVE, {"position": position, "hash": before})
