"""Reading poverty lists."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import UnitId
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists.draft import Problem, Standing
from backend.poverty_lists.models import (
    EntryId,
    ListId,
    ListKind,
    ListState,
    PovertyList,
    PovertyListEntry,
    PovertyListProblem,
)
from backend.vietnamese import compact


def counting() -> Select[PovertyListEntry]:
    """The rows that count today, of all communes: published, and ended by no later list."""
    return (
        select(PovertyListEntry)
        .join(PovertyList, PovertyListEntry.list_id == PovertyList.id)
        .where(
            PovertyListEntry.ended_by_id.is_(None),
            PovertyList.state == ListState.PUBLISHED,
            PovertyList.kind != ListKind.PUPILS,
        )
    )


def newest_list(session: Session, unit_id: UnitId) -> PovertyList | None:
    """The version that was published last for a commune. Matching reads it on a family's behalf, so
    it takes a unit and no officer."""
    return session.scalar(
        select(PovertyList)
        .where(
            PovertyList.unit_id == unit_id,
            PovertyList.state == ListState.PUBLISHED,
            PovertyList.kind != ListKind.PUPILS,
        )
        .order_by(PovertyList.published_at.desc(), PovertyList.id.desc())
        .limit(1)
    )


def counts_today(session: Session, entry_id: EntryId, unit_id: UnitId) -> bool:
    """Whether a row is one of those that count in a commune today."""
    query = counting().where(PovertyListEntry.id == entry_id, PovertyListEntry.unit_id == unit_id)
    return session.scalar(query.with_only_columns(PovertyListEntry.id)) is not None


def lists(session: Session, officer: Officer) -> Sequence[PovertyList]:
    """Every published version of the officer's unit, newest first."""
    query = select(PovertyList).where(
        scope.within(officer, PovertyList.unit_id), PovertyList.state == ListState.PUBLISHED
    )
    return session.scalars(query.order_by(PovertyList.id.desc())).all()


def poverty_list(session: Session, officer: Officer, list_id: ListId) -> PovertyList:
    """One version. Raises `NotFound`, also for another unit's."""
    query = select(PovertyList).where(
        PovertyList.id == list_id, scope.within(officer, PovertyList.unit_id)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có danh sách này trong đơn vị của anh/chị."))
    return found


def entries(
    session: Session,
    officer: Officer,
    list_id: ListId,
    *,
    after: EntryId | None = None,
    limit: int | None = None,
) -> Sequence[PovertyListEntry]:
    """The rows of one version, as they stood in the file; `limit` of them beyond the row `after`."""
    found = poverty_list(session, officer, list_id)
    query = select(PovertyListEntry).where(PovertyListEntry.list_id == found.id)
    if after:
        query = query.where(PovertyListEntry.id > after)
    return session.scalars(query.order_by(PovertyListEntry.id).limit(limit)).all()


def entries_by_head(
    session: Session, officer: Officer, list_id: ListId, text: str, limit: int = 20
) -> Sequence[PovertyListEntry]:
    """Rows of one version whose head's name contains the text; marks and spaces do not count."""
    found, key = poverty_list(session, officer, list_id), compact(text)
    if not key:
        return ()
    query = select(PovertyListEntry).where(
        PovertyListEntry.list_id == found.id, PovertyListEntry.head_key.contains(key)
    )
    return session.scalars(query.order_by(PovertyListEntry.id).limit(limit)).all()


def entry_count(session: Session, officer: Officer, list_id: ListId) -> int:
    """How many households one version has."""
    found = poverty_list(session, officer, list_id)
    query = select(func.count()).where(PovertyListEntry.list_id == found.id)
    return session.scalar(query) or 0


def drafts(session: Session, officer: Officer) -> Sequence[PovertyList]:
    """What was uploaded in the officer's unit and neither published nor dropped, newest first."""
    query = select(PovertyList).where(
        scope.within(officer, PovertyList.unit_id), PovertyList.state == ListState.DRAFT
    )
    return session.scalars(query.order_by(PovertyList.id.desc())).all()


def draft(session: Session, officer: Officer, list_id: ListId) -> PovertyList:
    """A draft of the officer's unit. Raises `NotFound`."""
    query = select(PovertyList).where(
        PovertyList.id == list_id,
        PovertyList.state == ListState.DRAFT,
        scope.within(officer, PovertyList.unit_id),
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có bản xem trước này. Có thể danh sách đã được công bố."))
    return found


def problems(session: Session, list_id: ListId) -> list[Problem]:
    """What is wrong with the rows of a list that was fetched within the scope, by sheet and row."""
    row = PovertyListProblem
    query = select(*(getattr(row, name) for name in Problem.__slots__))
    found = session.execute(query.where(row.list_id == list_id).order_by(row.id))
    return [Problem(*values) for values in found]


def counts_by_hamlet(session: Session, list_id: ListId) -> dict[str, Counter[Standing | None]]:
    """Households of each class by hamlet, in the order of the file, of a list that was fetched
    within the scope."""
    row = PovertyListEntry
    query = (
        select(row.hamlet, row.standing, func.count())
        .where(row.list_id == list_id)
        .group_by(row.hamlet, row.standing)
        .order_by(func.min(row.id))
    )
    counts: dict[str, Counter[Standing | None]] = {}
    for hamlet, standing, count in session.execute(query):
        counts.setdefault(hamlet, Counter())[standing] = count
    return counts


def entries_of_draft(
    session: Session, list_id: ListId, *, limit: int
) -> Sequence[PovertyListEntry]:
    """The first rows of a draft that was fetched within the scope."""
    query = select(PovertyListEntry).where(PovertyListEntry.list_id == list_id)
    return session.scalars(query.order_by(PovertyListEntry.id).limit(limit)).all()
