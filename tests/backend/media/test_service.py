"""A photo is a row at once and a picture later: fetched by one worker, tried for a day, purged in
the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import select

from backend import clock
from backend.contacts.models import Contact, ContactId
from backend.db import Database
from backend.media import service
from backend.media.models import MediaFile, MediaId, MediaState
from backend.media.retention import purge_photos
from tests.backend.media.pictures import JPEG_PICTURE, PNG_PICTURE

BEGAN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@contextmanager
def after(passed: timedelta) -> Iterator[None]:
    """The clock, some time later."""
    with patch.object(clock, "now", lambda: BEGAN + passed):
        yield


@pytest.fixture
def contact(database: Database) -> ContactId:
    with database.transaction() as session:
        contact = Contact(created_at=BEGAN)
        session.add(contact)
        session.flush()
        return contact.id


def kept(
    database: Database, contact: ContactId, reference: str = "zalo:https://a.zdn.vn/x"
) -> MediaId:
    with after(timedelta()), database.transaction() as session:
        return service.keep(session, contact, reference)


def claimed(database: Database, passed: timedelta, channel: str = "zalo") -> str | None:
    """The handle that a worker of a channel is given."""
    with after(passed), database.transaction() as session:
        awaited = service.claim(session, channel)
        return awaited.handle if awaited else None


def row(database: Database, media_id: MediaId) -> MediaFile:
    with database.reading() as session:
        media = session.get_one(MediaFile, media_id)
        assert media.content is None or media.state is MediaState.STORED
        return media


def test_a_photo_is_handed_to_one_worker_and_after_its_lease_to_the_next(
    database: Database, contact: ContactId
) -> None:
    kept(database, contact)
    assert claimed(database, timedelta()) == "https://a.zdn.vn/x"
    assert claimed(database, timedelta()) is None
    assert claimed(database, service.LEASE + timedelta(seconds=1)) == "https://a.zdn.vn/x"


@pytest.mark.parametrize(
    ("reference", "channel", "handle"),
    [
        ("zalo:https://a.zdn.vn/x:1", "zalo", "https://a.zdn.vn/x:1"),
        ("zalo_oa:https://a.zdn.vn/x", "zalo", None),
        ("zalo:https://a.zdn.vn/x", "zalo_oa", None),
        ("zaloXoa:x", "zalo_oa", None),  # "_" is no pattern
        ("telegram:AgAC_-x", "telegram", "AgAC_-x"),
    ],
)
def test_each_channel_is_handed_its_own(
    database: Database, contact: ContactId, reference: str, channel: str, handle: str | None
) -> None:
    kept(database, contact, reference)
    assert claimed(database, timedelta(), channel) == handle
    with after(timedelta(hours=1)), database.reading() as session:
        assert service.is_due(session, channel) is (handle is not None)


def test_the_one_that_waits_longest_is_fetched_first(
    database: Database, contact: ContactId
) -> None:
    for handle in "abc":
        kept(database, contact, f"zalo:{handle}")
        with after(timedelta()), database.transaction() as session:
            newest = session.scalars(select(MediaFile).order_by(MediaFile.id.desc())).first()
            assert newest is not None
            newest.due_at = BEGAN - timedelta(seconds=ord(handle))
    assert [claimed(database, timedelta()) for _ in range(4)] == ["c", "b", "a", None]


def test_what_was_fetched_is_kept_without_what_it_tells_or_where_it_lay(
    database: Database, contact: ContactId
) -> None:
    media_id = kept(database, contact)
    with after(timedelta(minutes=1)), database.transaction() as session:
        service.store(session, media_id, JPEG_PICTURE + b"GPS 16.27 107.23")
    with database.reading() as session:
        media = session.get_one(MediaFile, media_id)
        assert media.content == JPEG_PICTURE
        assert (media.state, media.content_type) == (MediaState.STORED, "image/jpeg")
        assert media.sha256 is not None
        assert len(media.sha256) == 64
        assert media.reference == ""
        assert media.stored_at == BEGAN + timedelta(minutes=1)
    assert claimed(database, timedelta(hours=1)) is None


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"%PDF-1.7", JPEG_PICTURE[:50]])
def test_what_is_no_picture_is_not_kept(
    database: Database, contact: ContactId, content: bytes
) -> None:
    media_id = kept(database, contact)
    with database.transaction() as session:
        service.store(session, media_id, content)
    media = row(database, media_id)
    assert (media.state, media.reason, media.reference) == (MediaState.FAILED, "not_a_picture", "")


def test_the_first_end_stands(database: Database, contact: ContactId) -> None:
    """Two workers, of which one was slower than its lease."""
    media_id = kept(database, contact)
    with database.transaction() as session:
        service.store(session, media_id, PNG_PICTURE)
        service.fail(session, media_id, "gone")
        service.put_off(session, media_id, "timeout")
        service.store(session, media_id, JPEG_PICTURE)
    media = row(database, media_id)
    assert (media.state, media.content_type, media.reason) == (
        MediaState.STORED,
        "image/png",
        None,
    )


def test_the_pauses_grow_and_end_after_a_day(database: Database, contact: ContactId) -> None:
    media_id = kept(database, contact)
    passed, tries = timedelta(), 0
    while claimed(database, passed):
        tries += 1
        with after(passed), database.transaction() as session:
            service.put_off(session, media_id, "timeout")
        media = row(database, media_id)
        if media.state is MediaState.FAILED:
            break
        pause = media.due_at - (BEGAN + passed)
        assert service.SHORTEST_PAUSE <= pause <= service.LONGEST_PAUSE
        assert claimed(database, passed + pause - timedelta(seconds=1)) is None
        passed += pause
    assert (media.state, media.reason) == (MediaState.FAILED, "timeout")
    assert timedelta(days=1) <= passed <= timedelta(days=1, hours=1)
    assert 20 <= tries <= 60


@pytest.mark.parametrize(
    ("passed", "state"),
    [
        (timedelta(days=729), MediaState.STORED),
        (timedelta(days=731), MediaState.PURGED),
        (timedelta(days=3000), MediaState.PURGED),
    ],
)
def test_a_picture_is_purged_after_two_years(
    database: Database, contact: ContactId, passed: timedelta, state: MediaState
) -> None:
    media_id = kept(database, contact)
    with database.transaction() as session:
        service.store(session, media_id, JPEG_PICTURE)
    with after(passed), database.transaction() as session:
        purge_photos(session)
    with database.reading() as session:
        media = session.get_one(MediaFile, media_id)
        assert media.state is state
        assert (media.content is None) is (state is MediaState.PURGED)
        assert (media.sha256 is None) is (state is MediaState.PURGED)


@pytest.mark.parametrize(
    ("passed", "state"),
    [(timedelta(hours=20), MediaState.WAITING), (timedelta(hours=26), MediaState.FAILED)],
)
def test_a_photo_of_a_channel_that_is_gone_does_not_wait_for_ever(
    database: Database, contact: ContactId, passed: timedelta, state: MediaState
) -> None:
    media_id = kept(database, contact)
    with after(passed), database.transaction() as session:
        purge_photos(session)
    media = row(database, media_id)
    assert (media.state, media.reference == "") == (state, state is MediaState.FAILED)
