"""What families asked for, whose time is over: a batch of each kind.

A request ends with the last thing that happened to it (received, refused, withdrawn), or with the
last day of its data package; the programme's months count from there. What the family denies to have
received has not ended, and neither has what a ticket still asks about.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from backend import clock
from backend.data_packages.models import DataPackage
from backend.data_packages.order_models import PackageOrderLine
from backend.data_requests.models import DataRequest
from backend.learning_titles.models import TitleApplication
from backend.learning_titles.words import TitleStatus
from backend.need_answers.models import NeedAnswer
from backend.programmes.models import ProgrammeRevision
from backend.programmes.service import programmes_now
from backend.retention import applying, registry
from backend.retention.applying import Batch, is_said
from backend.retention.reach import GROUPS, of_requests
from backend.retention.registry import NAMELESS
from backend.retention.requests import anonymise
from backend.retention.terms import DEFAULT, begin_of, cutoff, proof_until, terms
from backend.support_requests.models import Status, SupportRequest
from backend.support_requests.served_marks import ServedMark
from backend.tickets.models import Ticket, TicketStatus

BATCH = 10  # requests; each has its rows in the queue written anew, about 25 ms
ROWS = 200
ENDED = (
    *(Status.RECEIVED, Status.HANDED_OVER, Status.REFUSED, Status.WITHDRAWN),
    Status.MERGED,
)
_TITLES_ENDED = (TitleStatus.RECOGNISED, TitleStatus.REFUSED, TitleStatus.REVOKED)
_FIRST = tuple(rule for rule in registry.OF_REQUESTS if not rule.audited)
_AUDITED = tuple(rule for rule in registry.OF_REQUESTS if rule.audited)


def anonymise_ended(session: Session) -> Batch:
    """Requests that ended long enough ago."""
    query = select(SupportRequest).where(
        SupportRequest.anonymised_at.is_(None),
        SupportRequest.status.in_(ENDED),
        _since(session, _of_programme, SupportRequest.updated_at),
        ~_is_asked_about(),
        ~_has_package(session),
        _may_go_alone(),
    )
    found = session.scalars(query.order_by(SupportRequest.id).limit(BATCH)).all()
    met = applying.apply(session, _FIRST, of_requests(session, [each.id for each in found]))
    for request in found:
        anonymise(session, request, proof_until(session, request))
    met["support_requests"] = len(found)
    return Batch(+met)


def forget_proofs(session: Session) -> Batch:
    """What proved that somebody was served, once the audit period is over."""
    query = select(ServedMark.request_id).where(ServedMark.kept_until < clock.today())
    found = session.scalars(query.order_by(ServedMark.request_id).limit(ROWS)).all()
    return Batch(applying.apply(session, _AUDITED, {"support_requests": found}))


def empty_tickets(session: Session) -> Batch:
    """Tickets that were answered long enough ago."""
    query = select(Ticket.id).where(
        Ticket.anonymised_at.is_(None),
        Ticket.status == TicketStatus.CLOSED,
        Ticket.updated_at < begin_of(cutoff(DEFAULT.months)),
    )
    found = session.scalars(query.order_by(Ticket.id).limit(ROWS)).all()
    return Batch(applying.apply(session, registry.OF_TICKETS, {"tickets": found}))


def empty_titles(session: Session) -> Batch:
    """Applications of families, clans and citizens that were decided long enough ago."""
    titles = [
        title.code
        for programme in programmes_now(session)
        for title in programme.titles
        if title.applicant not in GROUPS
    ]
    query = select(TitleApplication.id).where(
        TitleApplication.title.in_(titles),
        TitleApplication.applicant_name != NAMELESS,
        TitleApplication.status.in_(_TITLES_ENDED),
        TitleApplication.updated_at < begin_of(cutoff(DEFAULT.months)),
    )
    found = session.scalars(query.order_by(TitleApplication.id).limit(ROWS)).all()
    return Batch(applying.apply(session, registry.OF_TITLES, {"title_applications": found}))


def empty_need_answers(session: Session) -> Batch:
    """Who said that nothing is needed, long enough ago."""
    old = _since(session, lambda code: NeedAnswer.programme == code, NeedAnswer.created_at)
    query = select(NeedAnswer.id).where(NeedAnswer.head_name != NAMELESS, old)
    found = session.scalars(query.order_by(NeedAnswer.id).limit(ROWS)).all()
    return Batch(applying.apply(session, registry.OF_NEED_ANSWERS, {"need_answers": found}))


def empty_wishes(session: Session) -> Batch:
    """Wishes of people about their data, which were answered long enough ago; that they were
    answered, and when, stays."""
    wish = DataRequest
    said = or_(*map(is_said, (wish.words, wish.asker, wish.extension_reason, wish.answer)))
    query = select(wish.id).where(wish.done_at < begin_of(cutoff(DEFAULT.months)), said)
    found = session.scalars(query.order_by(wish.id).limit(ROWS)).all()
    return Batch(applying.apply(session, registry.OF_WISHES, {"data_requests": found}))


def _since(
    session: Session,
    of_programme: Callable[[str], ColumnElement[bool]],
    ended_at: InstrumentedAttribute[datetime],
) -> ColumnElement[bool]:
    """Ended before the day of its programme; of one that is offered no more, before the usual day."""
    known = terms(session)
    parts = [
        and_(of_programme(code), ended_at < begin_of(cutoff(term.months)))
        for code, term in known.items()
    ]
    others = [~of_programme(code) for code in known]
    return or_(*parts, and_(ended_at < begin_of(cutoff(DEFAULT.months)), *others))


def _of_programme(code: str) -> ColumnElement[bool]:
    revisions = select(ProgrammeRevision.id).where(ProgrammeRevision.code == code)
    return SupportRequest.revision_id.in_(revisions)


def _is_asked_about() -> ColumnElement[bool]:
    return exists().where(
        Ticket.request_id == SupportRequest.id, Ticket.status != TicketStatus.CLOSED
    )


def _has_package(session: Session) -> ColumnElement[bool]:
    """One whose last day is less than the programme's months ago, or that an operator still owes."""
    shortest = min((term.months for term in terms(session).values()), default=DEFAULT.months)
    runs = exists().where(
        DataPackage.request_id == SupportRequest.id, DataPackage.expires_on >= cutoff(shortest)
    )
    ordered = exists().where(
        PackageOrderLine.request_id == SupportRequest.id, PackageOrderLine.is_open
    )
    return or_(runs, ordered)


def _may_go_alone() -> ColumnElement[bool]:
    """What was merged goes after the one that it was merged into."""
    other = aliased(SupportRequest)
    gone = exists().where(
        other.id == SupportRequest.merged_into_id, other.anonymised_at.is_not(None)
    )
    return or_(SupportRequest.merged_into_id.is_(None), gone)
