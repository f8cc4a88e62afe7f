"""What follows in the service itself when a ticket ends with a certain outcome."""

from collections.abc import Callable

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.data_requests.models import DataRequest
from backend.db import locked
from backend.errors import Conflict
from backend.i18n import _
from backend.officers.models import Officer
from backend.school_needs.from_ticket import list_need
from backend.support_requests.models import Status, SupportRequest
from backend.support_requests.service import reopen
from backend.teachers.models import Teacher
from backend.teachers.queries import teacher
from backend.tickets.models import Ticket


def _confirm_teacher(session: Session, officer: Officer, ticket: Ticket) -> None:
    """The sender may speak for the school that the ticket names, and for no other any more."""
    if ticket.contact_id is None:
        return
    if earlier := teacher(session, ticket.contact_id):
        earlier.ended_at = clock.now()
    school = next(fact["shown"] for fact in ticket.facts if fact["name"] == "school")
    confirmed = Teacher(
        contact_id=ticket.contact_id,
        unit_id=ticket.about_unit_id,
        school=school,
        officer_id=officer.id,
        confirmed_at=clock.now(),
    )
    session.add(confirmed)
    session.flush()
    audit.record(session, "confirm_teacher", confirmed, by=officer, ticket=ticket.code)


def _reopen_request(session: Session, officer: Officer, ticket: Ticket) -> None:
    """A refusal that the appeal was right about is decided anew, at the step that refused. Anything
    else is left as it is: the answer says what follows."""
    if ticket.request_id is None:
        return
    query = select(SupportRequest).where(SupportRequest.id == ticket.request_id)
    request = session.scalars(locked(query)).one()
    if request.status is Status.REFUSED:
        reason = _("Khiếu nại {code} được chấp nhận.").format(code=ticket.code)
        reopen(session, officer, request, reason)


def _answer_data_request(session: Session, officer: Officer, ticket: Ticket) -> None:
    """What is asked about data is answered on its own page, by whoever may, and then closed here."""
    still_open = exists().where(DataRequest.ticket_id == ticket.id, DataRequest.done_at.is_(None))
    if session.scalar(select(still_open)):
        raise Conflict(
            _("Phiếu này được trả lời ở trang «Yêu cầu về dữ liệu». Anh/chị mở trang đó.")
        )


EFFECTS: dict[str, Callable[[Session, Officer, Ticket], None]] = {
    "confirm_teacher": _confirm_teacher,
    "reopen_request": _reopen_request,
    "list_need": list_need,
    "answer_data_request": _answer_data_request,
}
