"""Reading jobs."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.errors import NotFound
from backend.i18n import _
from backend.jobs.models import Job, JobId
from backend.officers.models import Officer


def job(session: Session, officer: Officer, job_id: JobId) -> Job:
    """One job of the officer's unit. Raises `NotFound`, also for another unit's."""
    query = select(Job).where(Job.id == job_id, scope.within(officer, Job.unit_id))
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có việc này trong đơn vị của anh/chị."))
    return found
