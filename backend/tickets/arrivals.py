"""What follows at once in the service itself when a ticket of some kind has come in, and what its
sender hears of it besides the code and the day."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from backend.coverage import reports as coverage_reports
from backend.coverage import wording as coverage_wording
from backend.data_requests import recording as data_requests
from backend.data_requests import wording as data_request_wording
from backend.need_surveys.service import keep_from_ticket
from backend.tickets.models import Ticket


def _join_to_hamlet(session: Session, ticket: Ticket) -> str:
    hamlet = coverage_reports.note(session, ticket)
    return coverage_wording.standing(session, hamlet) if hamlet else ""


def _keep_survey(session: Session, ticket: Ticket) -> str:
    keep_from_ticket(session, ticket)
    return ""


def _begin_data_request(session: Session, ticket: Ticket) -> str:
    return data_request_wording.received(data_requests.from_ticket(session, ticket))


_ARRIVALS: dict[str, Callable[[Session, Ticket], str]] = {
    "report_coverage": _join_to_hamlet,
    "class_survey": _keep_survey,
    "data_delete": _begin_data_request,
    "data_fix": _begin_data_request,
}


def arrived(session: Session, ticket: Ticket) -> str:
    """Does it; words for the sender, "" for none."""
    follow = _ARRIVALS.get(ticket.kind)
    return follow(session, ticket) if follow else ""


def came_back(session: Session, ticket: Ticket) -> str:
    """The sender was not content: what was asked about data is asked anew, with days of its own. Words
    for the sender, "" for none."""
    if not data_requests.asks_about_data(ticket):
        return ""
    return data_request_wording.asked_anew(data_requests.from_ticket(session, ticket))


def passed_on(session: Session, ticket: Ticket) -> None:
    """Another office has the ticket now, and what hangs on it."""
    data_requests.follow(session, ticket)
