"""How long photos are kept: as long as the family was told, and no unfetched one for ever."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from backend import clock
from backend.media.models import MediaFile, MediaState
from backend.media.service import GIVE_UP_AFTER, LONGEST_PAUSE

KEPT_FOR = timedelta(days=730)  # 24 months, counted from the day it was sent: never later than told


def purge_photos(session: Session) -> None:
    """Empties old photos, and gives up those of a channel that this service no longer has. The row
    stays, for the case that names it."""
    now = clock.now()
    session.execute(
        update(MediaFile)
        .where(MediaFile.created_at < now - KEPT_FOR, MediaFile.state != MediaState.PURGED)
        .values(state=MediaState.PURGED, content=None, sha256=None, reference="")
    )
    session.execute(
        update(MediaFile)
        .where(
            MediaFile.created_at < now - GIVE_UP_AFTER - LONGEST_PAUSE,
            MediaFile.state == MediaState.WAITING,
        )
        .values(state=MediaState.FAILED, reason="too_late", reference="")
    )
