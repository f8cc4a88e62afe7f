"""Photos are fetched from their platform by the worker: again for a day, and never twice at once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from backend import clock
from backend.contacts.models import Contact
from backend.db import Database
from backend.media import service as media
from backend.media.models import MediaFile, MediaId, MediaState
from backend.settings import ChannelMode, Settings
from bot.channels.base import Channel
from bot.media import PhotoFetcher
from bot.messages import Inbound, Kind
from bot.service import Service
from bot.simulator.channel import SIMULATED
from bot.worker import forget_old_files, work
from tests.backend.media.pictures import JPEG_PICTURE
from tests.bot.channels.conftest import telegram_channel, zalo_channel
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo import FakeZalo

WITHIN = 15  # seconds


@dataclass
class Album:
    """A database, a platform, and what fetches photos between them."""

    database: Database
    fake: FakeTelegram | FakeZalo
    channel: Channel

    def sent(self, content: bytes = JPEG_PICTURE) -> MediaId:
        """Somebody sent a photo, and it was asked for."""
        inbound = self.channel.parse(self.fake.user("An").sends_photo(content=content))
        assert inbound is not None
        assert inbound.kind is Kind.IMAGE
        return self.keeps(inbound)

    def keeps(self, inbound: Inbound) -> MediaId:
        """Takes note of a photo."""
        with self.database.transaction() as session:
            contact = Contact(created_at=clock.now())
            session.add(contact)
            session.flush()
            return media.keep(session, contact.id, f"{inbound.channel}:{inbound.media}")

    def due_now(self) -> None:
        """The pauses are over."""
        with self.database.transaction() as session:
            session.execute(update(MediaFile).values(due_at=clock.now()))

    def state(self, media_id: MediaId) -> tuple[MediaState, str | None]:
        """What became of one, and why."""
        with self.database.reading() as session:
            found = session.get_one(MediaFile, media_id)
            return found.state, found.reason

    @property
    def fetcher(self) -> PhotoFetcher:
        return PhotoFetcher(self.database, self.channel, look=0.02)


@pytest.fixture(params=["telegram", "zalo"])
async def album(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Album]:
    telegram = request.param == "telegram"
    with FakeTelegram() if telegram else FakeZalo() as fake:
        channel: Channel = (
            telegram_channel(fake) if isinstance(fake, FakeTelegram) else zalo_channel(fake)
        )
        await channel.start()
        yield Album(database, fake, channel)
        await channel.stop()


async def test_a_photo_that_was_sent_is_stored(album: Album) -> None:
    photo = album.sent()
    assert await album.fetcher.fetch_next()
    assert album.state(photo) == (MediaState.STORED, None)
    with album.database.reading() as session:
        assert session.get_one(MediaFile, photo).content == JPEG_PICTURE
    assert not await album.fetcher.fetch_next()


LATER: list[dict[str, Any]] = [
    {"status": 500},
    {"status": 429},
    {"drop": True},
    {"lost_answer": True},
]


@pytest.mark.parametrize("fault", LATER, ids=str)
async def test_what_does_not_come_now_is_fetched_later(album: Album, fault: dict[str, Any]) -> None:
    photo = album.sent()
    album.fake.fail("download", **fault)
    assert await album.fetcher.fetch_next()
    state, reason = album.state(photo)
    assert state is MediaState.WAITING
    assert reason is not None
    assert not await album.fetcher.fetch_next(), "there is a pause first"
    album.due_now()
    assert await album.fetcher.fetch_next()
    assert album.state(photo)[0] is MediaState.STORED


async def test_a_photo_that_never_comes_is_given_up_after_a_day(album: Album) -> None:
    photo = album.sent()
    with album.database.transaction() as session:
        session.execute(update(MediaFile).values(created_at=clock.now() - timedelta(hours=25)))
    album.fake.fail("download", status=500)
    await album.fetcher.fetch_next()
    assert album.state(photo) == (MediaState.FAILED, "server_error")


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"<html>", "not_a_picture"), (b"", "not_a_picture"), (bytes(11 * 2**20), "too_large")],
    ids=["html", "empty", "too large"],
)
async def test_what_is_no_photo_is_given_up_at_once(
    album: Album, content: bytes, reason: str
) -> None:
    photo = album.sent(content)
    await album.fetcher.fetch_next()
    assert album.state(photo) == (MediaState.FAILED, reason)


async def test_an_address_elsewhere_is_never_opened(album: Album) -> None:
    if isinstance(album.fake, FakeTelegram):
        pytest.skip("a handle of Telegram is no address")
    with FakeZalo() as inside:
        evil = Inbound("zalo", "1", "1", Kind.IMAGE, media=inside.upload("/a/b/x", JPEG_PICTURE))
        photo = album.keeps(evil)
        await album.fetcher.fetch_next()
        assert album.state(photo) == (MediaState.FAILED, "foreign_address")
        assert inside.calls == []


async def test_two_workers_fetch_each_photo_once(album: Album) -> None:
    photos = [album.sent() for _ in range(6)]
    for _round in range(6):
        await asyncio.gather(album.fetcher.fetch_next(), album.fetcher.fetch_next())
    assert {album.state(photo)[0] for photo in photos} == {MediaState.STORED}
    assert album.fake.called("download") == len(photos)


async def test_a_photo_that_fails_holds_up_no_other(album: Album) -> None:
    first, second = album.sent(), album.sent()
    album.fake.fail("download", status=500)
    assert await album.fetcher.fetch_next()
    assert await album.fetcher.fetch_next()
    assert [album.state(photo)[0] for photo in (first, second)] == [
        MediaState.WAITING,
        MediaState.STORED,
    ]


async def test_photos_are_fetched_until_told_to_stop(album: Album) -> None:
    stop = asyncio.Event()
    working = asyncio.create_task(album.fetcher.run(stop))
    photos = [album.sent() for _ in range(3)]
    fake: FakePlatform = album.fake
    await fake.until(
        lambda: all(album.state(photo)[0] is MediaState.STORED for photo in photos), WITHIN
    )
    stop.set()
    await asyncio.wait_for(working, WITHIN)


@pytest.mark.parametrize("like", SIMULATED)
async def test_the_simulators_photo_is_a_picture(database: Database, like: str) -> None:
    channel = SIMULATED[like]
    with database.transaction() as session:
        contact = Contact(created_at=clock.now())
        session.add(contact)
        session.flush()
        media.keep(session, contact.id, f"{channel.name}:sample")
    assert await PhotoFetcher(database, channel).fetch_next()
    with database.reading() as session:
        [stored] = session.scalars(select(MediaFile))
        assert (stored.state, stored.content_type) == (MediaState.STORED, "image/png")


async def test_the_worker_fetches_photos_beside_all_else(album: Album) -> None:
    settings = Settings(_env_file=None, channel_mode=ChannelMode.POLLING)
    service = Service(settings, album.database, {album.channel.name: album.channel})
    photo = album.sent()
    stop = asyncio.Event()
    working = asyncio.create_task(work(service, stop))
    await album.fake.until(lambda: album.state(photo)[0] is MediaState.STORED, WITHIN)
    stop.set()
    await working
    service.close()


async def test_the_worker_purges_old_photos(album: Album) -> None:
    photo = album.sent()
    await album.fetcher.fetch_next()
    with album.database.transaction() as session:
        session.execute(update(MediaFile).values(created_at=clock.now() - timedelta(days=731)))
    forget_old_files(album.database)
    assert album.state(photo)[0] is MediaState.PURGED
