"""What every channel promises about sending and delivery, whatever its platform."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest

from backend.channel_tokens.service import ChannelTokens
from bot.channels.base import (
    Ambiguous,
    Channel,
    Rejected,
    Retry,
    SendError,
    Unauthorized,
    Unreachable,
)
from bot.channels.rendering import units
from bot.messages import Kind, Option, Outgoing
from tests.bot.channels.conftest import (
    SECRET,
    Doorstep,
    Line,
    polling,
    telegram_channel,
    zalo_channel,
    zalo_oa_channel,
)
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_oa import FakeZaloOa


async def test_an_option_that_was_sent_is_understood_again(line: Line) -> None:
    options = (Option("c:1", "Máy tính"), Option("c:2", "Gói cước"))
    await line.channel.send(line.person.chat_id, Outgoing("Anh/chị cần gì?", options))
    [sent] = line.person.received
    if isinstance(line.person, TelegramPerson):
        tap = line.channel.parse(line.person.taps("Gói cước"))
        assert tap is not None
        assert (tap.kind, tap.value, sent.text) == (Kind.CHOICE, "c:2", "Anh/chị cần gì?")
    else:
        assert sent.text == "Anh/chị cần gì?\n\n1. Máy tính\n2. Gói cước"
        typed = line.channel.parse(line.person.says("2"))
        assert typed is not None
        assert (typed.kind, typed.text) == (Kind.TEXT, "2")


async def test_what_people_typed_is_sent_as_it_is(line: Line) -> None:
    text = "Xác nhận: <b>Lò *Thị* [Mây](x)_ &amp; \\ 🌊"
    sent_id = await line.channel.send(line.person.chat_id, Outgoing(text))
    [sent] = line.person.received
    assert (sent.text, sent.message_id) == (text, sent_id)
    assert "parse_mode" not in sent.raw


async def test_a_text_that_is_too_long_arrives_in_order_and_whole(line: Line) -> None:
    limit = line.channel.capabilities.max_text
    text = " ".join(f"câu số {number} 🌊." for number in range(limit // 8))
    options = (Option("c:1", "Máy tính"),)
    last = await line.channel.send(line.person.chat_id, Outgoing(text, options))
    received = line.person.received
    assert len(received) > 1
    assert received[-1].message_id == last
    assert all(units(sent.text) <= limit for sent in received)
    assert all(earlier.at <= later.at for earlier, later in pairwise(received))
    assert not any(sent.buttons for sent in received[:-1])
    whole = " ".join(sent.text for sent in received)
    assert whole.split()[: len(text.split())] == text.split()


async def test_a_fault_after_the_first_piece_may_not_be_tried_for_long(line: Line) -> None:
    line.fake.fail("sendMessage", times=1, delay=0)
    line.fake.fail("sendMessage", status=500)
    text = "chữ " * line.channel.capabilities.max_text
    with pytest.raises(Ambiguous, match="server_error"):
        await line.channel.send(line.person.chat_id, Outgoing(text))
    assert len(line.person.received) == 1


FAULTS: list[tuple[dict[str, Any], type[SendError], str]] = [
    ({"status": 429, "retry_after": 1}, Retry, "rate_limited"),
    ({"status": 500}, Retry, "server_error"),
    ({"status": 502, "body": b"<html>Bad Gateway</html>"}, Retry, "server_error"),
    ({"status": 520, "body": b""}, Retry, "server_error"),
    ({"status": 400}, Rejected, "bad_request"),
    ({"status": 401}, Unauthorized, "unauthorized"),
    ({"drop": True}, Ambiguous, "connection_lost"),
    ({"lost_answer": True}, Ambiguous, "connection_lost"),
    ({"body": b"<html>Welcome to the hotel</html>"}, Ambiguous, "bad_answer"),
    ({"body": b"[]"}, Ambiguous, "bad_answer"),
]


@pytest.mark.parametrize(
    ("fault", "kind", "reason"), FAULTS, ids=[str(fault) for fault, *_ in FAULTS]
)
async def test_each_fault_tells_the_outbox_what_to_do(
    line: Line, fault: dict[str, Any], kind: type[SendError], reason: str
) -> None:
    times = line.chances if fault.get("status") == 401 else 1
    line.fake.fail("sendMessage", **fault, times=times)
    with pytest.raises(SendError) as raised:
        await line.channel.send(line.person.chat_id, Outgoing("Chào anh/chị."))
    assert (type(raised.value), raised.value.reason) == (kind, reason)
    assert raised.value.__context__ is None  # the SDK's own exception may spell out the token
    assert await line.channel.send(line.person.chat_id, Outgoing("Chào lại."))


async def test_an_answer_that_does_not_come_in_time_leaves_all_open(impatient_line: Line) -> None:
    impatient_line.fake.fail("sendMessage", delay=2)
    with pytest.raises(Ambiguous, match="timeout"):
        await impatient_line.channel.send(impatient_line.person.chat_id, Outgoing("Chào."))


async def test_a_lost_answer_means_delivered_and_a_dropped_call_means_not(line: Line) -> None:
    line.fake.fail("sendMessage", lost_answer=True)
    line.fake.fail("sendMessage", drop=True)
    for text in ("một", "hai"):
        with pytest.raises(Ambiguous):
            await line.channel.send(line.person.chat_id, Outgoing(text))
    assert [sent.text for sent in line.person.received] == ["một"]


async def test_a_rate_limit_says_how_long_and_a_little_more(bot_line: Line) -> None:
    bot_line.fake.fail("sendMessage", status=429, retry_after=3)
    with pytest.raises(Retry) as raised:
        await bot_line.channel.send(bot_line.person.chat_id, Outgoing("Chào."))
    assert raised.value.after == 3.5


async def test_somebody_who_blocked_the_bot_is_unreachable(line: Line) -> None:
    line.person.blocks()
    with pytest.raises(Unreachable):
        await line.channel.send(line.person.chat_id, Outgoing("Chào."))


async def test_a_platform_that_is_away_was_certainly_not_told(line: Line) -> None:
    with line.fake.down(), pytest.raises(Retry, match="connection"):
        await line.channel.send(line.person.chat_id, Outgoing("Chào."))
    assert await line.channel.send(line.person.chat_id, Outgoing("Chào."))


async def test_a_start_waits_for_nobody_and_can_be_tried_again(
    fake_telegram: FakeTelegram,
    fake_zalo: FakeZalo,
    fake_zalo_oa: FakeZaloOa,
    token_store: ChannelTokens,
) -> None:
    lines: list[tuple[Any, Channel]] = [
        (fake_telegram, telegram_channel(fake_telegram)),
        (fake_zalo, zalo_channel(fake_zalo)),
        (fake_zalo_oa, zalo_oa_channel(fake_zalo_oa, token_store)),
    ]
    for fake, channel in lines:
        with fake.down(), pytest.raises(Retry, match="connection"):
            await channel.start()
        await channel.stop()
        await channel.start()
        assert await channel.send(fake.user("An").chat_id, Outgoing("Chào."))
        await channel.stop()
        await channel.stop()


async def test_a_wrong_token_is_found_at_the_start(
    fake_telegram: FakeTelegram,
    fake_zalo: FakeZalo,
    fake_zalo_oa: FakeZaloOa,
    token_store: ChannelTokens,
) -> None:
    channels: list[Channel] = [
        telegram_channel(fake_telegram, token="1:wrong"),
        zalo_channel(fake_zalo, token="1:wrong"),
        zalo_oa_channel(fake_zalo_oa, token_store, refresh_token="1:wrong"),
    ]
    for channel in channels:
        with pytest.raises(Unauthorized) as raised:
            await channel.start()
        await channel.stop()
        assert "wrong" not in repr(raised.value)


async def test_a_webhook_brings_updates_with_the_secret(bot_line: Line, doorstep: Doorstep) -> None:
    await bot_line.channel.set_webhook(doorstep.url)
    update = bot_line.person.says("xin chào")
    await bot_line.fake.until(lambda: any(request.params for request in doorstep.arrived))
    delivered = next(request for request in doorstep.arrived if request.params)
    assert delivered.headers[bot_line.channel.webhook_secret_header.lower()] == SECRET
    assert delivered.params == update


async def test_a_refused_delivery_comes_again_with_the_same_event_id(
    line: Line, doorstep: Doorstep
) -> None:
    await line.have_delivered_to(doorstep.url)
    doorstep.arrived.clear()
    doorstep.statuses = [503, 503]
    line.person.says("xin chào")
    await line.fake.until(lambda: len(line.fake.pushes) == 3)
    events = [line.channel.parse(request.params) for request in doorstep.arrived]
    assert len({event.event_id for event in events if event}) == 1
    assert [push.status for push in line.fake.pushes] == [503, 503, 200]


async def test_an_update_that_comes_twice_has_one_event_id(bot_line: Line) -> None:
    bot_line.fake.deliver_twice()
    bot_line.person.says("xin chào")
    async with polling(bot_line.channel) as updates:
        first, second = [bot_line.channel.parse(await anext(updates)) for _ in range(2)]
    assert first is not None
    assert first == second


async def test_polling_takes_the_webhook_away_and_survives_faults(bot_line: Line) -> None:
    await bot_line.channel.set_webhook("https://127.0.0.1:1/webhook")
    bot_line.fake.fail("deleteWebhook", status=500)
    bot_line.fake.fail("getUpdates", status=502, body=b"<html>")
    bot_line.fake.fail("getUpdates", drop=True)
    bot_line.fake.fail("getUpdates", body=b"[1]")
    bot_line.person.says("xin chào")
    async with polling(bot_line.channel) as updates:
        inbound = bot_line.channel.parse(await anext(updates))
        assert inbound is not None
        assert inbound.text == "xin chào"
        # Somebody sets a webhook behind the poller's back. The platform pushes for a long time.
        bot_line.fake.push_tries = 1000
        await bot_line.channel.set_webhook("https://127.0.0.1:1/webhook")
        again = bot_line.person.says("còn đó không?")
        assert await anext(updates) == again


async def test_polling_ends_when_the_token_is_no_longer_good(bot_line: Line) -> None:
    bot_line.fake.fail("getUpdates", status=401)
    async with polling(bot_line.channel) as updates:
        with pytest.raises(Unauthorized):
            await anext(updates)


async def test_an_idle_poll_is_no_fault(bot_line: Line, caplog: pytest.LogCaptureFixture) -> None:
    async with polling(bot_line.channel) as updates:
        waiting = asyncio.ensure_future(anext(updates))
        await bot_line.fake.until_called("getUpdates", 2)
        update = bot_line.person.says("xin chào")
        assert await waiting == update
    assert "polling paused" not in caplog.text


async def test_polling_may_be_cancelled_at_any_moment_and_begun_again(bot_line: Line) -> None:
    for polls in (1, 2, 3):
        waiting = asyncio.ensure_future(anext(bot_line.channel.poll()))
        await bot_line.fake.until_called("getUpdates", polls)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    update = bot_line.person.says("xin chào")
    async with polling(bot_line.channel) as updates:
        assert await anext(updates) == update


async def test_a_proxy_is_used(fake_telegram: FakeTelegram, fake_zalo: FakeZalo) -> None:
    nobody = "http://127.0.0.1:1"
    channels: list[Channel] = [
        telegram_channel(fake_telegram, proxy=nobody),
        zalo_channel(fake_zalo, proxy=nobody),
    ]
    for channel in channels:
        with pytest.raises(Retry, match="connection"):
            await channel.start()
        await channel.stop()
    assert fake_telegram.calls == fake_zalo.calls == []
