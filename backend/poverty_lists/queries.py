"""Reading poverty lists."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import UnitId
from backend.errors import NotFound
from backend.i18n import _
from backend.jobs.models import Job
from backend.officers.models import Officer
from backend.poverty_lists.counting import counting
from backend.poverty_lists.draft import Problem, Standing
from backend.poverty_lists.models import (
    Change,
    EntryId,
    ListId,
    ListKind,
    ListState,
    PovertyList,
    PovertyListEntry,
    PovertyListProblem,
)
from backend.vietnamese import compact


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


def counts_today(session: Session, unit_id: UnitId, entry_id: EntryId) -> bool:
    """Whether a row is one of those that count in a commune today."""
    query = counting().where(PovertyListEntry.id == entry_id, PovertyListEntry.unit_id == unit_id)
    return session.scalar(query.with_only_columns(PovertyListEntry.id)) is not None


def lists(
    session: Session,
    officer: Officer,
    states: Sequence[ListState] = (ListState.PUBLISHED, ListState.UNDONE),
) -> Sequence[PovertyList]:
    """Every version of the officer's unit that is or was published, newest first."""
    query = select(PovertyList).where(
        scope.within(officer, PovertyList.unit_id), PovertyList.state.in_(states)
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
    hamlet: str | None = None,
    commune: str | None = None,
    unit_id: UnitId | None = None,
    standing: Standing | None = None,
    change: Change | None = None,
    problem: bool | None = None,
) -> Sequence[PovertyListEntry]:
    """The rows of one version, as they stood in the file; `limit` of them beyond the row `after`.
    Every figure opens to its rows: those of a hamlet, of a commune as written, of a class, of a
    change, with or without a problem."""
    found, entry = poverty_list(session, officer, list_id), PovertyListEntry
    query = select(entry).where(entry.list_id == found.id)
    wanted = {
        entry.hamlet: hamlet,
        entry.commune: commune,
        entry.unit_id: unit_id,
        entry.standing: standing,
        entry.change: change,
    }
    query = query.where(*(column == value for column, value in wanted.items() if value is not None))
    if problem is not None:
        bad = tuple_(entry.sheet, entry.row).in_(
            select(PovertyListProblem.sheet, PovertyListProblem.row).where(
                PovertyListProblem.list_id == found.id
            )
        )
        query = query.where(bad if problem else ~bad)
    if after:
        query = query.where(entry.id > after)
    return session.scalars(query.order_by(entry.id).limit(limit)).all()


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


_UNPUBLISHED = (ListState.READING, ListState.FAILED, ListState.DRAFT)


def drafts(session: Session, officer: Officer) -> Sequence[PovertyList]:
    """What was uploaded in the officer's unit and neither published nor dropped, newest first: being
    read, not readable, or to be looked at."""
    return lists(session, officer, _UNPUBLISHED)


def unpublished(session: Session, officer: Officer, list_id: ListId) -> PovertyList:
    """One of `drafts`. Raises `NotFound`."""
    found = poverty_list(session, officer, list_id)
    if found.state not in _UNPUBLISHED:
        raise NotFound(_("Không có bản xem trước này. Có thể danh sách đã được công bố."))
    return found


def reading_job(session: Session, officer: Officer, list_id: ListId) -> Job | None:
    """The job that reads a list, or did last; its `done` and `total` say how far it is."""
    found = poverty_list(session, officer, list_id)
    return session.get(Job, found.job_id) if found.job_id else None


def same_file(session: Session, unit_id: UnitId, file_hash: str) -> PovertyList | None:
    """The list that this very file is already in the unit: one that waits, or one of which a row
    still counts. A file whose list was replaced or undone may come again."""
    entry = PovertyListEntry
    counts = exists().where(entry.list_id == PovertyList.id, entry.ended_by_id.is_(None))
    waits = PovertyList.state.in_((ListState.READING, ListState.DRAFT))
    query = select(PovertyList).where(
        PovertyList.unit_id == unit_id,
        PovertyList.file_hash == file_hash,
        or_(waits, (PovertyList.state == ListState.PUBLISHED) & counts),
    )
    return session.scalar(query.order_by(PovertyList.id.desc()).limit(1))


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


def problems(session: Session, officer: Officer, list_id: ListId) -> list[Problem]:
    """What is wrong with the rows of a list of the officer's unit, by sheet and row."""
    row = PovertyListProblem
    query = select(*(getattr(row, name) for name in Problem.__slots__)).join(
        PovertyList, row.list_id == PovertyList.id
    )
    query = query.where(row.list_id == list_id, scope.within(officer, PovertyList.unit_id))
    found = session.execute(query.order_by(row.id))
    return [Problem(*values) for values in found]


class Figure(NamedTuple):
    """How many households of a class one hamlet has; the four other fields open its rows with
    `entries`."""

    unit_id: UnitId
    commune: str
    hamlet: str
    standing: Standing | None
    households: int


def statistics(session: Session, officer: Officer, list_id: ListId) -> list[Figure]:
    """Households by commune, hamlet and class, in the order of the file."""
    found, row = poverty_list(session, officer, list_id), PovertyListEntry
    by = (row.unit_id, row.commune, row.hamlet, row.standing)
    query = select(*by, func.count()).where(row.list_id == found.id).group_by(*by)
    return [Figure(*values) for values in session.execute(query.order_by(func.min(row.id)))]
