"""Everything that an officer sees of one request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.queries import is_reachable
from backend.contacts.reach import closed_channels
from backend.data_packages.models import DataPackage
from backend.data_packages.service import of_request
from backend.deliveries.queries import usual_model
from backend.devices.models import Device
from backend.devices.queries import stock_of
from backend.errors import Conflict
from backend.messages.queries import newest_failure
from backend.officers.models import Officer
from backend.poverty_lists.models import EntryId, ListId, PovertyList, PovertyListEntry
from backend.poverty_lists.queries import entries_by_head, newest_list
from backend.programmes.rules import RULES, Circumstance, Reason
from backend.programmes.schema import Grant, Programme, Step
from backend.programmes.service import programme_of
from backend.quotas.places import open_claim
from backend.support_requests import history, listing, queries, verifying
from backend.support_requests.comparison import Comparison, compared
from backend.support_requests.course import course_of
from backend.support_requests.duplicates import Duplicate, duplicates
from backend.support_requests.filters import Filters
from backend.support_requests.models import RequestId, Status, SupportRequest, Verification
from backend.support_requests.queries import Events
from backend.support_requests.service import step_for
from backend.support_requests.things import grant_of

JUST_NOW = timedelta(seconds=1)


@dataclass(frozen=True)
class Check:
    """One condition of the programme; `against` is the reason why it does not hold."""

    rule: str
    against: str


@dataclass(frozen=True)
class Lists:
    """What the commune's list says: the version, the row that was found, rows to choose from."""

    verification: Verification | None
    version: PovertyList | None
    newest: PovertyList | None
    found: Comparison | None
    choices: Sequence[Comparison]


@dataclass(frozen=True)
class Case:
    """One request and all that belongs to it. `step` is the step that waits for this officer."""

    request: SupportRequest
    unit: AdministrativeUnit
    programme: Programme
    step: Step | None
    days_left: int | None
    lists: Lists
    checks: Sequence[Check]
    events: Events
    device: Device | None
    stock: Sequence[Device]
    usual_model: str
    package: DataPackage | None
    history: Sequence[history.Line]
    reachable: bool
    closed_channels: Sequence[str]
    undelivered_at: datetime | None
    grant: Grant
    source_reason: str
    next_id: RequestId | None
    duplicates: Sequence[Duplicate]

    @property
    def circumstance(self) -> Circumstance:
        """The ground that the family names."""
        return Circumstance(self.request.circumstance)

    @property
    def reasons_against(self) -> list[str]:
        """Why it may not be approved now."""
        return [check.against for check in self.checks if check.against]


def open_case(
    session: Session, officer: Officer, request_id: RequestId, find: str, view: str = ""
) -> Case:
    """The case. `find` searches the newest list by the head's name; `view` is the query of the
    filters one came from. Raises `NotFound`."""
    request = queries.request(session, officer, request_id)
    programme = programme_of(session, request.revision_id)
    claim = open_claim(session, request.id)
    events, package = queries.events(session, request), of_request(session, request.id)
    delivery, is_approved = events.delivery, request.status is Status.APPROVED
    return Case(
        request=request,
        unit=session.get_one(AdministrativeUnit, request.unit_id),
        programme=programme,
        step=_step(session, programme, request, officer),
        days_left=days_left(session, request),
        lists=_lists(session, officer, request, find),
        checks=_checks(session, programme, request),
        events=events,
        device=session.get(Device, delivery.device_id) if delivery and delivery.device_id else None,
        stock=stock_of(session, officer, request.unit_id) if is_approved else (),
        usual_model=usual_model(session, officer) if is_approved else "",
        package=package,
        history=history.lines(session, request, events, package),
        reachable=is_reachable(session, request.contact_id),
        closed_channels=closed_channels(session, request.contact_id),
        undelivered_at=newest_failure(session, request.contact_id, request.created_at - JUST_NOW)
        if request.contact_id
        else None,
        grant=grant_of(session, request),
        source_reason=claim.reason if claim else "",
        next_id=next_waiting(session, officer, request.id, view),
        duplicates=duplicates(session, request),
    )


def days_left(session: Session, request: SupportRequest) -> int | None:
    """Working days until the answer is due, below zero when it is late; None when none is due."""
    return course_of(session, request).days_left if request.status is Status.WAITING else None


def next_waiting(
    session: Session, officer: Officer, after: RequestId, view: str = ""
) -> RequestId | None:
    """The next request of the view one came from, a waiting one unless the view says other; after
    the last one the first, None when there is no other."""
    filters = Filters.parse(view)
    chosen = filters.having(status=filters.status or Status.WAITING)
    return listing.next_in(session, officer, chosen, after)


def _step(
    session: Session, programme: Programme, request: SupportRequest, officer: Officer
) -> Step | None:
    try:
        return step_for(session, programme, request, officer)
    except Conflict:
        return None


def _checks(session: Session, programme: Programme, request: SupportRequest) -> list[Check]:
    eligible = programme.conditions_of(request.benefit)
    facts = verifying.facts_of(session, request)
    answers = (
        (key, rule(eligible[key], facts)) for key, rule in RULES.items() if eligible.get(key)
    )
    return [
        Check(key, answer.words if isinstance(answer, Reason) else "") for key, answer in answers
    ]


def _lists(session: Session, officer: Officer, request: SupportRequest, find: str) -> Lists:
    verification = queries.newest_verification(session, request.id)
    newest = newest_list(session, request.unit_id)
    entry: PovertyListEntry | None = None
    choices: Sequence[PovertyListEntry] = ()
    if verification and verification.entry_id:
        entry = session.get_one(PovertyListEntry, verification.entry_id)
    elif verification:
        choices = _entries(session, [row["entry_id"] for row in verification.candidates])
    if find and newest:
        choices = entries_by_head(session, officer, newest.id, find)
    return Lists(
        verification=verification,
        version=session.get(PovertyList, ListId(verification.list_id))
        if verification and verification.list_id
        else None,
        newest=newest,
        found=compared(request, entry) if entry else None,
        choices=[compared(request, choice) for choice in choices],
    )


def _entries(session: Session, ids: Sequence[EntryId]) -> list[PovertyListEntry]:
    """The rows in the order of their numbers in `ids`."""
    found = session.scalars(select(PovertyListEntry).where(PovertyListEntry.id.in_(ids)))
    by_id = {entry.id: entry for entry in found}
    return [by_id[number] for number in ids if number in by_id]
