"""The worker's parts in one process: what is polled is kept, and no part ends another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import event, select

import bot.worker
from backend.contacts.models import ChannelAddress
from backend.db import Database
from backend.settings import ChannelMode, Settings
from bot.channels.base import Channel
from bot.service import Service
from bot.worker import work
from tests.bot.channels.conftest import telegram_channel, zalo_channel
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_people import ZaloPerson
from tests.processes.outage import away

WITHIN = 60


@dataclass
class Both:
    """Both platforms."""

    telegram: FakeTelegram
    zalo: FakeZalo


@pytest.fixture
async def both() -> AsyncIterator[Both]:
    with FakeTelegram() as telegram, FakeZalo() as zalo:
        yield Both(telegram, zalo)


@asynccontextmanager
async def working(both: Both, database: Database) -> AsyncIterator[Service]:
    """A worker that polls both platforms and answers."""
    channels: dict[str, Channel] = {
        "telegram": telegram_channel(both.telegram),
        "zalo": zalo_channel(both.zalo),
    }
    settings = Settings(_env_file=None, channel_mode=ChannelMode.POLLING)
    service, stop = Service(settings, database, channels), asyncio.Event()
    task = asyncio.create_task(work(service, stop))
    try:
        yield service
    finally:
        stop.set()
        await task
        service.close()


@pytest.fixture
def impatient(database: Database) -> Database:
    """SQLite waits only a moment for its lock."""
    if database.is_sqlite:
        event.listen(
            database.engine, "connect", lambda c, _record: c.execute("PRAGMA busy_timeout=50")
        )
    return database


async def test_what_was_handed_out_is_kept_when_the_database_comes_back(
    both: Both, impatient: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Zalo does not hand it out again."""
    monkeypatch.setattr(bot.worker, "DATABASE_PAUSE_SECONDS", 0.05)
    an, binh = both.telegram.user("An"), both.zalo.user("Bình")
    async with working(both, impatient):
        await both.zalo.until_called("getUpdates", 1)
        with away(database_url):
            an.says("chào em")
            binh.says("chào em")
            await both.zalo.until(lambda: not both.zalo.updates, WITHIN)
            await asyncio.sleep(0.3)  # it is tried, and cannot be kept
        await both.zalo.until(lambda: an.received and binh.received, WITHIN)
    assert len(an.received) == len(binh.received) == 1


async def test_a_token_that_is_refused_leaves_the_other_channel_alone(
    both: Both, database: Database
) -> None:
    both.telegram.token = "another"
    binh = both.zalo.user("Bình")
    async with working(both, database):
        await both.telegram.until_called("getMe", 1)
        binh.says("chào em")
        await both.zalo.until(lambda: binh.received, WITHIN)


async def test_a_channel_that_met_a_fault_of_ours_listens_again(
    both: Both, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JSON that is too deep to be read raises what no adapter expects."""
    monkeypatch.setattr(bot.worker, "FAULT_PAUSE_SECONDS", 0.05)
    an, binh = both.telegram.user("An"), both.zalo.user("Bình")
    deep = b'{"ok": true, "result": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    both.telegram.fail("getUpdates", body=deep, times=2)
    async with working(both, database):
        await both.telegram.until_called("getUpdates", 3)
        an.says("chào em")
        binh.says("chào em")
        await both.zalo.until(lambda: an.received and binh.received, WITHIN)


async def test_a_worker_that_is_told_to_end_while_all_is_quiet_ends_at_once(
    both: Both, database: Database
) -> None:
    async with working(both, database):
        await both.telegram.until_called("getUpdates", 1)
        await both.zalo.until_called("getUpdates", 1)
        ending = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - ending < bot.worker.LAST_SECONDS


async def test_an_update_that_comes_at_the_very_end_is_still_taken(
    both: Both, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Zalo may have handed it out already."""
    for limit in ("LAST_SECONDS", "ON_ITS_WAY_SECONDS"):
        monkeypatch.setattr(bot.worker, limit, WITHIN)
    people: list[TelegramPerson | ZaloPerson] = [both.telegram.user("An"), both.zalo.user("Bình")]
    async with working(both, database):
        await both.telegram.until_called("getUpdates", 1)
        await both.zalo.until_called("getUpdates", 1)
        for person in people:  # once the end has begun
            asyncio.get_running_loop().call_later(0.1, person.says, "chào em")
    assert both.zalo.updates == []
    with database.reading() as session:
        taken = set(session.scalars(select(ChannelAddress.chat_id)))
    assert taken == {person.chat_id for person in people}
