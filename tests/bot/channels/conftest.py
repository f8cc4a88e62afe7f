"""Channels that talk to the fakes, and somewhere for webhooks to arrive."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from tests.fakes.fixtures import fake_telegram, fake_zalo
from tests.fakes.loopback import Answer, Loopback, Request
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_people import ZaloPerson

__all__ = ["fake_telegram", "fake_zalo"]

SECRET = "s3cret-of-the-webhook"
QUICK = {"timeout": 0.5, "poll_seconds": 1, "first_pause": 0.01}


@dataclass
class Line:
    """One channel, the fake platform behind it and somebody on it."""

    channel: Channel
    fake: FakePlatform
    person: TelegramPerson | ZaloPerson


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
    options: dict[str, Any] = {"base_url": fake.url, **QUICK, **changes}
    return ZaloChannel(options.pop("token", fake.token), SECRET, **options)


@asynccontextmanager
async def polling(channel: Channel) -> AsyncIterator[AsyncGenerator[Mapping[str, Any], None]]:
    """What `poll` brings, within seconds: a fault fails the test instead of hanging it."""
    async with asyncio.timeout(5), aclosing(channel.poll()) as updates:
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


@pytest.fixture(params=["telegram", "zalo", "zalo with real statuses"])
async def line(request: pytest.FixtureRequest) -> AsyncIterator[Line]:
    """Each channel in turn, with An on the other side."""
    line = _telegram_line() if request.param == "telegram" else _zalo_line()
    with line.fake:
        if isinstance(line.fake, FakeZalo):
            line.fake.errors_in_200 = request.param == "zalo"
        await line.channel.start()
        yield line
        await line.channel.stop()


def _telegram_line() -> Line:
    fake = FakeTelegram()
    return Line(telegram_channel(fake), fake, fake.user("An"))


def _zalo_line() -> Line:
    fake = FakeZalo()
    return Line(zalo_channel(fake), fake, fake.user("An"))


@pytest.fixture
def doorstep() -> Iterator[Doorstep]:
    """A webhook's receiver, listening."""
    door = Doorstep()
    server = Loopback(door.respond)
    door.url = f"http://127.0.0.1:{server.port}/webhook"
    server.start()
    yield door
    server.stop()
