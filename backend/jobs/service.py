"""Asking for a job, stopping it, and who may do it now.

Whoever takes a job holds it for `LEASE` and says again and again that it goes on. A worker that
dies falls silent; then another one begins anew, so a job must be able to begin anew. The number of
the attempt tells the two apart should the first come back: only the newest may write.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.jobs import queries
from backend.jobs.models import Job, JobId, JobState
from backend.officers.models import Officer

LEASE = timedelta(seconds=60)  # three times as long as SQLite may keep a heartbeat waiting
PAUSE_AFTER_FAULT = timedelta(seconds=10)
MOST_ATTEMPTS = 5  # beginnings, also those that a restart broke off


@dataclass(frozen=True)
class Held:
    """A job that is ours for now: `attempt` is the number by which it is."""

    id: JobId
    kind: str
    argument: dict[str, Any]
    attempt: int


def enqueue(
    session: Session, kind: str, argument: dict[str, Any], officer: Officer, unit_id: UnitId
) -> Job:
    """A job that waits for a worker. The caller has looked whether the officer may."""
    job = Job(
        kind=kind,
        argument=argument,
        officer_id=officer.id,
        unit_id=unit_id,
        state=JobState.WAITING,
        done=0,
        sentence="",
        attempts=0,
        created_at=clock.now(),
    )
    session.add(job)
    session.flush()
    return job


def cancel(session: Session, officer: Officer, job_id: JobId) -> bool:
    """Stops a job of the officer's unit; whether there was still something to stop. Whoever has it
    in hand finds out with its next step."""
    found = queries.job(session, officer, job_id)
    return _set(session, found.id, _ended(JobState.CANCELLED), Job.state.in_(_OPEN))


def claim(session: Session, job_id: JobId | None = None) -> Held | None:
    """The oldest job that may be begun now, or the one that is asked for; None when it is taken."""
    now = clock.now()
    due = or_(
        and_(Job.state == JobState.WAITING, Job.leased_until.is_(None)),
        and_(Job.state.in_(_OPEN), Job.leased_until < now),
    )
    query = select(Job).where(due).order_by(Job.id).limit(1)
    if job_id:
        query = query.where(Job.id == job_id)
    job = session.scalar(query.with_for_update(skip_locked=True))
    if job is None:
        return None
    job.state = JobState.RUNNING
    job.attempts += 1
    job.leased_until = now + LEASE
    job.started_at = now
    session.flush()
    return Held(job.id, job.kind, job.argument, job.attempts)


def any_due(session: Session) -> bool:
    """Whether it is worth claiming: looking needs no lock."""
    due = or_(Job.leased_until.is_(None), Job.leased_until < clock.now())
    return session.scalar(select(Job.id).where(Job.state.in_(_OPEN), due).limit(1)) is not None


def go_on(session: Session, held: Held, done: int | None = None, total: int | None = None) -> bool:
    """Notes how far it is and holds it longer; False when it is ours no more."""
    values: dict[str, Any] = {"leased_until": clock.now() + LEASE}
    if done is not None:
        values |= {"done": done, "total": total}
    return _set_held(session, held, values)


def complete(session: Session, held: Held) -> bool:
    """The work is done; False when it was not ours to finish any more."""
    return _set_held(session, held, _ended(JobState.DONE))


def fail(session: Session, held: Held, sentence: str) -> bool:
    """The work cannot be done, and why."""
    return _set_held(session, held, _ended(JobState.FAILED) | {"sentence": sentence})


def give_back(session: Session, held: Held) -> bool:
    """For another worker, at once: this one ends. The attempt still counts, for its number is never
    given again."""
    return _set_held(session, held, {"state": JobState.WAITING, "leased_until": None})


def give_all_back(session: Session) -> None:
    """For a worker that has just begun, and knows that it is the only one: whoever had a job is dead.
    A page that reads a short file itself may lose it, and notices with its next step."""
    freed = {"state": JobState.WAITING, "leased_until": None}
    session.execute(update(Job).where(Job.state == JobState.RUNNING).values(freed))


def put_off(session: Session, held: Held) -> bool:
    """It met a fault: to be begun again after a pause."""
    later = clock.now() + PAUSE_AFTER_FAULT
    return _set_held(session, held, {"state": JobState.WAITING, "leased_until": later})


_OPEN = (JobState.WAITING, JobState.RUNNING)


def _ended(state: JobState) -> dict[str, Any]:
    return {"state": state, "leased_until": None, "ended_at": clock.now()}


def _set_held(session: Session, held: Held, values: dict[str, Any]) -> bool:
    ours = and_(Job.state == JobState.RUNNING, Job.attempts == held.attempt)
    return _set(session, held.id, values, ours)


def _set(session: Session, job_id: JobId, values: dict[str, Any], where: Any) -> bool:
    statement = update(Job).where(Job.id == job_id, where).values(values)
    result = session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 - of an UPDATE it always is
    return result.rowcount == 1
