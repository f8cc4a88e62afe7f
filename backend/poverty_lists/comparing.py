"""Sets beside each row of a draft which row it follows among those that count, commune by commune:
a province has a million rows, a commune some thousands."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import table
from backend.poverty_lists.counting import counting
from backend.poverty_lists.models import (
    Change,
    EntryId,
    ListId,
    ListKind,
    ListState,
    PovertyList,
    PovertyListEntry,
)
from backend.poverty_lists.rules import Known, change_of, know_again, place_key
from backend.vietnamese import compact

CHUNK = 2000
_FEW = 1000  # rows that count today
_MOST_HAMLETS = 5000

_entry = table(PovertyListEntry)
_KNOWN = tuple(_entry.c[name] for name in Known._fields)


class Followed(NamedTuple):
    """Which row a row follows, and what became of the household."""

    id: EntryId
    previous_id: EntryId | None
    change: Change


def compare(session: Session, draft: PovertyList) -> None:
    """Compares a whole draft in the caller's transaction."""
    for unit_id in units_of(session, draft.id):
        keep(session, list(followed(session, draft, unit_id)))
    draft.compared = stamp(session, draft.unit_id)
    session.flush()
    session.expire_all()


def units_of(session: Session, list_id: ListId) -> Sequence[UnitId]:
    """The communes that a list speaks of."""
    units = select(PovertyListEntry.unit_id).where(PovertyListEntry.list_id == list_id)
    return session.scalars(units.distinct()).all()


def followed(session: Session, draft: PovertyList, unit_id: UnitId) -> Iterator[Followed]:
    """The rows of one commune for which something else must be kept than what is."""
    if draft.kind is ListKind.PUPILS:
        return
    entry = PovertyListEntry
    old = [
        Known(*row)
        for row in session.execute(
            counting().where(entry.unit_id == unit_id).with_only_columns(*_KNOWN)
        )
    ]
    kept: dict[EntryId, Followed] = {}
    new: list[Known] = []
    rows = select(*_KNOWN, _entry.c.previous_id, _entry.c.change)
    if len(old) <= _FEW:
        said = _entry.c.change.is_distinct_from(Change.ENTERED)
        rows = rows.where(
            or_(_may_follow(session, old, draft), _entry.c.previous_id.is_not(None), said)
        )
    for *known, previous_id, change in session.execute(
        rows.where(_entry.c.list_id == draft.id, _entry.c.unit_id == unit_id)
    ):
        new.append(Known(*known))
        kept[new[-1].id] = Followed(new[-1].id, previous_id, change)
    found = {row.id: Followed(row.id, None, Change.ENTERED) for row in new}
    for pair in know_again(old, new):
        found[pair.new.id] = Followed(pair.new.id, pair.old.id, change_of(pair))
    yield from (row for row in found.values() if row != kept[row.id])


def _may_follow(session: Session, old: Sequence[Known], draft: PovertyList) -> ColumnElement[bool]:
    """Whether a row has anything by which `know_again` knows one of these: so a first list, or the
    first whole one, which may be long, is hardly looked at."""
    places = {place_key(row.hamlet) for row in old}
    written = select(_entry.c.hamlet).where(_entry.c.list_id == draft.id).distinct()
    hamlets = session.scalars(written.limit(_MOST_HAMLETS)).all()
    here = [hamlet for hamlet in hamlets if place_key(hamlet) in places]
    years = _entry.c.birth_year.in_({row.birth_year for row in old if row.birth_year})
    return or_(
        _entry.c.citizen_hash.in_({row.citizen_id for row in old if row.citizen_id}),
        _entry.c.head_key.in_({compact(row.head_name) for row in old}),
        years if len(hamlets) == _MOST_HAMLETS else and_(years, _entry.c.hamlet.in_(here)),
    )


def keep(session: Session, rows: Sequence[Followed]) -> None:
    """Writes what was found."""
    if not rows:
        return
    if session.get_bind().dialect.name == "sqlite":
        setting = (
            update(_entry)
            .where(_entry.c.id == bindparam("row_id"))
            .values(previous_id=bindparam("previous"), change=bindparam("became"))
        )
        names = ("row_id", "previous", "became")
        session.execute(setting, [dict(zip(names, row, strict=True)) for row in rows])
        return
    ids, previous, changes = zip(*rows, strict=True)
    changes = tuple(change.value for change in changes)
    given = (
        func.unnest(_array(ids, BigInteger), _array(previous, BigInteger), _array(changes, String))
        .table_valued("row_id", "previous", "became")
        .render_derived()
    )
    session.execute(
        update(_entry)
        .where(_entry.c.id == given.c.row_id)
        .values(previous_id=given.c.previous, change=given.c.became)
    )


def chunks(rows: Iterator[Followed]) -> Iterator[list[Followed]]:
    """In the portions of one transaction each."""
    while portion := list(islice(rows, CHUNK)):
        yield portion


def stamp(session: Session, unit_id: UnitId) -> str:
    """What a comparison in this unit rests on: which lists count there, above and below."""
    counting = select(PovertyList.id).where(
        PovertyList.state == ListState.PUBLISHED,
        PovertyList.kind != ListKind.PUPILS,
        PovertyList.unit_id.in_(units_around(session, unit_id)),
    )
    ids = session.scalars(counting.order_by(PovertyList.id)).all()
    return hashlib.sha256(repr(list(ids)).encode()).hexdigest()


def units_around(session: Session, unit_id: UnitId) -> Select[UnitId]:
    """The unit with everything above and below it: their lists may speak of the same communes."""
    unit = session.get_one(AdministrativeUnit, unit_id)
    above = [int(part) for part in unit.path.split("/") if part] or [unit.id]
    own = AdministrativeUnit.id
    return select(own).where(or_(own.in_(above), scope.below(own, unit_id)))


def _array(values: Sequence[Any], of: type[Any]) -> Any:
    return bindparam(None, list(values), ARRAY(of), unique=True)
