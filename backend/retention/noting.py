"""The trail of what went because its time was over: a row and an entry a batch, with numbers alone."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.retention.applying import Batch
from backend.retention.models import RetentionRun


def note(session: Session, step: str, batch: Batch) -> None:
    """Writes a batch down."""
    counts = dict(sorted(batch.met.items()))
    run = RetentionRun(at=clock.now(), step=step, through=batch.through, counts=counts)
    session.add(run)
    session.flush()
    audit.record(session, "keep_terms", run, by=None, step=step, **counts)


def last_looked_at(session: Session, step: str) -> int:
    """The number through which a step has come; 0 at the beginning."""
    last = select(func.max(RetentionRun.through)).where(RetentionRun.step == step)
    return session.scalar(last) or 0
