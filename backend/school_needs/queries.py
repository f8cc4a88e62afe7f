"""Reading needs and pledges of the schools that an officer looks after."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.db import locked
from backend.donors.models import Donor
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.school_needs.clauses import is_to_push, is_to_read, with_names
from backend.school_needs.models import NeedEvent, NeedId, Pledge, PledgeId, SchoolNeed
from backend.school_needs.words import NeedState
from backend.schools.models import School

PAGE = 30


@dataclass(frozen=True)
class ListedNeed:
    """A need with the names around it; `site` is "" for the school as a whole."""

    need: SchoolNeed
    school: School
    site: str
    commune: str


def need(session: Session, officer: Officer, need_id: NeedId, *, lock: bool = False) -> SchoolNeed:
    """One need. Raises `NotFound`, also for another unit's."""
    within = scope.within(officer, SchoolNeed.unit_id)
    query = select(SchoolNeed).where(SchoolNeed.id == need_id, within)
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có nhu cầu này trong đơn vị của anh/chị."))
    return found


def named(session: Session, officer: Officer, found: SchoolNeed) -> ListedNeed:
    """A need of the officer's with its names."""
    own = scope.within(officer, SchoolNeed.unit_id)
    return _listed(*session.execute(with_names().where(SchoolNeed.id == found.id, own)).one())


def needs(
    session: Session,
    officer: Officer,
    *,
    state: NeedState | None = None,
    group: str = "",
    to_push: bool = False,
    to_read: bool = False,
    before: NeedId | None = None,
) -> Sequence[ListedNeed]:
    """The newest first, at most a page and one more. `to_push`: not yet on the platform; `to_read`:
    not yet shown to sponsors."""
    query = with_names().where(scope.within(officer, SchoolNeed.unit_id))
    if state:
        query = query.where(SchoolNeed.state == state)
    if group:
        query = query.where(SchoolNeed.group_code == group)
    if to_push:
        query = query.where(is_to_push())
    if to_read:
        query = query.where(is_to_read())
    if before:
        query = query.where(SchoolNeed.id < before)
    rows = session.execute(query.order_by(SchoolNeed.id.desc()).limit(PAGE + 1))
    return [_listed(*row) for row in rows]


def counts(session: Session, officer: Officer) -> dict[NeedState, int]:
    """How many needs are in each state."""
    within = scope.within(officer, SchoolNeed.unit_id)
    query = select(SchoolNeed.state, func.count()).where(within).group_by(SchoolNeed.state)
    return {state: count for state, count in session.execute(query)}


def work_counts(session: Session, officer: Officer) -> tuple[int, int]:
    """How many needs have to be read, and how many put onto the platform."""
    query = select(func.count().filter(is_to_read()), func.count().filter(is_to_push())).where(
        scope.within(officer, SchoolNeed.unit_id)
    )
    to_read, to_push = session.execute(query).one()
    return to_read, to_push


def _listed(need: SchoolNeed, school: School, site: str, unit: AdministrativeUnit) -> ListedNeed:
    return ListedNeed(need, school, site or "", unit.full_name)


def history(
    session: Session, officer: Officer, found: SchoolNeed
) -> Sequence[tuple[NeedEvent, str]]:
    """What happened to a need, oldest first, and which officer wrote it down."""
    query = (
        select(NeedEvent, Officer.full_name)
        .join(SchoolNeed, SchoolNeed.id == NeedEvent.need_id)
        .join(Officer, Officer.id == NeedEvent.officer_id)
        .where(NeedEvent.need_id == found.id, scope.within(officer, SchoolNeed.unit_id))
        .order_by(NeedEvent.id)
    )
    return [(event, name) for event, name in session.execute(query)]


def pledge(
    session: Session, officer: Officer, pledge_id: PledgeId, *, lock: bool = False
) -> Pledge:
    """One pledge. Raises `NotFound`, also for another unit's."""
    query = select(Pledge).where(Pledge.id == pledge_id, scope.within(officer, Pledge.unit_id))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có phần ủng hộ này trong đơn vị của anh/chị."))
    return found


def pledges_on(
    session: Session, officer: Officer, found: SchoolNeed
) -> Sequence[tuple[Pledge, str]]:
    """The pledges on a need, the withdrawn ones too, with who gives."""
    query = (
        select(Pledge, Donor.name)
        .join(Donor, Donor.id == Pledge.donor_id)
        .where(Pledge.need_id == found.id, scope.within(officer, Pledge.unit_id))
        .order_by(Pledge.id)
    )
    return [(row, name) for row, name in session.execute(query)]


@dataclass(frozen=True)
class ListedPledge:
    """A pledge, who gives, and to which school; "" for the schools of the unit at large."""

    pledge: Pledge
    donor: str
    school: str
    unit: str


def pledges(
    session: Session, officer: Officer, before: PledgeId | None = None
) -> Sequence[ListedPledge]:
    """All of them, the newest first: at most a page and one more."""
    unit = AdministrativeUnit
    query = (
        select(Pledge, Donor.name, School.name, unit)
        .join(Donor, Donor.id == Pledge.donor_id)
        .join(unit, unit.id == Pledge.unit_id)
        .outerjoin(School, School.id == Pledge.school_id)
        .where(scope.within(officer, Pledge.unit_id))
        .order_by(Pledge.id.desc())
        .limit(PAGE + 1)
    )
    if before:
        query = query.where(Pledge.id < before)
    return [
        ListedPledge(row, donor, school or "", place.full_name)
        for row, donor, school, place in session.execute(query)
    ]
