"""Reading who is confirmed as a teacher."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.models import ContactId
from backend.teachers.models import Teacher


def teacher(session: Session, contact_id: ContactId) -> Teacher | None:
    """The school for which a contact may speak today; None when none was confirmed."""
    return session.scalar(
        select(Teacher)
        .where(Teacher.contact_id == contact_id, Teacher.ended_at.is_(None))
        .order_by(Teacher.id.desc())
        .limit(1)
    )
