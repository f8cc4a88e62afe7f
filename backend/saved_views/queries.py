"""Reading an officer's own views."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.officers.models import Officer
from backend.saved_views.models import SavedView


def saved_views(session: Session, officer: Officer) -> Sequence[SavedView]:
    """The officer's own, as they were saved."""
    own = select(SavedView).where(SavedView.officer_id == officer.id)
    return session.scalars(own.order_by(SavedView.id)).all()
