"""What a list changes in what counted before it, in figures that open to rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, select
from sqlalchemy.orm import Session, aliased

from backend.officers.models import Officer
from backend.poverty_lists import queries
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.ending import replaced
from backend.poverty_lists.models import (
    Change,
    EntryId,
    ListId,
    ListKind,
    ListState,
    PovertyList,
    PovertyListEntry,
)

LEFT = (Standing.LEFT_POVERTY, Standing.LEFT_NEAR_POVERTY)


@dataclass(frozen=True)
class Difference:
    """Households by what became of them. `left` counted before and are not in the list (of a list
    of changes: none); `movements` counts those whose class is another by (before, after);
    `left_unknown` are said to have left poverty, and no list has them."""

    before: int
    rows: int
    changes: Counter[Change]
    movements: Counter[tuple[Standing | None, Standing | None]]
    left: int
    left_unknown: int


class Changed(NamedTuple):
    """A row, and the row that it follows."""

    entry: PovertyListEntry
    previous: PovertyListEntry | None


def difference(session: Session, officer: Officer, list_id: ListId) -> Difference:
    """Of a draft: beside what counts today. Of a published list: beside what counted before it."""
    listed = queries.poverty_list(session, officer, list_id)
    entry, previous = PovertyListEntry, aliased(PovertyListEntry)
    own = entry.list_id == listed.id
    changes = session.execute(select(entry.change, func.count()).where(own).group_by(entry.change))
    by_change = {change: count for change, count in changes}
    movements = session.execute(
        select(previous.standing, entry.standing, func.count())
        .join(previous, previous.id == entry.previous_id)
        .where(own, entry.change == Change.STANDING)
        .group_by(previous.standing, entry.standing)
    )
    unknown = select(func.count()).where(own, entry.previous_id.is_(None), entry.standing.in_(LEFT))
    return Difference(
        before=_count(session, _before(listed)),
        rows=sum(by_change.values()),
        changes=Counter({change: n for change, n in by_change.items() if change}),
        movements=Counter({(old, new): n for old, new, n in movements}),
        left=_count(session, left(listed)),
        left_unknown=session.scalar(unknown) or 0,
    )


def rows_of(
    session: Session,
    officer: Officer,
    list_id: ListId,
    change: Change,
    *,
    movement: tuple[Standing | None, Standing | None] | None = None,
    after: EntryId | None = None,
    limit: int = 100,
) -> Sequence[Changed]:
    """The rows of a list with one change, or one movement between classes, with what they were;
    `limit` of them beyond the row `after`."""
    listed = queries.poverty_list(session, officer, list_id)
    entry, previous = PovertyListEntry, aliased(PovertyListEntry)
    query = (
        select(entry, previous)
        .outerjoin(previous, previous.id == entry.previous_id)
        .where(entry.list_id == listed.id, entry.change == change, entry.id > (after or 0))
    )
    if movement:
        query = query.where(_is(previous.standing, movement[0]), _is(entry.standing, movement[1]))
    rows = session.execute(query.order_by(entry.id).limit(limit))
    return [Changed(new, old) for new, old in rows]


def left_rows(
    session: Session,
    officer: Officer,
    list_id: ListId,
    *,
    after: EntryId | None = None,
    limit: int = 100,
) -> Sequence[PovertyListEntry]:
    """The rows that counted before and have no successor in the list."""
    listed = queries.poverty_list(session, officer, list_id)
    entry = PovertyListEntry
    query = select(entry).where(entry.id.in_(left(listed)), entry.id > (after or 0))
    return session.scalars(query.order_by(entry.id).limit(limit)).all()


def left(listed: PovertyList) -> Select[EntryId]:
    """The ids of the rows that leave, or left, with a list."""
    entry, following = PovertyListEntry, aliased(PovertyListEntry)
    followed = exists().where(following.list_id == listed.id, following.previous_id == entry.id)
    return _before(listed).where(~followed)


def _before(listed: PovertyList) -> Select[EntryId]:
    """The ids of the rows that a list ends, or ended."""
    if listed.state is ListState.PUBLISHED or listed.kind is ListKind.PUPILS:
        ended = PovertyListEntry.ended_by_id == listed.id
        return select(PovertyListEntry.id).where(ended)
    return replaced(listed)


def _count(session: Session, ids: Select[EntryId]) -> int:
    return session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def _is(
    column: SQLColumnExpression[Standing | None], value: Standing | None
) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value
