"""What pages show around needs: those of one school, and what is lacking by group and level."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.i18n import _
from backend.officers.models import Officer
from backend.school_needs import figures as own
from backend.school_needs.groups import needs
from backend.school_needs.models import SchoolNeed
from backend.school_needs.report_tables import level_counts
from backend.school_needs.rules import LevelCount
from backend.schools.models import School, SchoolId, SchoolSite

MOST_NEEDS, MOST_SCHOOLS = 60, 100


@dataclass(frozen=True)
class Lacking:
    """One cell of the report: a group and a level, with where its schools and sites are listed."""

    group: str
    count: LevelCount
    schools: str
    sites: str


def lacking(session: Session, officer: Officer, period: Period) -> list[Lacking]:
    """Every group and level with a need, in the report's order."""
    query = Narrowing(officer.unit_id, period=period).query
    rows = f"/admin/figures/rows?{query}&figure="
    counts = level_counts(session, officer, period)
    return [
        Lacking(
            _(reported.name),
            count,
            rows + own.schools_needing(reported, count.level).code,
            rows + own.sites_needing(reported, count.level).code,
        )
        for reported in needs().reported
        for count in counts[reported.code]
        if count.schools
    ]


def needs_of(
    session: Session, officer: Officer, school_id: SchoolId
) -> Sequence[tuple[SchoolNeed, str]]:
    """The needs of a school with the site's name, those that are done with at the end."""
    query = (
        select(SchoolNeed, SchoolSite.name)
        .outerjoin(SchoolSite, SchoolSite.id == SchoolNeed.site_id)
        .where(SchoolNeed.school_id == school_id, scope.within(officer, SchoolNeed.unit_id))
        .order_by(SchoolNeed.ended_on.is_not(None), SchoolNeed.id.desc())
        .limit(MOST_NEEDS)
    )
    return [(need, site or "") for need, site in session.execute(query)]


def schools_to_choose(session: Session, officer: Officer) -> list[tuple[str, str]]:
    """The schools of an officer of one commune; an office above chooses the commune instead, since
    all schools of a province are no list to choose from."""
    unit = session.get_one(AdministrativeUnit, officer.unit_id)
    query = (
        select(School)
        .where(School.unit_id == unit.id, School.closed_on.is_(None))
        .order_by(School.key)
        .limit(MOST_SCHOOLS)
    )
    return [(str(each.id), each.name) for each in session.scalars(query)]
