"""The steps of approval, and the officers at them: what waits for whom, and who may not decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.calendar.days import after_working_days, working_days
from backend.errors import Conflict
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.models import RevisionId
from backend.programmes.schema import Programme, Step
from backend.programmes.service import every_revision, programme_of
from backend.support_requests.deciding import at_steps_of_hamlets
from backend.support_requests.models import (
    MOVES,
    Decision,
    DecisionKind,
    RequestId,
    Status,
    Supplement,
    SupportRequest,
)
from backend.support_requests.moves import RequestTransfer
from backend.support_requests.queue_models import QueueEntry

PAGE = 40


@dataclass(frozen=True)
class Waiting:
    """A request at a step, and the day until which it has to be decided; `days_left` working days,
    below zero when it is late."""

    request: SupportRequest
    unit: AdministrativeUnit
    step: Step
    due: date
    days_left: int


def require_separate(
    session: Session, officer: Officer, request: SupportRequest, kind: DecisionKind
) -> None:
    """Raises `Conflict` when the officer has decided at another step of the request, or would approve
    one that he or she entered."""
    if words := against_deciding(session, officer, request):
        raise Conflict(words)
    if kind is DecisionKind.APPROVE and (words := against_approving(officer, request)):
        raise Conflict(words)


def against_deciding(session: Session, officer: Officer, request: SupportRequest) -> str:
    """Why this officer may decide nothing at the present step, "" when nothing speaks against it."""
    other_step = select(Decision.id).where(
        Decision.request_id == request.id,
        Decision.officer_id == officer.id,
        Decision.step != request.step,
    )
    if session.scalar(other_step.limit(1)) is None:
        return ""
    return _(
        "Anh/chị đã quyết định ở một bước khác của hồ sơ này. Bước này để đồng nghiệp quyết định."
    )


def against_approving(officer: Officer, request: SupportRequest) -> str:
    """Why this officer may not approve it, "" when nothing speaks against it."""
    if request.created_by_id is None or request.created_by_id != officer.id:
        return ""
    return _("Anh/chị đã nhập hồ sơ này, nên để đồng nghiệp duyệt.")


def _waits_for(session: Session, officer: Officer) -> ColumnElement[bool]:
    """The clause "this entry is of a request that waits at a step that belongs to the officer"."""
    own = session.get_one(AdministrativeUnit, officer.unit_id)  # held: each step looks at it again
    revisions = every_revision(session)
    at_steps = [
        and_(QueueEntry.revision_id == revision_id, QueueEntry.step.in_(numbers))
        for revision_id, numbers in _steps_of(revisions, officer, own.level).items()
    ]
    return and_(
        QueueEntry.unit_id == officer.unit_id,
        QueueEntry.status == Status.WAITING,
        or_(false(), *at_steps, *_in_place_of_hamlets(session, officer, revisions)),
    )


def _in_place_of_hamlets(
    session: Session, officer: Officer, revisions: Mapping[RevisionId, Programme]
) -> Iterator[ColumnElement[bool]]:
    """The clauses for steps of hamlets that have no account."""
    for revision_id, programme in revisions.items():
        for number, step in enumerate(programme.steps):
            unserved = at_steps_of_hamlets(session, officer, step, QueueEntry.request_id)
            if unserved is not None:
                yield and_(
                    QueueEntry.revision_id == revision_id,
                    QueueEntry.step == number,
                    unserved,
                )


def waiting(
    session: Session, officer: Officer, after: RequestId | None = None
) -> Sequence[Waiting]:
    """What waits for this officer, oldest first: at most a page and one more, behind `after`."""
    entries = select(QueueEntry.request_id).where(_waits_for(session, officer))
    if after:
        entries = entries.where(QueueEntry.request_id > after)
    page = entries.order_by(QueueEntry.request_id).limit(PAGE + 1)
    query = select(SupportRequest).where(SupportRequest.id.in_(page))
    found = session.scalars(query.order_by(SupportRequest.id)).all()
    since = _waiting_since(session, found)
    units = select(AdministrativeUnit).where(
        AdministrativeUnit.id.in_({request.unit_id for request in found})
    )
    by_id = {unit.id: unit for unit in session.scalars(units)}
    return [_waiting(session, r, by_id[r.unit_id], since[r.id]) for r in found]


def count_and_first(session: Session, officer: Officer) -> tuple[int, RequestId | None]:
    """How many wait for this officer, and which of them has waited longest."""
    query = select(func.count(), func.min(QueueEntry.request_id)).where(
        _waits_for(session, officer)
    )
    count, first = session.execute(query).one()
    return count, first


def _steps_of(
    revisions: Mapping[RevisionId, Programme], officer: Officer, level: str
) -> dict[RevisionId, list[int]]:
    """The numbers of the officer's steps in every revision that has any."""
    found = {}
    for revision_id, programme in revisions.items():
        numbers = [
            number
            for number, step in enumerate(programme.steps)
            if step.level == level and officer.role in step.roles
        ]
        if numbers:
            found[revision_id] = numbers
    return found


def _waiting(
    session: Session, request: SupportRequest, unit: AdministrativeUnit, since: datetime
) -> Waiting:
    step = programme_of(session, request.revision_id).steps[request.step]
    asked_on = clock.local(since).date()
    return Waiting(
        request,
        unit,
        step,
        after_working_days(asked_on, step.working_days),
        step.working_days - working_days(asked_on, clock.today()),
    )


def _waiting_since(
    session: Session, requests: Sequence[SupportRequest]
) -> dict[RequestId, datetime]:
    """As `Course` has it for one request, here for a page of them."""
    since = {request.id: request.created_at for request in requests}
    moved = select(Decision.request_id, func.max(Decision.created_at)).where(
        Decision.request_id.in_(since), Decision.kind.in_(MOVES)
    )
    added = select(Supplement.request_id, func.max(Supplement.created_at)).where(
        Supplement.request_id.in_(since)
    )
    transferred = select(RequestTransfer.request_id, func.max(RequestTransfer.created_at)).where(
        RequestTransfer.request_id.in_(since)
    )
    for query in (
        moved.group_by(Decision.request_id),
        added.group_by(Supplement.request_id),
        transferred.group_by(RequestTransfer.request_id),
    ):
        for request_id, moment in session.execute(query):
            since[request_id] = max(since[request_id], moment)
    return since
