"""What follows in the service itself when a ticket ends with a certain outcome."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.officers.models import Officer
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


EFFECTS: dict[str, Callable[[Session, Officer, Ticket], None]] = {
    "confirm_teacher": _confirm_teacher
}
