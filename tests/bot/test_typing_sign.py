"""Who waits sees that an answer is being worked on; who does not wait sees nothing of it."""

import asyncio
from collections.abc import Iterator

import pytest

from backend.db import Database
from backend.settings import Settings
from bot.channels.typing_sign import shown_as_typing
from bot.messages import Inbound, Kind
from bot.service import Service
from tests.bot.channels.conftest import telegram_channel
from tests.fakes.telegram import FakeTelegram

SOON = 0.02  # seconds


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


def said(chat_id: str) -> Inbound:
    return Inbound("telegram", "1", chat_id, Kind.TEXT, "chào em")


async def test_a_slow_answer_is_announced_once(fake: FakeTelegram) -> None:
    channel, an = telegram_channel(fake), fake.user("An")
    await channel.start()
    async with shown_as_typing(channel, said(an.chat_id), SOON):
        await fake.until(lambda: fake.typing_in)
        await asyncio.sleep(5 * SOON)
    assert fake.typing_in == [an.chat_id]
    await channel.stop()


async def test_a_quick_answer_is_not_announced(fake: FakeTelegram) -> None:
    channel, an = telegram_channel(fake), fake.user("An")
    await channel.start()
    async with shown_as_typing(channel, said(an.chat_id), SOON):
        pass
    await asyncio.sleep(5 * SOON)
    assert fake.typing_in == []
    await channel.stop()


async def test_a_sign_that_takes_long_holds_nothing_up(fake: FakeTelegram) -> None:
    channel, an = telegram_channel(fake), fake.user("An")
    await channel.start()
    fake.fail("sendChatAction", delay=30)
    async with asyncio.timeout(5), shown_as_typing(channel, said(an.chat_id), SOON):
        await fake.until_called("sendChatAction", 1)
    await channel.stop()


@pytest.mark.parametrize("fault", [{"status": 401}, {"status": 500}, {"drop": True}], ids=str)
async def test_a_sign_that_fails_fails_nothing(
    fake: FakeTelegram, fault: dict[str, object]
) -> None:
    channel, an = telegram_channel(fake), fake.user("An")
    await channel.start()
    fake.fail("sendChatAction", **fault)
    async with shown_as_typing(channel, said(an.chat_id), SOON):
        await fake.until_called("sendChatAction", 1)
        await asyncio.sleep(5 * SOON)
    await channel.stop()


async def test_a_channel_that_is_not_open_yet_fails_nothing(fake: FakeTelegram) -> None:
    channel = telegram_channel(fake)
    with fake.down():
        async with shown_as_typing(channel, said("1001"), SOON):
            await asyncio.sleep(5 * SOON)


async def test_a_fault_of_the_answer_is_still_a_fault(fake: FakeTelegram) -> None:
    with pytest.raises(ZeroDivisionError):
        async with shown_as_typing(telegram_channel(fake), said("1001"), SOON):
            raise ZeroDivisionError


async def test_the_service_shows_the_sign_while_it_works(
    fake: FakeTelegram, database: Database
) -> None:
    """Held up here by another writer, as on a busy day."""
    channel, an = telegram_channel(fake), fake.user("An")
    await channel.start()
    settings = Settings(_env_file=None)
    service = Service(settings, database, {"telegram": channel})
    real = service.lanes.receive

    async def slow(message: Inbound) -> bool:
        await fake.until(lambda: fake.typing_in)
        return await real(message)

    service.lanes.receive = slow  # type: ignore[method-assign]
    await service.receive(channel, said(an.chat_id))
    assert fake.typing_in == [an.chat_id]
    await channel.stop()
    service.close()
