"""Reading who is confirmed as a teacher."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ContactId
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.teachers.models import Teacher, TeacherId
from backend.tickets.models import Ticket

PAGE = 30
KIND = "confirm_teacher"  # of a ticket


@dataclass(frozen=True)
class Confirmed:
    """A confirmation, in which commune, by whom, and what the teacher said in the ticket: the name,
    and the ticket's number."""

    teacher: Teacher
    commune: str
    officer: str
    name: str
    ticket_id: int | None


def teacher(session: Session, contact_id: ContactId) -> Teacher | None:
    """The school for which a contact may speak today; None when none was confirmed."""
    return session.scalar(
        select(Teacher)
        .where(Teacher.contact_id == contact_id, Teacher.ended_at.is_(None))
        .order_by(Teacher.id.desc())
        .limit(1)
    )


def confirmation(
    session: Session, officer: Officer, teacher_id: TeacherId, *, lock: bool = False
) -> Teacher:
    """One confirmation. Raises `NotFound`, also for another unit's."""
    query = select(Teacher).where(Teacher.id == teacher_id, scope.within(officer, Teacher.unit_id))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có xác nhận thầy cô này trong đơn vị của anh/chị."))
    return found


def confirmations(session: Session, officer: Officer, before: int | None = None) -> list[Confirmed]:
    """A page of them and one more if there is one, the latest first."""
    query = (
        select(Teacher, AdministrativeUnit, Officer.full_name)
        .join(AdministrativeUnit, AdministrativeUnit.id == Teacher.unit_id)
        .join(Officer, Officer.id == Teacher.officer_id)
        .where(scope.within(officer, Teacher.unit_id))
        .order_by(Teacher.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        query = query.where(Teacher.id < before)
    found = session.execute(query).all()
    tickets = _tickets(session, [row.contact_id for row, _unit, _name in found])
    return [
        Confirmed(row, unit.full_name, name, *tickets.get(row.contact_id, ("", None)))
        for row, unit, name in found
    ]


def _tickets(session: Session, contacts: Sequence[ContactId]) -> dict[ContactId, tuple[str, int]]:
    """The name in each contact's latest ticket of this kind, and the ticket."""
    query = select(Ticket).where(Ticket.kind == KIND, Ticket.contact_id.in_(contacts))
    found: dict[ContactId, tuple[str, int]] = {}
    for ticket in session.scalars(query.order_by(Ticket.id)):
        names = (fact["shown"] for fact in ticket.facts if fact["name"] == "teacher_name")
        if ticket.contact_id is not None:
            found[ticket.contact_id] = (next(names, ""), ticket.id)
    return found
