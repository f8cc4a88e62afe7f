"""The schools that an officer looks after."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.schools.models import School, SchoolId, SchoolSite, SiteId
from backend.schools.rules import is_named, keys_of
from backend.schools.words import Internet, SchoolLevel
from backend.support_requests.models import SupportRequest

PAGE = 40


@dataclass(frozen=True)
class ListedSchool:
    """A school in the list: how many sites teach, and at how many the Internet is weak or none."""

    school: School
    commune: str
    sites: int
    without_internet: int


def school(
    session: Session, officer: Officer, school_id: SchoolId, *, lock: bool = False
) -> School:
    """One school. Raises `NotFound`, also for another unit's."""
    within = scope.within(officer, School.unit_id)
    query = select(School).where(School.id == school_id, within)
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có trường này trong đơn vị của anh/chị."))
    return found


def schools(
    session: Session,
    officer: Officer,
    level: SchoolLevel | None = None,
    after: SchoolId | None = None,
) -> Sequence[ListedSchool]:
    """By name, at most a page and one more."""
    unit = AdministrativeUnit
    query = (
        select(School, unit)
        .join(unit, unit.id == School.unit_id)
        .where(scope.within(officer, School.unit_id))
        .order_by(School.key, School.id)
        .limit(PAGE + 1)
    )
    if level:
        query = query.where(School.level == level)
    if after:
        last = select(School.key).where(School.id == after).scalar_subquery()
        query = query.where(tuple_(School.key, School.id) > tuple_(last, after))
    found = [(row, place.full_name) for row, place in session.execute(query)]
    counts = _site_counts(session, [row.id for row, _place in found])
    return [ListedSchool(row, place, *counts.get(row.id, (0, 0))) for row, place in found]


def _site_counts(session: Session, ids: Sequence[SchoolId]) -> dict[SchoolId, tuple[int, int]]:
    site = SchoolSite
    poor = site.internet.in_([Internet.WEAK, Internet.NO])
    query = (
        select(site.school_id, func.count(), func.count().filter(poor))
        .where(site.school_id.in_(ids), site.closed_on.is_(None))
        .group_by(site.school_id)
    )
    return {school_id: (count, poor) for school_id, count, poor in session.execute(query)}


def counts(session: Session, officer: Officer) -> dict[SchoolLevel, int]:
    """How many schools of each level, closed ones too, as the list has them."""
    query = select(School.level, func.count()).where(scope.within(officer, School.unit_id))
    return {level: count for level, count in session.execute(query.group_by(School.level))}


def sites(session: Session, officer: Officer, school_id: SchoolId) -> Sequence[SchoolSite]:
    """The sites of a school, those that are no more at the end."""
    found = school(session, officer, school_id)
    query = select(SchoolSite).where(SchoolSite.school_id == found.id)
    by_name = query.order_by(SchoolSite.closed_on.is_not(None), SchoolSite.key, SchoolSite.id)
    return session.scalars(by_name).all()


def site(session: Session, officer: Officer, school_id: SchoolId, site_id: SiteId) -> SchoolSite:
    """One site of a school. Raises `NotFound`."""
    found = session.get(SchoolSite, site_id)
    if found is None or found.school_id != school(session, officer, school_id).id:
        raise NotFound(_("Trường này không có điểm trường đó."))
    return found


def requests_naming(session: Session, officer: Officer, school_id: SchoolId) -> int:
    """How many requests of the school's commune name it, in whatever spelling; merged ones once."""
    found = school(session, officer, school_id)
    query = (
        select(SupportRequest.school, func.count())
        .where(SupportRequest.unit_id == found.unit_id, SupportRequest.merged_into_id.is_(None))
        .group_by(SupportRequest.school)
    )
    keys = keys_of(found.name, found.other_names)
    return sum(count for written, count in session.execute(query) if is_named(written, keys))
