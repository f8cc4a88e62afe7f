"""Keeping photos: the row at once, the picture when it was fetched."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ContactId
from backend.media.models import MediaFile, MediaId, MediaState
from backend.media.stripping import NotAPicture, stripped

LEASE = timedelta(minutes=2)  # longer than fetching may take
# A platform that is away comes back within a day; handles live about as long.
GIVE_UP_AFTER = timedelta(days=1)
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)


def keep(session: Session, contact_id: ContactId, reference: str) -> MediaId:
    """Takes note of a photo, "channel:handle"; the worker fetches it after the transaction."""
    now = clock.now()
    media = MediaFile(
        contact_id=contact_id,
        reference=reference,
        state=MediaState.WAITING,
        created_at=now,
        due_at=now,
    )
    session.add(media)
    session.flush()
    return media.id


@dataclass(frozen=True)
class Awaited:
    """One photo to fetch now."""

    id: MediaId
    handle: str


def is_due(session: Session, channel: str) -> bool:
    """Whether there is one to fetch: a look that locks nothing."""
    return session.scalar(_due(channel)) is not None


def claim(session: Session, channel: str) -> Awaited | None:
    """The next photo of a channel, kept from other workers for a while."""
    media = session.scalar(_due(channel).with_for_update(skip_locked=True))
    if media is None:
        return None
    media.due_at = clock.now() + LEASE
    session.flush()
    return Awaited(media.id, media.reference.partition(":")[2])


def store(session: Session, media_id: MediaId, content: bytes) -> None:
    """Keeps the picture and nothing that its file told beside it; what is none has failed."""
    try:
        content_type, picture = stripped(content)
    except NotAPicture:
        fail(session, media_id, "not_a_picture")
        return
    _end(
        session,
        media_id,
        state=MediaState.STORED,
        content=picture,
        content_type=content_type,
        sha256=hashlib.sha256(picture).hexdigest(),
        stored_at=clock.now(),
    )


def fail(session: Session, media_id: MediaId, reason: str) -> None:
    """It will never come. `reason` is a code."""
    _end(session, media_id, state=MediaState.FAILED, reason=reason)


def put_off(session: Session, media_id: MediaId, reason: str) -> None:
    """Another try after as long as it has waited already, within limits; none after a day."""
    media = session.get(MediaFile, media_id, populate_existing=True)
    if media is None or media.state is not MediaState.WAITING:
        return
    now = clock.now()
    waited = now - media.created_at
    if waited >= GIVE_UP_AFTER:
        fail(session, media_id, reason)
        return
    media.reason = reason
    media.due_at = now + min(max(waited, SHORTEST_PAUSE), LONGEST_PAUSE)
    session.flush()


def _due(channel: str) -> Select[MediaFile]:
    return (
        select(MediaFile)
        .where(
            MediaFile.state == MediaState.WAITING,
            MediaFile.due_at <= clock.now(),
            MediaFile.reference.startswith(f"{channel}:", autoescape=True),
        )
        .order_by(MediaFile.due_at)
        .limit(1)
    )


def _end(session: Session, media_id: MediaId, **values: object) -> None:
    session.execute(
        update(MediaFile)
        .where(MediaFile.id == media_id, MediaFile.state == MediaState.WAITING)
        .values(reference="", **values)
    )
