"""Reading the register: within an officer's unit, of one record, and of one family."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.clock import VIETNAM
from backend.contacts.models import ContactId
from backend.disclosures.models import DisclosedRequest, Disclosure, DisclosureId
from backend.disclosures.words import OUTSIDE, ReceiverKind, fields_told
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import RequestId, SupportRequest

PAGE = 25
TOLD = 30  # what one family is told of, the newest first


@dataclass(frozen=True)
class Filters:
    """What is looked for; "" or None for all of it. Both days are included."""

    kind: str = ""
    programme: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def query(self) -> str:
        """As the query of an address."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def of_kind(self, kind: str) -> "Filters":
        """The same of another kind of receiver."""
        return replace(self, kind=kind)


@dataclass(frozen=True)
class Line:
    """A row with who made it and whose it is."""

    disclosure: Disclosure
    officer: str
    unit: str


@dataclass(frozen=True)
class ToldToFamily:
    """One time that data of a family's request went to somebody outside: kinds of data in words."""

    on: date
    kind: ReceiverKind
    receiver: str
    data: str
    request_code: str


def disclosures(
    session: Session, officer: Officer, filters: Filters, before: DisclosureId | None = None
) -> list[Line]:
    """As they were entered, the newest first: a page and one more."""
    query = _lines(officer).where(*_wanted(filters)).order_by(Disclosure.id.desc()).limit(PAGE + 1)
    if before:
        query = query.where(Disclosure.id < before)
    return [Line(row, name, unit.full_name) for row, name, unit in session.execute(query)]


def counts(
    session: Session, officer: Officer, filters: Filters
) -> dict[ReceiverKind, tuple[int, int]]:
    """How many rows each kind of receiver has, and how many families they speak of in sum."""
    query = (
        select(Disclosure.receiver_kind, func.count(), func.sum(Disclosure.people))
        .where(scope.within(officer, Disclosure.unit_id), *_wanted(filters.of_kind("")))
        .group_by(Disclosure.receiver_kind)
    )
    return {kind: (rows, int(people)) for kind, rows, people in session.execute(query)}


def disclosure(session: Session, officer: Officer, disclosure_id: DisclosureId) -> Line:
    """One row. Raises `NotFound`, also for another unit's."""
    found = session.execute(_lines(officer).where(Disclosure.id == disclosure_id)).one_or_none()
    if found is None:
        raise NotFound(_("Không có dòng này trong sổ của đơn vị anh/chị."))
    row, name, unit = found
    return Line(row, name, unit.full_name)


def requests(
    session: Session,
    officer: Officer,
    disclosure_id: DisclosureId,
    after: RequestId | None = None,
) -> Sequence[SupportRequest]:
    """The requests that a row is about, those of the officer's unit: a page and one more."""
    query = (
        select(SupportRequest)
        .join(DisclosedRequest, DisclosedRequest.request_id == SupportRequest.id)
        .where(
            DisclosedRequest.disclosure_id == disclosure_id,
            scope.within(officer, SupportRequest.unit_id),
            SupportRequest.id > (after or 0),
        )
    )
    return session.scalars(query.order_by(SupportRequest.id).limit(PAGE + 1)).all()


def of_record(
    session: Session, officer: Officer, subject: str, subject_id: int
) -> Sequence[Disclosure]:
    """Every time that a record's papers were taken out, oldest first."""
    query = select(Disclosure).where(
        Disclosure.subject == subject,
        Disclosure.subject_id == subject_id,
        scope.within(officer, Disclosure.unit_id),
    )
    return session.scalars(query.order_by(Disclosure.id)).all()


def of_contact(session: Session, contact_id: ContactId) -> list[ToldToFamily]:
    """Who outside was given data of a contact's requests, the newest first; the same to the same
    receiver is told once, by its newest day."""
    query = (
        select(Disclosure, SupportRequest.code)
        .join(DisclosedRequest, DisclosedRequest.disclosure_id == Disclosure.id)
        .join(SupportRequest, SupportRequest.id == DisclosedRequest.request_id)
        .where(SupportRequest.contact_id == contact_id, Disclosure.receiver_kind.in_(OUTSIDE))
        .order_by(Disclosure.at.desc(), Disclosure.id.desc())
    )
    told: dict[tuple[str, str, str, str], ToldToFamily] = {}
    for row, code in session.execute(query):
        on = row.at.astimezone(VIETNAM).date()
        one = ToldToFamily(on, row.receiver_kind, row.receiver, fields_told(row.fields), code)
        told.setdefault((row.receiver_kind, row.receiver, row.fields, code), one)
    return list(told.values())[:TOLD]


def _lines(officer: Officer) -> Select[Disclosure, str, AdministrativeUnit]:
    return (
        select(Disclosure, Officer.full_name, AdministrativeUnit)
        .join(Officer, Officer.id == Disclosure.officer_id)
        .join(AdministrativeUnit, AdministrativeUnit.id == Disclosure.unit_id)
        .where(scope.within(officer, Disclosure.unit_id))
    )


def _wanted(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.kind:
        wanted.append(Disclosure.receiver_kind == filters.kind)
    if filters.programme:
        wanted.append(Disclosure.programme == filters.programme)
    if filters.since:
        wanted.append(Disclosure.at >= datetime.combine(filters.since, time(), VIETNAM))
    if filters.until:
        next_day = filters.until + timedelta(days=1)
        wanted.append(Disclosure.at < datetime.combine(next_day, time(), VIETNAM))
    return wanted
