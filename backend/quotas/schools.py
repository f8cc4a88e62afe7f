"""Quotas that belong to a school: which school a request means, and what schools have together."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.quotas.models import Quota
from backend.schools.models import School, SchoolId
from backend.schools.rules import is_named, keys_of


def school_meant(session: Session, unit_id: UnitId, written: str) -> SchoolId | None:
    """The school of a commune that a family wrote; None when none or more than one has that name."""
    schools = session.scalars(select(School).where(School.unit_id == unit_id).order_by(School.id))
    found = [each.id for each in schools if is_named(written, keys_of(each.name, each.other_names))]
    return found[0] if len(found) == 1 else None


def schools_of(session: Session, unit_id: UnitId) -> Sequence[School]:
    """The schools of a commune that teach, by name."""
    query = select(School).where(School.unit_id == unit_id, School.closed_on.is_(None))
    return session.scalars(query.order_by(School.name, School.id)).all()


def has_line(session: Session, school_id: SchoolId, programme: str, benefit: str) -> bool:
    """Whether a school has a quota of its own."""
    query = select(Quota.id).where(
        Quota.school_id == school_id, Quota.programme == programme, Quota.benefit == benefit
    )
    return session.scalar(query.limit(1)) is not None


def divided_to_schools(session: Session, quota: Quota) -> int:
    """What the schools of a commune have of its line together; 0 for a school's own."""
    if quota.school_id is not None:
        return 0
    query = select(func.coalesce(func.sum(Quota.allotted), 0)).where(
        Quota.unit_id == quota.unit_id,
        Quota.school_id.is_not(None),
        Quota.programme == quota.programme,
        Quota.benefit == quota.benefit,
        Quota.source == quota.source,
        Quota.round == quota.round,
    )
    return int(session.scalar(query) or 0)
