"""How long the files themselves are kept: they hold more about a family than the service needs."""

from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.poverty_lists.models import ListState, PovertyList, PovertyListFile

# An officer who has not published a file within a month sends a newer one.
UNPUBLISHED_FOR = timedelta(days=30)
# Until the next year's list is there, beside which the officer may want to see this one, and a month
# for complaints.
PUBLISHED_FOR = timedelta(days=396)


def purge_files(session: Session) -> None:
    """Deletes the bytes of old files; what was read of a published list stays."""
    listed, now = PovertyList, clock.now()
    old = or_(
        (listed.state.in_((ListState.DRAFT, ListState.FAILED)))
        & (listed.created_at < now - UNPUBLISHED_FOR),
        (listed.state.in_((ListState.PUBLISHED, ListState.UNDONE)))
        & (listed.published_at < now - PUBLISHED_FOR),
    )
    session.execute(
        delete(PovertyListFile)
        .where(PovertyListFile.list_id.in_(select(listed.id).where(old)))
        .execution_options(synchronize_session=False)
    )
