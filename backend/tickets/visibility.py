"""Which tickets an officer may see."""

from sqlalchemy import ColumnElement, and_, exists, or_

from backend import scope
from backend.officers.models import Officer
from backend.support_requests.models import Decision, DecisionKind
from backend.tickets.kinds import kinds
from backend.tickets.models import Ticket


def visible_to(officer: Officer) -> ColumnElement[bool]:
    """In the officer's units; and whoever decided on a request is not shown what is said against
    that decision. Who opened the request anew, the appeal being right, goes on seeing it."""
    decided = exists().where(
        Decision.request_id == Ticket.request_id,
        Decision.officer_id == officer.id,
        Decision.kind != DecisionKind.REOPEN,
    )
    hidden = [kind.code for kind in kinds().values() if kind.hidden_from_deciders]
    return and_(scope.within(officer, Ticket.unit_id), or_(Ticket.kind.not_in(hidden), ~decided))
