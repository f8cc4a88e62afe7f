"""Ending what an officer confirmed of a teacher. Confirming is an outcome of a ticket."""

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.errors import Conflict
from backend.i18n import _
from backend.officers.models import Officer
from backend.teachers import queries
from backend.teachers.models import Teacher, TeacherId


def end(session: Session, officer: Officer, teacher_id: TeacherId) -> Teacher:
    """From now on the contact speaks for no school. Raises `NotFound`, also for another unit's, and
    `Conflict` when it was ended before."""
    found = queries.confirmation(session, officer, teacher_id, lock=True)
    if found.ended_at:
        raise Conflict(_("Xác nhận này đã kết thúc rồi."))
    found.ended_at = clock.now()
    audit.record(session, "end_teacher", found, by=officer)
    return found
