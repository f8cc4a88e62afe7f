"""What will never arrive has failed for a reason that is kept: of a message, or of its person."""

import threading
from typing import Any

import pytest

from backend.db import Database
from backend.office import Operator
from bot.inbox import Inbox
from bot.messages import Inbound, Kind
from tests.bot.outbox.post import Person, Post, texts
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo import FakeZalo
from tests.fakes.zalo_people import ZaloPerson


async def test_zalos_403_is_an_error_of_its_server_and_blocks_nobody(database: Database) -> None:
    with FakeZalo() as fake:
        post = Post(database, fake)
        an = post.person()
        post.put(an, "một")
        fake.fail("sendMessage", status=403)
        await post.send_all()
        assert texts(an) == ["một"]
        assert post.address(an).unreachable_at is None


def _blocks_telegram(fake: FakePlatform, person: Person) -> None:
    assert isinstance(person, TelegramPerson)
    person.blocks()


def _chat_not_found(fake: FakePlatform, person: Person) -> None:
    assert isinstance(fake, FakeTelegram)
    del fake.people[person.chat_id]


def _gone_from_zalo(fake: FakePlatform, person: Person) -> None:
    assert isinstance(person, ZaloPerson)
    person.vanishes()


def _not_permitted_on_zalo(fake: FakePlatform, person: Person) -> None:
    assert isinstance(person, ZaloPerson)
    person.blocks()


@pytest.mark.parametrize(
    ("platform", "deed", "reason"),
    [
        (FakeTelegram, _blocks_telegram, "blocked"),
        (FakeTelegram, _chat_not_found, "gone"),
        (FakeZalo, _gone_from_zalo, "blocked"),
        (FakeZalo, _not_permitted_on_zalo, "blocked"),
    ],
)
async def test_nothing_more_goes_to_somebody_who_blocked_the_bot_or_is_gone(
    database: Database, platform: Any, deed: Any, reason: str
) -> None:
    with platform() as fake:
        post = Post(database, fake)
        an, binh = post.person("An"), post.person("Bình")
        deed(fake, an)
        post.put(an, "một", "hai", "ba")
        post.put(binh, "một")
        await post.send_all()
        assert post.rows(an) == [(text, "failed", reason) for text in ("một", "hai", "ba")]
        assert fake.called("sendMessage") == 2  # one for each of them
        assert texts(binh) == ["một"]
        address = post.address(an)
        assert address.unreachable_at is not None
        assert address.unreachable_reason == reason


async def test_who_writes_again_can_be_reached_again(post: Post) -> None:
    an = post.person()
    assert isinstance(an, TelegramPerson)
    an.blocks()
    post.put(an, "một")
    await post.send_all()
    assert post.address(an).unreachable_at is not None
    an.unblocks()
    inbox = Inbox(post.database, Operator("UBND xã"))
    inbox.receive(Inbound("telegram", "1", an.chat_id, Kind.TEXT, "chào em"))
    assert post.address(an).unreachable_at is None
    assert post.address(an).unreachable_reason is None
    await post.send_all()
    assert len(texts(an)) == 1


async def test_a_refusal_on_its_way_does_not_drop_the_answer_to_who_came_back(post: Post) -> None:
    an = post.person()
    came_back = threading.Event()
    words = "Forbidden: bot was blocked"
    post.fake.fail("sendMessage", status=403, description=words, until=came_back)
    async with post.sending():
        post.put(an, "lúc đang chặn")
        await post.fake.until_called("sendMessage", 1)
        post.put(an, "trả lời người vừa quay lại")
        came_back.set()
        await post.until_ended()
    assert texts(an) == ["trả lời người vừa quay lại"]
    assert [status for _t, status, _r in post.rows(an)] == ["failed", "sent"]
    assert post.address(an).unreachable_at is None


async def test_a_message_that_the_platform_will_never_take_has_failed_and_the_next_goes(
    any_post: Post,
) -> None:
    an = any_post.person()
    any_post.put(an, "một", "hai")
    any_post.fake.fail("sendMessage", status=400, description="Bad Request: message is too long")
    await any_post.send_all()
    assert any_post.rows(an) == [("một", "failed", "bad_request"), ("hai", "sent", None)]
    assert any_post.address(an).unreachable_at is None


async def test_a_message_that_makes_us_stumble_has_failed_and_the_next_goes(post: Post) -> None:
    an = post.person()
    post.put(an, "một")
    post.change(body={})
    post.put(an, "hai")
    await post.send_all()
    assert post.rows(an) == [("", "failed", "fault"), ("hai", "sent", None)]
