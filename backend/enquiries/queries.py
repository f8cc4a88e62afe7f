"""Reading the questions put to an officer's unit."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.db import locked
from backend.enquiries.models import Enquiry, EnquiryId
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer

RECENT = 100


def enquiry(
    session: Session, officer: Officer, enquiry_id: EnquiryId, *, lock: bool = False
) -> Enquiry:
    """One question. Raises `NotFound`, also for another unit's."""
    query = select(Enquiry).where(Enquiry.id == enquiry_id, scope.within(officer, Enquiry.unit_id))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có câu hỏi này trong đơn vị của anh/chị."))
    return found


def enquiries(session: Session, officer: Officer) -> Sequence[Enquiry]:
    """Unanswered ones first, oldest first among them; then the newest answered ones."""
    query = select(Enquiry).where(scope.within(officer, Enquiry.unit_id))
    waiting = query.where(Enquiry.answered_at.is_(None)).order_by(Enquiry.id)
    answered = query.where(Enquiry.answered_at.is_not(None)).order_by(Enquiry.id.desc())
    return [*session.scalars(waiting.limit(RECENT)), *session.scalars(answered.limit(RECENT))]


def unanswered_count(session: Session, officer: Officer) -> int:
    """How many wait for this officer's unit."""
    query = select(func.count()).where(
        scope.within(officer, Enquiry.unit_id), Enquiry.answered_at.is_(None)
    )
    return session.scalar(query) or 0
