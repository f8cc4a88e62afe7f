"""All rows of a noun, read a portion at a time: only one portion is ever in memory."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy.orm import Session

from backend.admin.forms import row_number
from backend.administrative_units.models import UnitId
from backend.coverage import queries as coverage_queries
from backend.coverage.models import CoverageId, HamletCoverage
from backend.devices import queries as devices_queries
from backend.devices.models import DeviceId
from backend.devices.words import DeviceState
from backend.disclosures import queries as register
from backend.disclosures.models import DisclosureId
from backend.disclosures.queries import Line
from backend.donors.models import DonorId
from backend.officers.models import Officer
from backend.papers import queries
from backend.support_requests import listing
from backend.support_requests.filters import Filters
from backend.support_requests.models import SupportRequest
from backend.tickets import queries as tickets_queries
from backend.tickets.models import Ticket, TicketId, TicketStatus
from backend.typed_day import read_day


def requests(session: Session, officer: Officer, filters: str) -> Iterator[SupportRequest]:
    """In the order of the queue, as it is filtered."""
    wanted, after = Filters.parse(filters), None
    while True:
        found = listing.listing(session, officer, wanted, after=after, limit=queries.PORTION)
        yield from (row.request for row in found.rows)
        after = found.after
        if after is None:
            return


def devices(session: Session, officer: Officer, filters: str) -> Iterator[Any]:
    """The newest first, as they are filtered."""
    said = dict(parse_qsl(filters))
    state = said.get("state", "")
    only = devices_queries.Filter(
        state=DeviceState(state) if state in list(DeviceState) else None,
        source=said.get("source", ""),
        unit_id=UnitId(row_number(said.get("unit", "")) or 0) or None,
        donor_id=DonorId(row_number(said.get("donor", "")) or 0) or None,
    )
    return all_of(
        lambda last: devices_queries.devices(session, officer, only, DeviceId(last) or None),
        devices_queries.PAGE,
    )


def coverage(session: Session, officer: Officer, _filters: str) -> Iterator[HamletCoverage]:
    """The register, hamlet by hamlet."""
    return all_of(
        lambda last: coverage_queries.hamlets(session, officer, None, CoverageId(last) or None),
        coverage_queries.PAGE,
    )


def tickets(session: Session, officer: Officer, filters: str) -> Iterator[Ticket]:
    """As they are filtered, without those that this officer is not shown."""
    said = dict(parse_qsl(filters))
    status = said.get("status", "")
    return all_of(
        lambda last: tickets_queries.tickets(
            session,
            officer,
            status=TicketStatus(status) if status in list(TicketStatus) else None,
            kind=said.get("kind", ""),
            overdue=bool(said.get("overdue")),
            after=TicketId(last) or None,
        ),
        tickets_queries.PAGE,
    )


def hand_overs(session: Session, officer: Officer, _filters: str) -> Iterator[queries.Given]:
    """Every hand-over, the oldest first."""
    return all_of(
        lambda last: queries.deliveries(session, officer, last),
        queries.PORTION,
        lambda row: row[0].id,
    )


def data_packages(session: Session, officer: Officer, _filters: str) -> Iterator[queries.Packaged]:
    """Every data package, the oldest first."""
    return all_of(
        lambda last: queries.data_packages(session, officer, last),
        queries.PORTION,
        lambda row: row[0].id,
    )


def disclosures(session: Session, officer: Officer, filters: str) -> Iterator[Line]:
    """The register as it is filtered, the newest first."""
    said = dict(parse_qsl(filters))
    wanted = register.Filters(
        kind=said.get("kind", ""),
        programme=said.get("programme", ""),
        since=read_day(said.get("since", "")),
        until=read_day(said.get("until", "")),
    )
    return all_of(
        lambda last: register.disclosures(session, officer, wanted, DisclosureId(last) or None),
        register.PAGE,
        lambda row: row.disclosure.id,
    )


def all_of(
    portion: Callable[[int], Sequence[Any]],
    full: int,
    key: Callable[[Any], int] = lambda row: row.id,
) -> Iterator[Any]:
    """Portion after portion, each behind the last row of the one before; one of fewer than `full`
    rows is the last. A list page's reader hands one row more, which the next portion brings again."""
    last = 0
    while True:
        rows = portion(last)
        if rows:
            last = key(rows[:full][-1])
        yield from rows[:full]
        if len(rows) < full:
            return
