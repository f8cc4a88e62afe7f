"""Where officers had signed in."""

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend import clock
from backend.officers.models import OfficerSession
from backend.retention.applying import Batch

SESSIONS_KEPT_FOR = timedelta(days=180)
ROWS = 500


def forget_sessions(session: Session) -> Batch:
    """Sessions in which nothing was done for so long; what was done in them stands in the trail."""
    own = OfficerSession
    query = select(own.token_hash).where(own.last_seen_at < clock.now() - SESSIONS_KEPT_FOR)
    found = session.scalars(query.order_by(own.last_seen_at).limit(ROWS)).all()
    gone: Any = session.execute(delete(own).where(own.token_hash.in_(found)))
    return Batch(+Counter({"officer_sessions": gone.rowcount}))
