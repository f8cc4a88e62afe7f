"""Where the requests of one person stand, in words, for the chat."""

from sqlalchemy.orm import Session

from backend.contacts.models import ContactId
from backend.data_requests.queries import own
from backend.data_requests.wording import office_of, standing
from backend.tickets.models import TicketId


def told(session: Session, contact_id: ContactId, ticket_id: TicketId | None = None) -> list[str]:
    """A line each, newest first; of those that came as one ticket only, when it is given."""
    return [
        standing(each, office_of(session, each))
        for each in own(session, contact_id)
        if ticket_id in (None, each.ticket_id)
    ]
