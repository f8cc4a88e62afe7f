"""Where children learn without the Internet, as the schools' pages were filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, select, tuple_
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.officers.models import Officer
from backend.schools.models import School, SchoolSite, SiteId
from backend.schools.words import Internet

PAGE = 40
_BY = (School.unit_id, School.key, SchoolSite.key, SchoolSite.id)
_ORDER = tuple_(*_BY)
_LAST = (
    select(*_BY)
    .join(SchoolSite, SchoolSite.school_id == School.id)
    .where(SchoolSite.id == bindparam("site_id"))
)


@dataclass(frozen=True)
class SiteWithout:
    """A site that teaches, with weak Internet or none."""

    school: School
    site: SchoolSite


def without_internet(session: Session, officer: Officer) -> Iterator[SiteWithout]:
    """All of them, by school and site; those of which nobody said anything are not among them."""
    for school, site in session.execute(_sites(officer)):
        yield SiteWithout(school, site)


def page_without(
    session: Session, officer: Officer, after: SiteId | None = None
) -> Sequence[tuple[SiteWithout, str]]:
    """The same with the commune of each, at most a page and one more."""
    query = (
        _sites(officer)
        .add_columns(AdministrativeUnit)
        .join(AdministrativeUnit, AdministrativeUnit.id == School.unit_id)
        .limit(PAGE + 1)
    )
    last = session.execute(_LAST, {"site_id": after}).one_or_none() if after else None
    if last:
        query = query.where(tuple_(*last) < _ORDER)
    found = session.execute(query)
    return [(SiteWithout(school, site), unit.full_name) for school, site, unit in found]


def _sites(officer: Officer) -> Select[School, SchoolSite]:
    return (
        select(School, SchoolSite)
        .join(SchoolSite, SchoolSite.school_id == School.id)
        .where(
            scope.within(officer, School.unit_id),
            School.closed_on.is_(None),
            SchoolSite.closed_on.is_(None),
            SchoolSite.internet.in_([Internet.WEAK, Internet.NO]),
        )
        .order_by(*_BY)
    )
