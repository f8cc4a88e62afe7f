"""Reading the queue: a page of it, and how many there are. Every question is about one unit, so that
an index answers it in order, however long the table is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.calendar.days import is_working_day, working_days
from backend.officers.models import Officer
from backend.support_requests.filters import Due, Filters
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.queue_models import QueueEntry

PAGE = 50
EVERYTHING = Filters()


@dataclass(frozen=True)
class Row:
    """A request with what the queue knows of it."""

    request: SupportRequest
    entry: QueueEntry

    @property
    def days_left(self) -> int | None:
        """Working days until the answer is due, below zero when it is late; None when none is due."""
        due, today = self.entry.due_on, clock.today()
        if due is None:
            return None
        return working_days(today, due) if today <= due else -working_days(due, today)


@dataclass(frozen=True)
class Listing:
    """One page. `before` and `after` are the keys of the pages beside it, its first and its last row;
    None where there is no other page."""

    rows: Sequence[Row]
    before: RequestId | None = None
    after: RequestId | None = None


def listing(
    session: Session,
    officer: Officer,
    filters: Filters = EVERYTHING,
    *,
    before: RequestId | None = None,
    after: RequestId | None = None,
    limit: int = PAGE,
) -> Listing:
    """The page behind the request `after`, or the one that ends before the request `before`."""
    entries = _matching(session, officer, filters)
    if before:
        found = session.scalars(_from(entries, filters, before, back=True).limit(limit + 1)).all()
        if len(found) > limit:
            page = found[limit - 1 :: -1]
            return Listing(_rows(session, page), page[0].request_id, page[-1].request_id)
        after = None  # less than a page: from the start, then
    found = session.scalars(_from(entries, filters, after).limit(limit + 1)).all()
    rows = found[:limit]
    return Listing(
        _rows(session, rows),
        before=rows[0].request_id if after and rows else None,
        after=rows[-1].request_id if len(found) > limit else None,
    )


def next_in(
    session: Session, officer: Officer, filters: Filters, after: RequestId
) -> RequestId | None:
    """The request that follows; behind the last one the first, None when there is no other."""
    entries = _matching(session, officer, filters)
    for key in (after, None):
        for entry in session.scalars(_from(entries, filters, key).limit(2)):
            if entry.request_id != after:
                return entry.request_id
    return None


def status_counts(
    session: Session,
    officer: Officer,
    filters: Filters = EVERYTHING,
    among: Collection[Status] = (),
) -> dict[Status, int]:
    """How many stand where, whatever the filters say of the status, or `among` some statuses; one
    without any is missing."""
    entries = _matching(session, officer, filters.having(status=None))
    counted = (entries.where(QueueEntry.status.in_(among)) if among else entries).subquery()
    query = select(counted.c.status, func.count()).group_by(counted.c.status)
    return {status: count for status, count in session.execute(query)}


def count(session: Session, officer: Officer, filters: Filters) -> int:
    """How many there are."""
    found = _matching(session, officer, filters).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def rows_of(
    session: Session, officer: Officer, requests: Sequence[SupportRequest]
) -> Sequence[Row]:
    """Requests of the officer's scope, with what the queue knows of them."""
    entries = select(QueueEntry).where(
        QueueEntry.unit_id == officer.unit_id,
        QueueEntry.request_id.in_([request.id for request in requests]),
    )
    known = {entry.request_id: entry for entry in session.scalars(entries)}
    return [Row(request, known[request.id]) for request in requests]


def allowed(session: Session, officer: Officer, filters: Filters) -> Filters:
    """The filters without a unit that the officer may not see."""
    if filters.unit and not scope.reaches(session, officer, filters.unit):
        return filters.having(unit=None)
    return filters


def _matching(session: Session, officer: Officer, filters: Filters) -> Select[QueueEntry]:
    entry, filters = QueueEntry, allowed(session, officer, filters)
    query = select(entry).where(entry.unit_id == (filters.unit or officer.unit_id))
    for name in ("status", "programme", "circumstance", "verdict", "entered"):
        if wanted := getattr(filters, name):
            query = query.where(getattr(entry, name) == wanted)
    if filters.supplemented:
        query = query.where(entry.supplemented)
    return query.where(_due(filters.due)) if filters.due else query


def _due(due: Due) -> ColumnElement[bool]:
    """On a Saturday, what was due on Friday is due still: nobody has worked since."""
    day = today = clock.today()
    while not is_working_day(day):
        day -= timedelta(days=1)
    column: ColumnElement[date | None] = QueueEntry.__table__.c.due_on
    return column < day if due is Due.OVERDUE else column.between(day, today)


def _from(
    entries: Select[QueueEntry],
    filters: Filters,
    key: RequestId | None,
    *,
    back: bool = False,
) -> Select[QueueEntry]:
    """In the queue's order from behind a request on; or back from it."""
    number = QueueEntry.request_id
    ascending = filters.oldest_first is not back
    if key:
        entries = entries.where(number > key if ascending else number < key)
    return entries.order_by(number if ascending else number.desc())


def _rows(session: Session, entries: Sequence[QueueEntry]) -> list[Row]:
    ids = [entry.request_id for entry in entries]
    query = select(SupportRequest).where(SupportRequest.id.in_(ids))
    requests = {request.id: request for request in session.scalars(query)}
    return [Row(requests[entry.request_id], entry) for entry in entries]
