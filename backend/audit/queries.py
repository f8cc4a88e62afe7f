"""Reading the trail, within an officer's unit."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.audit.models import AuditEntry
from backend.clock import VIETNAM
from backend.officers.models import Officer

PAGE = 30


@dataclass(frozen=True)
class Filters:
    """What is looked for; 0, "" or None for all of it. `subject` with or without a number."""

    officer: int = 0
    action: str = ""
    subject: str = ""
    subject_id: int = 0
    on: date | None = None

    @property
    def query(self) -> str:
        """As the query of an address."""
        return urlencode({name: value for name, value in asdict(self).items() if value})


@dataclass(frozen=True)
class Line:
    """An entry, with who it was of; "" for a family or the service."""

    entry: AuditEntry
    officer: str


def entries(
    session: Session, officer: Officer, filters: Filters, before: int | None = None
) -> list[Line]:
    """The newest first, one more than a page holds."""
    query = (
        select(AuditEntry, Officer.full_name)
        .outerjoin(Officer, Officer.id == AuditEntry.officer_id)
        .where(_visible(session, officer), *_wanted(filters))
        .order_by(AuditEntry.id.desc())
        .limit(PAGE + 1)
    )
    if before:
        query = query.where(AuditEntry.id < before)
    return [Line(entry, name or "") for entry, name in session.execute(query)]


def officers(session: Session, officer: Officer) -> Sequence[tuple[int, str]]:
    """Whose acts can be asked for: those who work in the unit or below it."""
    query = (
        select(Officer.id, Officer.full_name)
        .where(scope.within(officer, Officer.unit_id))
        .order_by(Officer.full_name, Officer.id)
        .limit(200)
    )
    return [(number, name) for number, name in session.execute(query)]


def _visible(session: Session, officer: Officer) -> ColumnElement[bool]:
    """Of the unit or below it. What is of no unit, such as a family joining two phones, is shown
    where nobody is above."""
    own = scope.within(officer, AuditEntry.unit_id)
    unit = session.get_one(AdministrativeUnit, officer.unit_id)
    return own if unit.parent_id else or_(own, AuditEntry.unit_id.is_(None))


def _wanted(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.officer:
        wanted.append(AuditEntry.officer_id == filters.officer)
    if filters.action:
        wanted.append(AuditEntry.action == filters.action)
    if filters.subject:
        wanted.append(AuditEntry.subject == filters.subject)
    if filters.subject_id:
        wanted.append(AuditEntry.subject_id == filters.subject_id)
    if filters.on:
        began = datetime.combine(filters.on, time(), VIETNAM)
        wanted.append(and_(AuditEntry.at >= began, AuditEntry.at < began + timedelta(days=1)))
    return wanted
