"""No token reaches a log, not even at DEBUG while everything fails."""

import logging
import traceback
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from backend.channel_tokens.service import ChannelTokens
from bot.channels.base import SendError
from bot.channels.logs import LEVELS, RedactTokens, silence_token_leaks
from bot.messages import Outgoing
from tests.bot.channels.conftest import (
    SECRET,
    Line,
    polling,
    telegram_channel,
    zalo_channel,
    zalo_oa_channel,
)
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_oa import APP_SECRET, WEBHOOK_SECRET, FakeZaloOa
from tests.fakes.zalo_oa_people import ZaloOaPerson

WORDS = "Chào chị Mây."


@pytest.fixture
def handler() -> Iterator[logging.StreamHandler[StringIO]]:
    """A handler on the root that takes everything; levels are put back."""
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in (*LEVELS, "")}
    handler = logging.StreamHandler(StringIO())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def _everything_fails(line: Line) -> None:
    faults = ({"status": 500}, {"status": 502, "body": b"<html>"}, {"body": b"{"}, {"drop": True})
    for fault in faults:
        line.fake.fail("sendMessage", **fault)
        try:
            await line.channel.send(line.person.chat_id, Outgoing(WORDS))
        except SendError:
            logging.getLogger("test").exception("not sent")
    await _a_photo_fails(line, faults)
    if isinstance(line.person, ZaloOaPerson):  # it is not polled
        return
    line.fake.fail("getUpdates", status=500)
    async with polling(line.channel) as updates:
        line.person.says("xin chào")
        await anext(updates)


async def _a_photo_fails(line: Line, faults: tuple[dict[str, Any], ...]) -> None:
    """Telegram wants the token in a photo's address, Zalo's address opens it to everybody."""
    photo = line.channel.parse(line.person.sends_photo(content=b"x"))
    line.fake.updates.clear()
    assert photo is not None
    for fault in (*faults, {"status": 404}):
        line.fake.fail("download", **fault)
        try:
            await line.channel.fetch(photo.media)
        except SendError:
            logging.getLogger("test").exception("not fetched")


def _secrets(line: Line) -> list[str]:
    """Everything that nobody may read in a log."""
    if not isinstance(line.fake, FakeZaloOa):
        return [line.fake.token]
    return [line.fake.token, *line.fake.trades, line.fake.refresh_token, APP_SECRET, WEBHOOK_SECRET]


async def test_the_noisy_libraries_are_quiet(
    line: Line, handler: logging.StreamHandler[StringIO]
) -> None:
    silence_token_leaks([])
    await _everything_fails(line)
    written = handler.stream.getvalue()
    assert "not sent" in written
    assert "not fetched" in written
    assert "/no/jpg/" not in written
    assert not [secret for secret in _secrets(line) if secret in written]
    assert WORDS not in written


async def test_even_when_somebody_turns_them_up_the_tokens_are_struck_out(
    line: Line, handler: logging.StreamHandler[StringIO]
) -> None:
    silence_token_leaks([*_secrets(line), SECRET])
    for name in LEVELS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    await line.channel.set_webhook("http://127.0.0.1:1/webhook")
    await _everything_fails(line)
    written = handler.stream.getvalue()
    if not isinstance(line.fake, FakeZaloOa):
        assert "/bot***/sendMessage" in written
    halves = [half for secret in _secrets(line) for half in secret.split(":")[-1:]]
    assert not [half for half in halves if half in written]
    assert SECRET not in written


async def test_a_refused_token_is_in_no_traceback(
    fake_telegram: FakeTelegram,
    fake_zalo: FakeZalo,
    fake_zalo_oa: FakeZaloOa,
    token_store: ChannelTokens,
) -> None:
    for channel in (
        telegram_channel(fake_telegram, token="1:refused-token"),
        zalo_channel(fake_zalo, token="1:refused-token"),
        zalo_oa_channel(fake_zalo_oa, token_store, refresh_token="1:refused-token"),
    ):
        with pytest.raises(SendError) as raised:
            await channel.start()
        await channel.stop()
        assert "refused-token" not in "".join(traceback.format_exception(raised.value))


def test_the_filter_strikes_out_messages_arguments_tracebacks_and_events() -> None:
    out = StringIO()
    handler = logging.StreamHandler(out)
    redact = RedactTokens(["77:a/b", ""])
    handler.addFilter(redact)
    logger = logging.Logger("apart")
    logger.addHandler(handler)
    logger.info("call %s %d", "https://x/bot77:a/b/getMe", 3)
    logger.info("call https://x/bot77%3Aa%2Fb/getMe")
    logger.info({"event": "call", "urls": ["bot77:a/b"], "pair": ("a/b", 1)})
    try:
        raise ValueError("The token `77:a/b` was rejected")
    except ValueError:
        logger.exception("fault")
    written = out.getvalue()
    assert "call https://x/bot***/getMe 3" in written
    assert "The token `***` was rejected" in written
    assert "a/b" not in written
    assert "a%2Fb" not in written


def test_a_log_line_with_wrong_arguments_does_not_stop_the_service() -> None:
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(RedactTokens(["77:secret"]))
    logger = logging.Logger("apart")
    logger.addHandler(handler)
    logger.info("%d", "77:secret")
    assert out.getvalue() == "%d ('***',)\n"
