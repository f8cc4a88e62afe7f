"""What a channel sends is counted in the platform's messages; once a month's worth is used up, only
who is writing is still answered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs

from backend import clock
from backend.contacts.models import ChannelAddress
from backend.db import Database
from backend.errors import Invalid
from backend.message_quotas import service as quotas
from backend.message_quotas.models import ChannelMonth
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.settings import Settings, load
from bot.channels.base import Channel
from bot.channels.registry import configured
from tests.bot.channels.conftest import zalo_channel
from tests.bot.outbox.post import QUICK, WITHIN, Person, Post, texts
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo import FakeZalo

QUOTA = 20


@dataclass
class Metered(Post):
    """A Zalo with a small month."""

    def channel(self) -> Channel:
        """A new client of the platform."""
        assert isinstance(self.fake, FakeZalo)
        return zalo_channel(self.fake, timeout=2.0 * WITHIN, monthly_quota=QUOTA)

    def has_sent(self, pieces: int) -> None:
        """So many went out before."""
        with self.database.transaction() as session:
            quotas.count(session, "zalo", QUOTA, pieces)

    def sent(self) -> int:
        """How many are counted this month."""
        with self.database.reading() as session:
            months = session.scalars(select(ChannelMonth.pieces).order_by(ChannelMonth.month))
            return list(months)[-1]

    def was_silent_for(self, person: Person, silence: timedelta) -> None:
        """When somebody last wrote."""
        with self.database.transaction() as session:
            session.execute(
                update(ChannelAddress)
                .where(ChannelAddress.id == self.addresses[person.chat_id])
                .values(last_written_at=clock.now() - silence)
            )


@pytest.fixture
def post(database: Database) -> Iterator[Metered]:
    with FakeZalo() as fake:
        yield Metered(database, fake)


async def test_pieces_are_counted_and_not_messages(post: Metered) -> None:
    an = post.person()
    post.put(an, "ngắn", "dài " * 1200)
    await post.send_all()
    assert len(an.received) == post.sent() == 1 + 3


async def test_what_may_have_arrived_is_counted_too(post: Metered) -> None:
    an = post.person()
    post.fake.fail("sendMessage", lost_answer=True)
    post.put(an, "một")
    await post.send_all()
    assert texts(an) == ["một", "một"]
    assert post.sent() == 2


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 429, "retry_after": 0}], ids=str)
async def test_what_was_refused_is_not_counted(post: Metered, fault: dict[str, Any]) -> None:
    an = post.person()
    post.fake.fail("sendMessage", **fault)
    post.put(an, "một")
    await post.send_all()
    assert post.sent() == len(an.received) == 1


async def test_a_channel_without_a_limit_is_counted_and_never_held_back(database: Database) -> None:
    with FakeTelegram() as fake:
        post = Post(database, fake)
        an = post.person()
        post.put(an, "một", "hai", priority=Priority.NOTICE)
        await post.send_all()
        with database.reading() as session:
            [month] = session.scalars(select(ChannelMonth))
            assert (month.channel, month.pieces, month.quota) == ("telegram", 2, None)


async def test_each_level_is_logged_once_and_names_nobody(post: Metered) -> None:
    an = post.person()
    with capture_logs() as logs:
        post.put(an, *(f"tin {number}" for number in range(QUOTA)))
        await post.send_all()
    told = [each for each in logs if each["event"] == "quota"]
    assert [each["percent"] for each in told] == [80, 95, 100]
    assert {each["log_level"] for each in told} == {"warning"}
    assert not any(an.chat_id in repr(each) or "tin " in repr(each) for each in told)


async def test_when_it_is_used_up_a_notice_waits_and_a_talk_goes_on(post: Metered) -> None:
    post.has_sent(QUOTA)
    silent, writing = post.person("An"), post.person("Bình")
    post.was_silent_for(silent, timedelta(hours=2))
    post.put(silent, "Hồ sơ được duyệt.", priority=Priority.NOTICE)
    post.put(writing, "Em nghe ạ.")
    post.put(writing, "Đã gửi hồ sơ.", priority=Priority.NOTICE)  # what a flow ends with
    async with post.sending():
        await post.fake.until(lambda: len(writing.received) == 2, WITHIN)
    assert texts(writing) == ["Em nghe ạ.", "Đã gửi hồ sơ."]
    assert silent.received == []
    assert post.rows(silent) == [("Hồ sơ được duyệt.", SendStatus.WAITING, None)]


async def test_who_writes_again_gets_what_waited_in_its_order(post: Metered) -> None:
    post.has_sent(QUOTA)
    an, binh = post.person("An"), post.person("Bình")
    for each in (an, binh):
        post.was_silent_for(each, timedelta(days=3))
        post.put(each, "Hồ sơ được duyệt.", priority=Priority.NOTICE)
    post.put(an, "Em nghe ạ.")
    async with post.sending():
        post.was_silent_for(an, timedelta())
        await post.fake.until(lambda: len(an.received) == 2, WITHIN)
    assert texts(an) == ["Hồ sơ được duyệt.", "Em nghe ạ."]
    assert binh.received == []


async def test_when_the_month_turns_all_that_waited_goes_out(post: Metered) -> None:
    post.has_sent(QUOTA)
    an = post.person()
    post.was_silent_for(an, timedelta(days=20))
    post.put(an, "một", "hai", priority=Priority.NOTICE)
    post.put(an, "ba", priority=Priority.BROADCAST)
    real = clock.now
    with patch.object(clock, "now", lambda: real() + timedelta(days=31)):
        await post.send_all()
        assert post.sent() == 3
    assert texts(an) == ["một", "hai", "ba"]


async def test_what_was_held_back_is_tried_for_a_whole_day_again(post: Metered) -> None:
    """Counted from its own day it would be given up at the first refusal."""
    an = post.person()
    post.put(an, "một", priority=Priority.NOTICE)
    now = _noon_of_the_first()
    post.change(created_at=now - timedelta(days=9))
    post.fake.fail("sendMessage", status=500)
    with patch.object(clock, "now", lambda: now):
        async with post.sending():
            await post.fake.until_called("sendMessage", 1)
            await post.fake.until(lambda: post.first().tries == 1, WITHIN)
        assert post.first().status is SendStatus.WAITING
    with patch.object(clock, "now", lambda: now + timedelta(days=1)):
        post.fake.fail("sendMessage", status=500)
        await post.send_all()
        assert post.first().status is SendStatus.FAILED


def _noon_of_the_first() -> datetime:
    began = quotas.month_began()
    return (began + timedelta(days=32)).replace(day=1) + timedelta(hours=12)


async def test_refusals_for_want_of_quota_end_nobodys_talk(post: Metered) -> None:
    """Zalo says 429 for both: too fast, and no more this month."""
    post.has_sent(QUOTA)
    an = post.person()
    post.fake.fail("sendMessage", status=429, retry_after=0, times=3)
    post.put(an, "Em nghe ạ.")
    async with post.sending(replace(QUICK, longest_pause=0.05)):
        await post.fake.until(lambda: an.received, WITHIN)
    assert texts(an) == ["Em nghe ạ."]


@pytest.mark.parametrize(("given", "limit"), [("", 3000), ("500", 500), ("0", None)])
def test_the_limit_is_a_setting(
    monkeypatch: pytest.MonkeyPatch, given: str, limit: int | None
) -> None:
    for name, value in (("ZALO_TOKEN", "1:x"), ("TELEGRAM_TOKEN", "1:x")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ZALO_MONTHLY_QUOTA", given)
    channels = configured(Settings(_env_file=None))
    assert channels["zalo"].capabilities.monthly_quota == limit
    assert channels["telegram"].capabilities.monthly_quota is None


@pytest.mark.parametrize("given", ["-1", "nhiều", "3.000"])
def test_a_limit_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("ZALO_MONTHLY_QUOTA", given)
    with pytest.raises(Invalid, match="ZALO_MONTHLY_QUOTA chưa đúng: cần một số từ 0 trở lên"):
        load(_env_file=None)


async def test_no_message_is_lost_or_doubled_around_the_limit(post: Metered) -> None:
    people = [post.person(f"Người {number}") for number in range(6)]
    post.has_sent(QUOTA - 3)
    for number, each in enumerate(people):
        post.was_silent_for(each, timedelta(hours=number % 2))
        post.put(each, "một", "hai", priority=Priority.NOTICE)
    writing = [each for number, each in enumerate(people) if number % 2 == 0]
    async with post.sending():
        await post.fake.until(lambda: all(len(each.received) == 2 for each in writing), WITHIN)
    for each in people:
        assert texts(each) == ["một", "hai"][: len(each.received)]
    with post.database.reading() as session:
        sent = session.scalars(
            select(OutboxMessage.id).where(OutboxMessage.status == SendStatus.SENT)
        ).all()
    assert len(sent) == len(post.fake.sent)
