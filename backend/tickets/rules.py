"""Where a ticket stands, and by when it has to be answered."""

from collections.abc import Sequence

from backend.tickets.models import Happened, TicketStatus

_LEADS_TO = {
    Happened.SUBMITTED: TicketStatus.OPEN,
    Happened.ADDED: TicketStatus.OPEN,
    Happened.ASKED: TicketStatus.ASKED,
    Happened.PASSED_ON: TicketStatus.OPEN,
    Happened.CLOSED: TicketStatus.CLOSED,
}


def status_of(history: Sequence[Happened]) -> TicketStatus:
    """What the last event made of it. `history` is never empty: a ticket begins by being sent."""
    return _LEADS_TO[history[-1]]
