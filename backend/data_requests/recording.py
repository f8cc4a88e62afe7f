"""What people ask in the chat becomes a row with its days; what the service does at once is closed
at once."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import UnitId
from backend.contacts import service as contacts
from backend.contacts.commands import WithdrawConsent
from backend.contacts.models import ContactId
from backend.data_packages.models import DataPackage
from backend.data_requests.clocks import clocks
from backend.data_requests.commands import ViewData
from backend.data_requests.models import CameBy, DataRequest, DataRequestKind, Outcome
from backend.data_requests.rules import dates
from backend.i18n import _
from backend.numbering import next_code
from backend.officers.models import Officer
from backend.support_requests.models import RequestId, SupportRequest
from backend.tickets.models import Ticket

SERIES = "DL"  # as the tickets by which people ask have it
LOOKED_LATELY = timedelta(days=1)  # within which looking again is the same request
_TICKETS = {"data_fix": DataRequestKind.FIX, "data_delete": DataRequestKind.DELETE}


def from_ticket(session: Session, ticket: Ticket) -> DataRequest:
    """The row of a ticket that asks to fix or delete something. It gives the ticket its day: there is
    one deadline, and it is kept here."""
    made = begin(
        session,
        _TICKETS[ticket.kind],
        CameBy.CHAT,
        by=ticket.contact_id,
        code=ticket.code,
        contact_id=ticket.contact_id,
        ticket_id=ticket.id,
        unit_id=ticket.unit_id,
    )
    ticket.due_on = made.due_by
    return made


def asks_about_data(ticket: Ticket) -> bool:
    """Whether a ticket is the way in of such a request."""
    return ticket.kind in _TICKETS


def follow(session: Session, ticket: Ticket) -> None:
    """The office that has the ticket now has its requests too."""
    for each in session.scalars(select(DataRequest).where(DataRequest.ticket_id == ticket.id)):
        each.unit_id = ticket.unit_id
    session.flush()


def view(session: Session, contact_id: ContactId, _command: ViewData) -> None:
    """Somebody looked at what is kept of them, and saw it at once."""
    lately = exists().where(
        DataRequest.contact_id == contact_id,
        DataRequest.kind == DataRequestKind.SEE,
        DataRequest.received_at > clock.now() - LOOKED_LATELY,
    )
    if not session.scalar(select(lately)):
        seen = _("Đã cho xem ngay trong cuộc trò chuyện.")
        _end_at_once(_by_chat(session, contact_id, DataRequestKind.SEE), seen)
        session.flush()


def stop(session: Session, contact_id: ContactId, command: WithdrawConsent) -> None:
    """Withdraws, which is done at once; where somebody outside has got the data, the request stays
    open until an officer has told them."""
    contacts.withdraw_consent(session, contact_id, command)
    made = _by_chat(session, contact_id, DataRequestKind.WITHDRAW)
    if not made.third_party:
        _end_at_once(made, _("Đã rút ngay lời đồng ý, theo tin nhắn của người này."))
    session.flush()


def begin(
    session: Session,
    kind: DataRequestKind,
    came_by: CameBy,
    *,
    by: Officer | ContactId | None,
    code: str = "",
    received_at: datetime | None = None,
    **known: Any,
) -> DataRequest:
    """A new row, received now unless said otherwise, with its days and, where none is given, a code of
    its own."""
    received = received_at or clock.now()
    contact_id, request_id = known.get("contact_id"), known.get("request_id")
    outside = has_gone_outside(session, contact_id, request_id)
    own = dates(clocks(), kind, clock.local(received).date(), third_party=outside)
    made = DataRequest(
        kind=kind,
        came_by=came_by,
        code=code or next_code(session, SERIES, clock.today().year),
        third_party=outside,
        received_at=received,
        acknowledge_by=own.acknowledge_by,
        due_by=own.due_by,
        **known,
    )
    session.add(made)
    session.flush()
    audit.record(session, "ask_about_data", made, by=by, kind=kind.value)
    return made


def has_gone_outside(
    session: Session, contact_id: ContactId | None, request_id: RequestId | None
) -> bool:
    """Whether an operator has a number of the person, or of this one request."""
    own = [SupportRequest.contact_id == contact_id] if contact_id else []
    own += [SupportRequest.id == request_id] if request_id else []
    return any(
        session.scalar(select(exists().where(DataPackage.request_id == SupportRequest.id, each)))
        for each in own
    )


def _by_chat(session: Session, contact_id: ContactId, kind: DataRequestKind) -> DataRequest:
    unit_id = _unit_of(session, contact_id)
    return begin(session, kind, CameBy.CHAT, by=contact_id, contact_id=contact_id, unit_id=unit_id)


def _end_at_once(made: DataRequest, answer: str) -> None:
    made.acknowledged_at = made.done_at = made.received_at
    made.outcome, made.answer = Outcome.DONE, answer


def _unit_of(session: Session, contact_id: ContactId) -> UnitId | None:
    """The office that has the newest matter of a person; None before they sent one."""
    request = select(SupportRequest.unit_id).where(SupportRequest.contact_id == contact_id)
    ticket = select(Ticket.unit_id).where(Ticket.contact_id == contact_id)
    newest = session.scalar(request.order_by(SupportRequest.id.desc()).limit(1))
    return newest or session.scalar(ticket.order_by(Ticket.id.desc()).limit(1))
