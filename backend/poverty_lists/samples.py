"""A few rows of a list as an officer looks at them: the values of each column, and the people of
each household."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.poverty_lists.draft import DraftSheet
from backend.poverty_lists.models import (
    EntryId,
    ListId,
    PovertyListEntry,
    PovertyListMember,
)
from backend.privacy import mask_citizen_id, mask_phone

_ROWS = 12
_VALUES = 3
_LONGEST = 40
_MASKS = {"citizen_id": mask_citizen_id, "phone": mask_phone}


def samples_of(session: Session, list_id: ListId, sheet: DraftSheet) -> dict[int, list[str]]:
    """Some different values by column, of a list that was fetched within the scope; numbers of
    people masked."""
    query = select(PovertyListEntry.raw, PovertyListEntry.id).where(
        PovertyListEntry.list_id == list_id, PovertyListEntry.sheet == sheet.name
    )
    entries = session.execute(query.order_by(PovertyListEntry.id).limit(_ROWS)).all()
    ids = [entry_id for _raw, entry_id in entries]
    members = select(PovertyListMember.raw).where(PovertyListMember.entry_id.in_(ids))
    rows = [raw for raw, _id in entries] + list(session.scalars(members.limit(_ROWS)))
    masked = {
        column.number: _MASKS[field] for field, column in sheet.columns.items() if field in _MASKS
    }
    found: dict[int, list[str]] = {}
    for raw in rows:
        for number, value in raw.items():
            values = found.setdefault(int(number), [])
            shown = masked.get(int(number), str)(value[:_LONGEST])
            if shown not in values and len(values) < _VALUES:
                values.append(shown)
    return found


def members_of(
    session: Session, entries: Iterable[PovertyListEntry]
) -> dict[EntryId, Sequence[PovertyListMember]]:
    """The people of some households, whose rows were fetched within the scope."""
    member = PovertyListMember
    ids = [entry.id for entry in entries]
    query = select(member).where(member.entry_id.in_(ids)).order_by(member.id)
    people: dict[EntryId, list[PovertyListMember]] = {}
    for person in session.scalars(query) if ids else ():
        people.setdefault(person.entry_id, []).append(person)
    return dict(people)


def rows_by_sheet(session: Session, list_id: ListId) -> dict[str, list[list[int]]]:
    """The row numbers of each accepted household, by sheet, of a list that was fetched within the
    scope."""
    entry, member = PovertyListEntry, PovertyListMember
    query = select(entry.id, entry.sheet, entry.row).where(entry.list_id == list_id)
    households: dict[EntryId, list[int]] = {}
    sheets: dict[str, list[list[int]]] = {}
    for entry_id, sheet, row in session.execute(query.order_by(entry.id)):
        households[entry_id] = [row]
        sheets.setdefault(sheet, []).append(households[entry_id])
    people = select(member.entry_id, member.row).join(entry, entry.id == member.entry_id)
    for entry_id, row in session.execute(people.where(entry.list_id == list_id)):
        if row not in households[entry_id]:
            households[entry_id].append(row)
    return sheets
