"""What every channel promises about photos, places and signs, whatever its platform."""

import asyncio
from typing import Any

import pytest

from bot.channels.base import Ambiguous, Rejected, Retry, SendError
from bot.channels.download import LIMIT
from bot.messages import Inbound, Kind, Option, Outgoing
from tests.bot.channels.conftest import Line
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_oa_people import ZaloOaPerson

PHOTO = b"\xff\xd8\xff invented \xff\xd9"


def handle(line: Line, content: bytes = PHOTO) -> str:
    """What the channel made of a photo that An sent."""
    inbound = line.channel.parse(line.person.sends_photo("màn hình vỡ", content))
    assert inbound is not None
    assert (inbound.kind, inbound.text) == (Kind.IMAGE, "màn hình vỡ")
    assert inbound.media
    return inbound.media


async def test_a_photo_that_was_sent_can_be_fetched(line: Line) -> None:
    assert line.channel.capabilities.photos
    assert await line.channel.fetch(handle(line)) == PHOTO


async def test_photos_are_told_apart(line: Line) -> None:
    first, second = handle(line, b"one"), handle(line, b"two")
    assert [await line.channel.fetch(one) for one in (second, first)] == [b"two", b"one"]


async def test_what_is_no_photo_brings_no_handle(line: Line) -> None:
    inbound = line.channel.parse(line.person.says("https://photo-stal-29.zdn.vn/x.jpg"))
    assert inbound is not None
    assert (inbound.kind, inbound.media) == (Kind.TEXT, "")


FAULTS: list[tuple[dict[str, Any], tuple[type[SendError], ...]]] = [
    ({"status": 500}, (Retry,)),
    ({"status": 503}, (Retry,)),
    ({"status": 429}, (Retry,)),
    ({"drop": True}, (Ambiguous,)),
    ({"lost_answer": True}, (Ambiguous,)),
    ({"status": 404}, (Retry, Rejected)),  # Telegram's address is good for an hour, Zalo's is gone
]


@pytest.mark.parametrize(("fault", "kinds"), FAULTS, ids=[str(fault) for fault, _kinds in FAULTS])
async def test_a_photo_that_does_not_come_now_says_whether_it_may_later(
    line: Line, fault: dict[str, Any], kinds: tuple[type[SendError], ...]
) -> None:
    photo = handle(line)
    line.fake.fail("download", **fault)
    with pytest.raises(SendError) as raised:
        await line.channel.fetch(photo)
    assert type(raised.value) in kinds
    assert await line.channel.fetch(photo) == PHOTO


async def test_the_address_of_a_photo_is_in_no_fault(line: Line) -> None:
    photo = handle(line)
    line.fake.fail("download", drop=True)
    with pytest.raises(SendError) as raised:
        await line.channel.fetch(photo)
    assert photo not in repr(raised.value)
    assert raised.value.__cause__ is None


async def test_a_photo_that_is_too_large_is_given_up(line: Line) -> None:
    with pytest.raises(Rejected, match="too_large"):
        await line.channel.fetch(handle(line, bytes(LIMIT + 1)))
    assert len(await line.channel.fetch(handle(line, bytes(LIMIT)))) == LIMIT


async def test_a_platform_that_is_away_has_the_photo_still(line: Line) -> None:
    photo = handle(line)
    with line.fake.down(), pytest.raises(Retry, match="connection"):
        await line.channel.fetch(photo)
    assert await line.channel.fetch(photo) == PHOTO


async def test_a_platform_that_says_nothing_is_not_waited_for(impatient_line: Line) -> None:
    """Telegram's own patience; that for downloads is tested with them."""
    if not isinstance(impatient_line.fake, FakeTelegram):
        pytest.skip("an address is opened with a patience of its own")
    photo = handle(impatient_line)
    impatient_line.fake.fail("getFile", delay=2)
    with pytest.raises(Ambiguous, match="timeout"):
        await impatient_line.channel.fetch(photo)


async def test_a_place_is_read_where_the_platform_tells_it(line: Line) -> None:
    if not isinstance(line.person, TelegramPerson | ZaloOaPerson):
        pytest.skip("Zalo shows bots no places")
    inbound = line.channel.parse(line.person.location())
    assert inbound is not None
    assert (inbound.kind, inbound.value) == (Kind.LOCATION, "16.270000,107.230000")


async def test_a_place_is_asked_with_a_key_where_there_is_one(line: Line) -> None:
    none = (Option("w:none", "Để sau"),)
    message = Outgoing("Anh/chị đang ở đâu?", none, ask_location=True)
    await line.channel.send(line.person.chat_id, message)
    [sent] = line.person.received
    assert any(b.location for b in sent.buttons) is line.channel.capabilities.location
    if line.channel.capabilities.location:
        assert isinstance(line.person, TelegramPerson)
        shared = line.channel.parse(line.person.taps("📍 Gửi vị trí của tôi"))
        assert shared is not None
        assert shared.kind is Kind.LOCATION
    else:
        assert sent.text == "Anh/chị đang ở đâu?\n\n1. Để sau"


async def test_typing_is_shown_and_never_fails(line: Line) -> None:
    await line.channel.typing(line.person.chat_id)
    if isinstance(line.fake, FakeTelegram | FakeZalo):
        assert line.fake.typing_in == [line.person.chat_id]
    line.fake.fail("sendChatAction", status=500)
    await line.channel.typing(line.person.chat_id)
    with line.fake.down():
        await asyncio.wait_for(line.channel.typing(line.person.chat_id), 5)
    assert line.person.received == []


@pytest.mark.parametrize("ask_phone", [False, True])
@pytest.mark.parametrize("length", [1, 1999, 2000, 2001, 4096, 4097, 9000])
async def test_as_many_messages_go_out_as_were_announced(
    line: Line, length: int, ask_phone: bool
) -> None:
    text = ("một hai " * length)[:length].strip()
    message = Outgoing(text, (Option("c:1", "Máy tính"),), ask_phone)
    await line.channel.send(line.person.chat_id, message)
    assert len(line.person.received) == line.channel.pieces(message)


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop": True}, {"lost_answer": True}])
@pytest.mark.parametrize("before", [0, 1, 2])
async def test_a_fault_says_how_many_messages_may_have_gone_out(
    line: Line, before: int, fault: dict[str, Any]
) -> None:
    if before:
        line.fake.fail("sendMessage", times=before)
    line.fake.fail("sendMessage", **fault)
    limit = line.channel.capabilities.max_text
    with pytest.raises(SendError) as raised:
        await line.channel.send(line.person.chat_id, Outgoing("chữ " * limit))
    assert raised.value.pieces == before + ("status" not in fault)
    assert len(line.person.received) <= raised.value.pieces


async def test_a_tap_that_cannot_be_acknowledged_is_nobodys_business(line: Line) -> None:
    odd = Inbound(line.channel.name, "1", line.person.chat_id, Kind.TEXT, "chào")
    await line.channel.acknowledge(odd)
    assert line.person.received == []
