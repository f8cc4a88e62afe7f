"""What several queries of needs are built of; whoever uses it narrows it to somebody's scope."""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.school_needs.models import NeedId, Pledge, SchoolNeed
from backend.school_needs.rules import Promise
from backend.school_needs.words import WANTED
from backend.schools.models import School, SchoolSite


def with_names() -> Select[SchoolNeed, School, str, AdministrativeUnit]:
    """Needs joined with their school, site (None for the school as a whole) and commune; of all
    offices, so narrow it."""
    unit = AdministrativeUnit
    return (
        select(SchoolNeed, School, SchoolSite.name, unit)
        .join(School, School.id == SchoolNeed.school_id)
        .join(unit, unit.id == SchoolNeed.unit_id)
        .outerjoin(SchoolSite, SchoolSite.id == SchoolNeed.site_id)
    )


def is_to_push() -> ColumnElement[bool]:
    """Whether a need still has to be put onto the humanitarian platform."""
    return SchoolNeed.pushed_on.is_(None) & SchoolNeed.state.in_(WANTED)


def is_to_read() -> ColumnElement[bool]:
    """Whether an officer still has to read a need before sponsors see it."""
    return SchoolNeed.published.is_(False) & SchoolNeed.state.in_(WANTED)


def promises(session: Session, need_id: NeedId) -> list[Promise]:
    """What counts towards a need: pledges that were not withdrawn."""
    query = select(Pledge.quantity, Pledge.received_on).where(
        Pledge.need_id == need_id, Pledge.withdrawn_on.is_(None)
    )
    return [Promise(quantity, day is not None) for quantity, day in session.execute(query)]
