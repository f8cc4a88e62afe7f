"""Reading tickets: an officer those of the own units, a person the own ones."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ContactId
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.tickets.models import Ticket, TicketEvent, TicketId, TicketStatus
from backend.tickets.visibility import visible_to

PAGE = 50


def ticket(
    session: Session, officer: Officer, ticket_id: TicketId, *, lock: bool = False
) -> Ticket:
    """One ticket. Raises `NotFound`, also for another unit's."""
    query = select(Ticket).where(Ticket.id == ticket_id, visible_to(officer))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có phiếu này trong đơn vị của anh/chị."))
    return found


def tickets(
    session: Session,
    officer: Officer,
    *,
    status: TicketStatus | None = None,
    kind: str = "",
    overdue: bool = False,
    after: TicketId | None = None,
) -> Sequence[Ticket]:
    """The oldest first while they are open, the newest first once they are closed: at most a page
    and one more, behind the ticket `after`."""
    query = select(Ticket).where(visible_to(officer))
    newest_first = status is TicketStatus.CLOSED
    if status:
        query = query.where(Ticket.status == status)
    if kind:
        query = query.where(Ticket.kind == kind)
    if overdue:
        query = query.where(_is_overdue())
    if after:
        query = query.where(Ticket.id < after if newest_first else Ticket.id > after)
    order = Ticket.id.desc() if newest_first else Ticket.id
    return session.scalars(query.order_by(order).limit(PAGE + 1)).all()


def status_counts(session: Session, officer: Officer, kind: str = "") -> dict[TicketStatus, int]:
    """How many there are in each status, of all kinds or of one."""
    query = select(Ticket.status, func.count()).where(visible_to(officer))
    if kind:
        query = query.where(Ticket.kind == kind)
    return {status: count for status, count in session.execute(query.group_by(Ticket.status))}


def overdue_count(session: Session, officer: Officer) -> int:
    """How many wait for an office beyond their day."""
    query = select(func.count()).where(visible_to(officer), _is_overdue())
    return session.scalar(query) or 0


def _is_overdue() -> ColumnElement[bool]:
    return and_(Ticket.status == TicketStatus.OPEN, Ticket.due_on < clock.today())


def own_tickets(session: Session, contact_id: ContactId) -> Sequence[Ticket]:
    """A person's own, newest first."""
    query = select(Ticket).where(Ticket.contact_id == contact_id).order_by(Ticket.id.desc())
    return session.scalars(query).all()


def own_ticket(session: Session, contact_id: ContactId, code: str) -> Ticket:
    """One of them, locked. Raises `NotFound`, also for somebody else's."""
    query = select(Ticket).where(Ticket.code == code, Ticket.contact_id == contact_id)
    found = session.scalar(locked(query))
    if found is None:
        raise NotFound(_("Em không thấy phiếu này trong các phiếu của anh/chị."))
    return found


def history(session: Session, officer: Officer, ticket: Ticket) -> Sequence[TicketEvent]:
    """What happened to a ticket within the officer's scope, oldest first."""
    query = select(TicketEvent).where(TicketEvent.ticket_id == ticket.id, visible_to(officer))
    return session.scalars(
        query.join(Ticket, Ticket.id == TicketEvent.ticket_id).order_by(TicketEvent.id)
    ).all()
