"""What the publication of a list ends, and what counts again when it is undone."""

from sqlalchemy import ColumnElement, Select, Update, exists, or_, select, update
from sqlalchemy.orm import Session

from backend.poverty_lists.counting import counting
from backend.poverty_lists.models import (
    EntryId,
    ListId,
    ListKind,
    ListState,
    PovertyList,
    PovertyListEntry,
)
from backend.poverty_lists.schools import school_key


def replaced(draft: PovertyList) -> Select[EntryId]:
    """The rows that count until this draft of a year or of changes is published."""
    entry = PovertyListEntry
    own = select(entry).where(entry.list_id == draft.id)
    rows: ColumnElement[bool]
    if draft.kind is ListKind.YEAR:
        rows = entry.unit_id.in_(own.with_only_columns(entry.unit_id).distinct())
    else:
        rows = entry.id.in_(own.with_only_columns(entry.previous_id))
    return counting().with_only_columns(entry.id).where(rows)


def end_replaced(session: Session, draft: PovertyList) -> None:
    """From now on those rows count no more."""
    entry = PovertyListEntry
    ended: ColumnElement[bool]
    if draft.kind is ListKind.PUPILS:
        ended = entry.list_id.in_(_of_same_school(session, draft)) & entry.ended_by_id.is_(None)
    else:
        ended = entry.id.in_(replaced(draft))
    session.execute(_update().where(ended).values(ended_by_id=draft.id))


def count_again(session: Session, undone: PovertyList) -> None:
    """What a list ended counts as before."""
    ended = PovertyListEntry.ended_by_id == undone.id
    session.execute(_update().where(ended).values(ended_by_id=None))


def later_list(session: Session, listed: PovertyList) -> PovertyList | None:
    """The newest list that was published after this one for some of its communes, or, of pupils,
    for the same school: undoing this one would leave it without ground."""
    entry = PovertyListEntry
    query = (
        select(PovertyList)
        .where(
            PovertyList.state == ListState.PUBLISHED,
            PovertyList.id != listed.id,
            PovertyList.published_at >= listed.published_at,
        )
        .order_by(PovertyList.published_at.desc(), PovertyList.id.desc())
        .limit(1)
    )
    if listed.kind is ListKind.PUPILS:
        ended = select(entry.ended_by_id).where(entry.list_id == listed.id)
        return session.scalar(query.where(PovertyList.id.in_(ended)))
    units = select(entry.unit_id).where(entry.list_id == listed.id)
    here = exists().where(entry.list_id == PovertyList.id, entry.unit_id.in_(units))
    # Rows that were ended by it name it, should two clocks not agree on what is later.
    ended = select(entry.ended_by_id).where(entry.list_id == listed.id)
    return session.scalar(
        query.where(PovertyList.kind != ListKind.PUPILS, or_(here, PovertyList.id.in_(ended)))
    )


def _of_same_school(session: Session, draft: PovertyList) -> list[ListId]:
    others = session.scalars(
        select(PovertyList).where(
            PovertyList.unit_id == draft.unit_id,
            PovertyList.kind == ListKind.PUPILS,
            PovertyList.state == ListState.PUBLISHED,
        )
    )
    return [other.id for other in others if school_key(other) == school_key(draft)]


def _update() -> Update:
    return update(PovertyListEntry).execution_options(synchronize_session=False)
