"""Channels that talk to the fakes, and somewhere for webhooks to arrive."""

import asyncio
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from backend.channel_tokens.service import ChannelTokens
from backend.db import Database
from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.channels.zalo_oa import Account, ZaloOaChannel
from bot.service import until_done
from tests.fakes import zalo_oa as oa
from tests.fakes.fixtures import fake_telegram, fake_zalo, fake_zalo_oa
from tests.fakes.loopback import Answer, Loopback, Request
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_oa import FakeZaloOa
from tests.fakes.zalo_oa_people import ZaloOaPerson
from tests.fakes.zalo_people import ZaloPerson

__all__ = ["fake_telegram", "fake_zalo", "fake_zalo_oa"]

SECRET = "s3cret-of-the-webhook"
# Pauses are short; the time that an answer may take is not, because a busy machine may stall.
QUICK = {"timeout": 10.0, "poll_seconds": 1, "first_pause": 0.01}


@dataclass
class Line:
    """One channel, the fake platform behind it and somebody on it. `chances` is how often a token
    has to be refused until the channel gives it up."""

    channel: Channel
    fake: FakePlatform
    person: TelegramPerson | ZaloPerson | ZaloOaPerson
    chances: int = 1

    async def have_delivered_to(self, url: str) -> None:
        """Sets the webhook: by a call, or in the console where there is no call."""
        await self.channel.set_webhook(url)
        if isinstance(self.fake, FakeZaloOa):
            self.fake.webhook = {"url": url}


@dataclass
class Doorstep:
    """Where webhooks arrive: keeps what came, and answers as told."""

    arrived: list[Request] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)  # of the next answers; then 200
    url: str = ""

    async def respond(self, request: Request) -> Answer:
        """Takes one delivery."""
        self.arrived.append(request)
        return Answer(self.statuses.pop(0) if self.statuses else 200, b"")


def telegram_channel(fake: FakeTelegram, **changes: Any) -> TelegramChannel:
    """A quick channel to the fake."""
    options: dict[str, Any] = {"base_url": fake.url, **QUICK, **changes}
    return TelegramChannel(options.pop("token", fake.token), SECRET, **options)


def zalo_channel(fake: FakeZalo, **changes: Any) -> ZaloChannel:
    """A quick channel to the fake."""
    origins = {"photo_origins": (fake.url,)}
    options: dict[str, Any] = {"base_url": fake.url, **origins, **QUICK, **changes}
    return ZaloChannel(options.pop("token", fake.token), SECRET, **options)


def zalo_oa_account(**changes: Any) -> Account:
    """The account on the fake."""
    account = Account(oa.APP_ID, oa.APP_SECRET, oa.WEBHOOK_SECRET, "TEST-oa-refresh-0")
    return replace(account, **changes)


def zalo_oa_channel(fake: FakeZaloOa, store: ChannelTokens, **changes: Any) -> ZaloOaChannel:
    """A channel to the fake; what is not an option belongs to the account."""
    options = {
        "timeout": changes.pop("timeout", 10.0),
        "photo_origins": changes.pop("photo_origins", (fake.url,)),
    }
    account = zalo_oa_account(**changes)
    return ZaloOaChannel(account, store, fake.url, fake.url, **options)


@asynccontextmanager
async def polling(channel: Channel) -> AsyncIterator[AsyncGenerator[Mapping[str, Any], None]]:
    """What `poll` brings, within a minute: a fault fails the test instead of hanging it."""
    async with asyncio.timeout(60), aclosing(channel.poll()) as updates:
        yield updates


@pytest.fixture
async def telegram(fake_telegram: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    """Telegram, started."""
    channel = telegram_channel(fake_telegram)
    await channel.start()
    yield channel
    await channel.stop()


@pytest.fixture
async def zalo(fake_zalo: FakeZalo) -> AsyncIterator[ZaloChannel]:
    """Zalo, started."""
    channel = zalo_channel(fake_zalo)
    await channel.start()
    yield channel
    await channel.stop()


@pytest.fixture
def token_store(sqlite_template: Path, tmp_path: Path) -> Iterator[ChannelTokens]:
    """Where an Official Account's tokens are kept."""
    shutil.copy(sqlite_template, tmp_path / "tokens.db")
    database = Database(f"sqlite:///{tmp_path / 'tokens.db'}")
    yield ChannelTokens(database)
    database.close()


@pytest.fixture
async def zalo_oa(
    fake_zalo_oa: FakeZaloOa, token_store: ChannelTokens
) -> AsyncIterator[ZaloOaChannel]:
    """The Official Account, started."""
    channel = zalo_oa_channel(fake_zalo_oa, token_store)
    await channel.start()
    yield channel
    await channel.stop()


BOTS = ["telegram", "zalo", "zalo with real statuses"]


@pytest.fixture(params=[*BOTS, "zalo_oa"])
async def line(request: pytest.FixtureRequest, token_store: ChannelTokens) -> AsyncIterator[Line]:
    """Each channel in turn, with An on the other side."""
    async with _line(request.param, token_store) as line:
        yield line


@pytest.fixture(params=BOTS)
async def bot_line(
    request: pytest.FixtureRequest, token_store: ChannelTokens
) -> AsyncIterator[Line]:
    """Each channel that can be polled, with An on the other side."""
    async with _line(request.param, token_store) as line:
        yield line


@pytest.fixture(params=[*BOTS, "zalo_oa"])
async def impatient_line(
    request: pytest.FixtureRequest, token_store: ChannelTokens
) -> AsyncIterator[Line]:
    """Each channel in turn, giving an answer half a second to come."""
    async with _line(request.param, token_store, timeout=0.5) as line:
        yield line


@asynccontextmanager
async def _line(name: str, store: ChannelTokens, **changes: Any) -> AsyncIterator[Line]:
    line = _new_line(name, store, changes)
    with line.fake:
        if isinstance(line.fake, FakeZalo):
            line.fake.errors_in_200 = name == "zalo"
        await until_done(line.channel.start, name)  # as the worker does: a busy machine is slow
        yield line
        await line.channel.stop()


def _new_line(name: str, store: ChannelTokens, changes: dict[str, Any]) -> Line:
    if name == "zalo_oa":
        account = FakeZaloOa()
        return Line(zalo_oa_channel(account, store, **changes), account, account.user("An"), 2)
    if name == "telegram":
        telegram = FakeTelegram()
        return Line(telegram_channel(telegram, **changes), telegram, telegram.user("An"))
    zalo = FakeZalo()
    return Line(zalo_channel(zalo, **changes), zalo, zalo.user("An"))


@pytest.fixture
def doorstep() -> Iterator[Doorstep]:
    """A webhook's receiver, listening."""
    door = Doorstep()
    server = Loopback(door.respond)
    door.url = f"http://127.0.0.1:{server.port}/webhook"
    server.start()
    yield door
    server.stop()
