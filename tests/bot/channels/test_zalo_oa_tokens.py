"""The Official Account is never locked out: its refresh token works once, and none is lost."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from backend import clock
from backend.channel_tokens.models import ChannelToken
from backend.channel_tokens.service import ChannelTokens
from backend.db import Database
from bot.channels import zalo_oa_tokens
from bot.channels.base import Retry, SendError, Unauthorized
from bot.channels.zalo_oa import ZaloOaChannel
from bot.messages import Outgoing
from tests.bot.channels.conftest import zalo_oa_channel
from tests.fakes.zalo_oa import FakeZaloOa

HELLO = Outgoing("Chào anh/chị.")
SEED = "TEST-oa-refresh-0"
LIFETIME = timedelta(seconds=60)


@pytest.fixture
def store(database: Database) -> ChannelTokens:
    """The tokens of one process."""
    return ChannelTokens(database)


@pytest.fixture
def other_store(database: Database, database_url: str) -> Iterator[ChannelTokens]:
    """The same tokens, in another process."""
    other = Database(database_url)
    yield ChannelTokens(other)
    other.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message does not wait long for a token."""
    monkeypatch.setattr(zalo_oa_tokens, "PATIENCE_SECONDS", 0.5)


async def test_the_first_start_trades_the_token_of_the_settings_and_the_next_one_does_not(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens
) -> None:
    for _start in range(3):
        channel = zalo_oa_channel(fake_zalo_oa, store)
        await channel.start()
        assert await channel.send(fake_zalo_oa.user("An").chat_id, HELLO)
        await channel.stop()
    assert fake_zalo_oa.trades == [SEED]
    kept = store.load("zalo_oa", SEED)
    assert (kept.access, kept.refresh) == (fake_zalo_oa.token, fake_zalo_oa.refresh_token)


async def test_of_many_processes_one_trades(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens, other_store: ChannelTokens
) -> None:
    """Two web and two worker processes, all woken by a refusal at once."""
    fake_zalo_oa.fail("trade", delay=0.3)
    channels = [zalo_oa_channel(fake_zalo_oa, each) for each in (store, other_store) * 2]
    await asyncio.gather(*(channel.start() for channel in channels))
    assert fake_zalo_oa.trades == [SEED]
    fake_zalo_oa.end_access_token()
    fake_zalo_oa.fail("trade", delay=0.3)
    person = fake_zalo_oa.user("An")
    sends = [channel.send(person.chat_id, HELLO) for channel in channels for _ in range(5)]
    await asyncio.gather(*sends)
    assert len(person.received) == 20
    assert len(fake_zalo_oa.trades) == 2
    for channel in channels:
        await channel.stop()


async def test_a_token_is_renewed_before_zalo_refuses_it(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens
) -> None:
    channel = zalo_oa_channel(fake_zalo_oa, store)
    await channel.start()
    kept = store.load("zalo_oa", SEED)
    assert clock.now() + timedelta(hours=4) < kept.renew_at < kept.expires_at - timedelta(hours=4)
    _let_time_pass(store, renew_at=-1)
    channel = await _restarted(channel, fake_zalo_oa, store, {})
    person = fake_zalo_oa.user("An")
    await channel.send(person.chat_id, HELLO)
    assert len(fake_zalo_oa.trades) == 2
    assert fake_zalo_oa.called("sendMessage") == len(person.received) == 1
    await channel.stop()


@pytest.mark.parametrize("fault", [{"status": -14020}, {"status": 500}, {"drop": True}])
async def test_a_renewal_that_fails_stops_nothing_while_the_old_token_is_good(
    fake_zalo_oa: FakeZaloOa,
    store: ChannelTokens,
    caplog: pytest.LogCaptureFixture,
    fault: dict[str, object],
) -> None:
    fake_zalo_oa.life = "20"
    channel = zalo_oa_channel(fake_zalo_oa, store)
    await channel.start()
    _let_time_pass(store, renew_at=-1)
    channel = await _restarted(channel, fake_zalo_oa, store, fault)
    person = fake_zalo_oa.user("An")
    for _message in range(3):
        await channel.send(person.chat_id, HELLO)
    assert len(person.received) == 3
    assert len(fake_zalo_oa.calls) == 5  # two trades, of which the second failed, and three sends
    assert "not renewed" in caplog.text
    await channel.stop()


async def test_a_renewal_that_fails_when_the_old_token_is_no_good_is_said(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens
) -> None:
    channel = zalo_oa_channel(fake_zalo_oa, store)
    await channel.start()
    person = fake_zalo_oa.user("An")
    expected: list[tuple[dict[str, object], type[SendError], str]] = [
        ({"status": 500}, Retry, "server_error"),
        ({"status": -32}, Retry, "rate_limited"),
        ({"drop": True}, Retry, "connection_lost"),
        ({"body": b"<html>"}, Retry, "bad_answer"),
        ({"body": b"[]"}, Retry, "bad_answer"),
        ({"body": b"{}"}, Retry, "bad_answer"),
        ({"body": b'{"access_token": "a", "refresh_token": 7}'}, Retry, "bad_answer"),
        ({"status": 400, "body": b"<html>"}, Retry, "bad_request"),
        ({"status": -14020}, Unauthorized, "refresh_refused"),
        ({"status": -14002}, Unauthorized, "refresh_refused"),
    ]
    for fault, kind, reason in expected:
        fake_zalo_oa.end_access_token()
        fake_zalo_oa.fail("trade", **fault)
        with pytest.raises(SendError) as raised:
            await channel.send(person.chat_id, HELLO)
        assert (type(raised.value), raised.value.reason) == (kind, reason), fault
        assert await channel.send(person.chat_id, HELLO)  # the token was not used up
    await channel.stop()


