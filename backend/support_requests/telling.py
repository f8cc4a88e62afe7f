"""Telling a family what became of its request: who asked, and who asked for the same child before
the two requests were merged."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.models import ContactId
from backend.notices.service import notify
from backend.support_requests.models import SupportRequest


def tell(session: Session, request: SupportRequest, words: str) -> None:
    """Queues a notice for each of them who can be reached."""
    for contact_id in contacts_of(session, request):
        notify(session, contact_id, words)


def contacts_of(session: Session, request: SupportRequest) -> list[ContactId]:
    """Who is told of a request: its own contact first, none twice."""
    merged = select(SupportRequest.contact_id).where(
        SupportRequest.merged_into_id == request.id, SupportRequest.contact_id.is_not(None)
    )
    others = session.scalars(merged.order_by(SupportRequest.id))
    return list(dict.fromkeys(id_ for id_ in (request.contact_id, *others) if id_ is not None))
