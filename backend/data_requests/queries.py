"""Reading what people asked about their data: an officer of the own units, a person the own."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.contacts.models import ContactId
from backend.data_requests.models import DataRequest, DataRequestId, DataRequestKind
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.tickets.models import TicketId

PAGE = 50
SOON = timedelta(days=3)  # before its day, a request is soon due
TOLD_FOR = timedelta(days=60)  # after its end, a person still reads how it ended


class Shown(StrEnum):
    """Which of them a list shows."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_SHOWN[self])


_SHOWN = {Shown.OPEN: N_("Đang làm"), Shown.LATE: N_("Quá hạn"), Shown.DONE: N_("Đã xong")}
_IS_DONE = DataRequest.done_at.is_not(None)
# The day that comes first: to say that it was received, then to be done.
_next = case(
    (DataRequest.acknowledged_at.is_(None), DataRequest.acknowledge_by), else_=DataRequest.due_by
)


def data_request(
    session: Session, officer: Officer, request_id: DataRequestId, *, lock: bool = False
) -> DataRequest:
    """One of them. Raises `NotFound`, also for another unit's."""
    query = select(DataRequest).where(DataRequest.id == request_id, _visible_to(officer))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có yêu cầu này trong đơn vị của anh/chị."))
    return found


def data_requests(
    session: Session,
    officer: Officer,
    *,
    shown: Shown | None = None,
    kind: DataRequestKind | None = None,
    after: DataRequestId | None = None,
) -> Sequence[DataRequest]:
    """The open ones first, by the day by which they have to be done, then the others; of those that
    are done alone, the newest first. At most a page and one more, behind the one called `after`."""
    query = select(DataRequest).where(_visible_to(officer), *_narrowed(shown, kind))
    if shown is Shown.DONE:
        query = query.where(DataRequest.id < after) if after else query
        return session.scalars(query.order_by(DataRequest.id.desc()).limit(PAGE + 1)).all()
    key = (case((_IS_DONE, 1), else_=0), DataRequest.due_by, DataRequest.id)
    if after:
        last = data_request(session, officer, after)
        query = query.where(tuple_(*key) > (int(last.done_at is not None), last.due_by, last.id))
    return session.scalars(query.order_by(*key).limit(PAGE + 1)).all()


def counts(
    session: Session, officer: Officer, kind: DataRequestKind | None = None
) -> Mapping[Shown, int]:
    """How many there are to show in each way, of all kinds or of one."""
    return {each: _count(session, officer, *_narrowed(each, kind)) for each in Shown}


def waiting_counts(session: Session, officer: Officer) -> tuple[int, int]:
    """How many should have been acknowledged or done by now, and how many have one of their days today
    or in the next three."""
    soon = ~_is_late() & (_next <= clock.today() + SOON)
    query = select(_sum(_is_late()), _sum(soon)).where(_visible_to(officer), ~_IS_DONE)
    late, coming = session.execute(query).one()
    return late or 0, coming or 0


def of_ticket(session: Session, officer: Officer, ticket_id: TicketId) -> DataRequest | None:
    """The newest one that came as a ticket; None for a ticket about something else."""
    query = select(DataRequest).where(DataRequest.ticket_id == ticket_id, _visible_to(officer))
    return session.scalars(query.order_by(DataRequest.id.desc()).limit(1)).first()


def own(session: Session, contact_id: ContactId) -> Sequence[DataRequest]:
    """What a person asked and an officer does or did lately, newest first; what was shown or stopped
    at once is known to them."""
    lately = clock.now() - TOLD_FOR
    query = select(DataRequest).where(
        DataRequest.contact_id == contact_id,
        or_(~_IS_DONE, and_(DataRequest.done_by_id.is_not(None), DataRequest.done_at > lately)),
    )
    return session.scalars(query.order_by(DataRequest.id.desc())).all()


def _is_late() -> ColumnElement[bool]:
    return and_(~_IS_DONE, _next < clock.today())


def _visible_to(officer: Officer) -> ColumnElement[bool]:
    return scope.within(officer, DataRequest.unit_id)


def _narrowed(shown: Shown | None, kind: DataRequestKind | None) -> list[ColumnElement[bool]]:
    which = {Shown.OPEN: ~_IS_DONE, Shown.LATE: _is_late(), Shown.DONE: _IS_DONE}
    chosen = [which[shown]] if shown else []
    return chosen + ([DataRequest.kind == kind] if kind else [])


def _sum(clause: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((clause, 1), else_=0))


def _count(session: Session, officer: Officer, *clauses: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(DataRequest).where(_visible_to(officer), *clauses)
    return session.scalar(query) or 0