async def test_nothing_is_sent_with_a_pair_that_is_not_on_disk(
    fake_zalo_oa: FakeZaloOa,
    store: ChannelTokens,
    impatient: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel = zalo_oa_channel(fake_zalo_oa, store)
    await channel.start()
    fake_zalo_oa.end_access_token()
    is_gone = threading.Event()
    fake_zalo_oa.fail("trade", until=is_gone)
    person = fake_zalo_oa.user("An")
    sending = asyncio.create_task(channel.send(person.chat_id, HELLO))
    await fake_zalo_oa.until_called("trade", 2)
    _run(store, "ALTER TABLE channel_tokens RENAME TO gone")
    is_gone.set()
    with pytest.raises(Retry, match="token_awaited"):
        await sending
    await fake_zalo_oa.until(lambda: len(fake_zalo_oa.trades) == 2)
    with pytest.raises(Retry):
        await channel.send(person.chat_id, HELLO)
    assert person.received == []
    assert "not on disk" in caplog.text
    assert "TEST-oa" not in caplog.text  # a database's complaint repeats what it was given
    _run(store, "ALTER TABLE gone RENAME TO channel_tokens")
    await _until_sent(channel, person.chat_id)
    assert len(fake_zalo_oa.trades) == 2
    assert store.load("zalo_oa", SEED).refresh == fake_zalo_oa.refresh_token
    await channel.stop()


async def test_an_account_that_sends_nothing_for_months_keeps_its_tokens(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zalo_oa_tokens, "KEEP_SECONDS", 0.05)
    fake_zalo_oa.life = "1"
    channel = zalo_oa_channel(fake_zalo_oa, store)
    await channel.start()
    fake_zalo_oa.fail("trade", status=500)
    await fake_zalo_oa.until(lambda: len(fake_zalo_oa.trades) >= 3)
    await channel.stop()
    assert store.load("zalo_oa", SEED).refresh == fake_zalo_oa.refresh_token
    traded = len(fake_zalo_oa.trades)
    await asyncio.sleep(1.2)
    assert len(fake_zalo_oa.trades) == traded


@pytest.mark.parametrize("stops", [False, True])
async def test_a_trade_outlives_the_message_that_asked_for_it(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens, stops: bool
) -> None:
    """The outbox gives a send up after a while, and a worker is stopped at any moment."""
    channel = zalo_oa_channel(fake_zalo_oa, store)
    await channel.start()
    fake_zalo_oa.end_access_token()
    fake_zalo_oa.fail("trade", delay=0.4)
    person = fake_zalo_oa.user("An")
    sending = asyncio.create_task(channel.send(person.chat_id, HELLO))
    await fake_zalo_oa.until_called("trade", 2)
    sending.cancel()
    if stops:
        await channel.stop()
        assert len(fake_zalo_oa.trades) == 2
        assert store.load("zalo_oa", SEED).refresh == fake_zalo_oa.refresh_token
        await channel.start()
    await _until_sent(channel, person.chat_id)
    assert len(fake_zalo_oa.trades) == 2
    await channel.stop()


KILLED = """
import asyncio, sys
from backend.channel_tokens.service import ChannelTokens
from backend.db import Database
from backend.encryption.ring import use_keys
from tests.bot.channels.conftest import zalo_oa_account
from tests.keys import KEYS
from bot.channels.zalo_oa import ZaloOaChannel
database, url = sys.argv[1:]
use_keys(KEYS)
channel = ZaloOaChannel(zalo_oa_account(), ChannelTokens(Database(database)), url, url)
asyncio.run(channel.start())
"""


async def test_a_process_that_is_killed_before_zalo_answered_keeps_nobody_out(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens, database_url: str, impatient: None
) -> None:
    fake_zalo_oa.fail("trade", delay=600)
    command = [sys.executable, "-c", KILLED, database_url, fake_zalo_oa.url]
    process = await asyncio.create_subprocess_exec(*command)
    await fake_zalo_oa.until(lambda: fake_zalo_oa.called("trade"))
    process.kill()
    await process.wait()
    channel = zalo_oa_channel(fake_zalo_oa, store)
    with pytest.raises(Retry, match="token_awaited"):  # it could still be under way
        await channel.start()
    assert fake_zalo_oa.called("trade") == 1
    _let_time_pass(store, claimed_until=-1)
    await _until_sent(channel, fake_zalo_oa.user("An").chat_id)
    assert fake_zalo_oa.trades == [SEED]
    await channel.stop()


async def test_a_chain_that_was_lost_is_mended_by_a_new_token_in_the_settings(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens, other_store: ChannelTokens
) -> None:
    """An answer of Zalo that nobody heard cannot be had again: no program can prevent that."""
    not_restarted = zalo_oa_channel(fake_zalo_oa, other_store)
    await not_restarted.start()
    fake_zalo_oa.end_access_token()
    fake_zalo_oa.fail("trade", lost_answer=True)
    person = fake_zalo_oa.user("An")
    with pytest.raises(Retry, match="connection_lost"):
        await not_restarted.send(person.chat_id, HELLO)
    with pytest.raises(Unauthorized, match="refresh_refused"):
        await not_restarted.send(person.chat_id, HELLO)
    fake_zalo_oa.refresh_token = "TEST-oa-refresh-by-hand"
    channel = zalo_oa_channel(fake_zalo_oa, store, refresh_token=fake_zalo_oa.refresh_token)
    await channel.start()
    assert await channel.send(person.chat_id, HELLO)
    # The other one still has the old settings, and takes the new chain as it is.
    assert await not_restarted.send(person.chat_id, HELLO)
    assert await channel.send(person.chat_id, HELLO)
    assert len(fake_zalo_oa.trades) == 4
    for each in (channel, not_restarted):
        await each.stop()


async def test_a_message_waits_while_the_database_is_away(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens
) -> None:
    _run(store, "ALTER TABLE channel_tokens RENAME TO gone")
    channel = zalo_oa_channel(fake_zalo_oa, store)
    try:
        with pytest.raises(Retry, match="tokens_away"):
            await channel.start()
    finally:
        _run(store, "ALTER TABLE gone RENAME TO channel_tokens")
    await channel.start()
    assert fake_zalo_oa.trades == [SEED]
    await channel.stop()


@pytest.mark.parametrize("life", ["", "soon", "0", "-5", "1e9", "9" * 40])
async def test_a_life_that_cannot_be_read_is_a_short_one(
    fake_zalo_oa: FakeZaloOa, store: ChannelTokens, life: str
) -> None:
    fake_zalo_oa.life = life
    channel = zalo_oa_channel(fake_zalo_oa, store)
    await channel.start()
    left = store.load("zalo_oa", SEED).expires_at - clock.now()
    assert timedelta(minutes=55) < left < timedelta(hours=1)
    await channel.stop()


def test_a_claim_is_for_one_and_for_a_while(
    store: ChannelTokens, other_store: ChannelTokens
) -> None:
    store.load("zalo_oa", SEED)
    assert store.claim("zalo_oa", SEED, LIFETIME)
    assert not other_store.claim("zalo_oa", SEED, LIFETIME)
    store.release("zalo_oa", SEED)
    assert other_store.claim("zalo_oa", SEED, -LIFETIME)
    assert store.claim("zalo_oa", SEED, LIFETIME)
    assert _save(store, SEED, "next")
    assert not other_store.claim("zalo_oa", SEED, LIFETIME)
    assert other_store.claim("zalo_oa", "next", LIFETIME)


def test_what_an_old_chain_brings_does_not_overwrite_a_new_one(store: ChannelTokens) -> None:
    store.load("zalo_oa", SEED)
    store.claim("zalo_oa", SEED, LIFETIME)
    assert store.load("zalo_oa", "new").refresh == "new"
    assert not _save(store, SEED, "late")
    assert store.load("zalo_oa", SEED).refresh == "new"
    assert store.claim("zalo_oa", "new", LIFETIME)


def test_each_channel_has_a_chain_of_its_own(store: ChannelTokens) -> None:
    assert store.load("zalo_oa", "a").refresh == "a"
    assert store.load("another", "b").refresh == "b"
    assert _save(store, "a", "c")
    assert store.load("another", "b").refresh == "b"


def _save(store: ChannelTokens, used: str, refresh: str) -> bool:
    now = clock.now()
    return store.save(
        "zalo_oa", used, access="x", refresh=refresh, renew_at=now, expires_at=now + LIFETIME
    )


def _let_time_pass(store: ChannelTokens, **seconds: int) -> None:
    """Sets moments of the kept pair, in seconds from now."""
    moments = {name: clock.now() + timedelta(seconds=number) for name, number in seconds.items()}
    with store.database.transaction() as session:
        session.execute(update(ChannelToken).values(moments))


def _run(store: ChannelTokens, statement: str) -> None:
    with store.database.transaction() as session:
        session.execute(text(statement))


async def _restarted(
    channel: ZaloOaChannel, fake: FakeZaloOa, store: ChannelTokens, fault: dict[str, object]
) -> ZaloOaChannel:
    """A new process, whose first trade has a fault."""
    await channel.stop()
    fake.fail("trade", **fault)
    channel = zalo_oa_channel(fake, store)
    await channel.start()
    return channel


async def _until_sent(channel: ZaloOaChannel, chat_id: str) -> None:
    """Tries as the outbox does."""
    async with asyncio.timeout(60):
        while True:
            try:
                await channel.send(chat_id, HELLO)
            except Retry:
                await asyncio.sleep(0.1)
            else:
                return
