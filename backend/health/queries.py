"""What an officer sees of the service besides its channels: only of the own units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.jobs.models import Job, JobState
from backend.officers.models import Officer
from backend.poverty_lists.models import ListId, ListState, PovertyList


@dataclass(frozen=True)
class PublishedList:
    """The list that was published last, and of which unit it is."""

    id: ListId
    title: str
    unit: str
    published_at: datetime


def job_counts(session: Session, officer: Officer) -> Mapping[JobState, int]:
    """How many jobs of the officer's units are in each state."""
    query = select(Job.state, func.count()).where(scope.within(officer, Job.unit_id))
    return {state: count for state, count in session.execute(query.group_by(Job.state))}


def last_list(session: Session, officer: Officer) -> PublishedList | None:
    """The newest of the officer's units; None when none was published."""
    query = (
        select(PovertyList.id, PovertyList.title, AdministrativeUnit, PovertyList.published_at)
        .join(AdministrativeUnit, AdministrativeUnit.id == PovertyList.unit_id)
        .where(PovertyList.state == ListState.PUBLISHED, scope.within(officer, PovertyList.unit_id))
        .order_by(PovertyList.published_at.desc(), PovertyList.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None or row.published_at is None:
        return None
    return PublishedList(row[0], row[1], row[2].full_name, row.published_at)
