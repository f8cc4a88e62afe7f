"""What an officer reads beside a request about data: what was asked, and the cases that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend import scope
from backend.data_requests.models import DataRequest
from backend.i18n import _
from backend.learning_titles.models import TitleApplication
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest
from backend.tickets.kinds import kinds
from backend.tickets.models import Ticket
from backend.tickets.visibility import visible_to

MOST = 30  # cases of one person on a page


@dataclass(frozen=True)
class Case:
    """Something that is kept of the person, and where it is seen and corrected."""

    code: str
    about: str
    address: str


def words_of(session: Session, request: DataRequest) -> str:
    """What was asked, in the person's own words; "" where a tap or a single word said all."""
    ticket = session.get(Ticket, request.ticket_id) if request.ticket_id else None
    return ticket.title if ticket else request.words


def cases(session: Session, officer: Officer, request: DataRequest) -> Sequence[Case]:
    """What the officer may see of the person's, newest first of each kind."""
    return [
        *_requests(session, officer, request),
        *_tickets(session, officer, request),
        *_titles(session, officer, request),
    ]


def _requests(session: Session, officer: Officer, request: DataRequest) -> list[Case]:
    own = [SupportRequest.id == request.request_id]
    if request.contact_id:
        own.append(SupportRequest.contact_id == request.contact_id)
    query = select(SupportRequest).where(or_(*own), scope.within(officer, SupportRequest.unit_id))
    found = session.scalars(query.order_by(SupportRequest.id.desc()).limit(MOST))
    return [Case(each.code, each.recipient, f"/admin/requests/{each.id}") for each in found]


def _tickets(session: Session, officer: Officer, request: DataRequest) -> list[Case]:
    if request.contact_id is None:
        return []
    query = select(Ticket).where(Ticket.contact_id == request.contact_id, visible_to(officer))
    if request.ticket_id:
        query = query.where(Ticket.id != request.ticket_id)
    found = session.scalars(query.order_by(Ticket.id.desc()).limit(MOST))
    return [Case(t.code, _(kinds()[t.kind].name), f"/admin/tickets/{t.id}") for t in found]


def _titles(session: Session, officer: Officer, request: DataRequest) -> list[Case]:
    if request.contact_id is None:
        return []
    query = select(TitleApplication).where(
        TitleApplication.contact_id == request.contact_id,
        scope.within(officer, TitleApplication.unit_id),
    )
    found = session.scalars(query.order_by(TitleApplication.id.desc()).limit(MOST))
    return [
        Case(each.code, each.applicant_name, f"/admin/learning-titles/{each.id}") for each in found
    ]
