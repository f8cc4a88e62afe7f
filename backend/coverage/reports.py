"""Reports of a weak signal by chat, joined to the hamlet that they are about and counted once a
person."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.names import key
from backend.administrative_units.tree import tree
from backend.coverage.models import CoverageReport
from backend.tickets.kinds import kinds
from backend.tickets.models import Ticket

KIND = "report_coverage"


def hamlet_named(session: Session, commune: UnitId, name: str) -> UnitId | None:
    """The only hamlet of a commune that is called so, today or together with its old commune's name;
    None for none or several."""
    places = tree(session).hamlets(commune, clock.today())
    wanted = key(name)
    exact = [place.id for place in places if key(place.full_name) == wanted]
    if len(exact) == 1:
        return exact[0]
    whole = [
        place.id
        for place in places
        for former in place.former_names
        if key(f"{place.full_name} {former}") == wanted
    ]
    return whole[0] if len(whole) == 1 else None


def note(session: Session, ticket: Ticket) -> UnitId | None:
    """Joins a report to its hamlet; None where the commune knows none of that name, or several."""
    said = next((fact["shown"] for fact in ticket.facts if fact["name"] == "hamlet"), "")
    unit_id = hamlet_named(session, ticket.about_unit_id, str(said))
    if unit_id is not None:
        session.add(CoverageReport(ticket_id=ticket.id, unit_id=unit_id))
        session.flush()
    return unit_id


def people(session: Session, hamlets: Iterable[UnitId]) -> Mapping[UnitId, int]:
    """How many different people reported each of these hamlets in the time in which a report counts
    once; hamlets without any are missing."""
    since = clock.now() - timedelta(days=kinds()[KIND].once_in_days)
    query = (
        select(CoverageReport.unit_id, func.count(Ticket.contact_id.distinct()))
        .join(Ticket, Ticket.id == CoverageReport.ticket_id)
        .where(CoverageReport.unit_id.in_(list(hamlets)), Ticket.created_at >= since)
        .group_by(CoverageReport.unit_id)
    )
    return {unit_id: count for unit_id, count in session.execute(query)}
