"""What did not arrive, or perhaps not, is tried again: with pauses, and not for ever."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from backend import clock
from backend.messages.models import OutboxMessage
from tests.bot.outbox.post import IMPATIENT, WITHIN, Post, texts


async def test_a_lost_answer_is_tried_again_so_that_the_text_may_come_twice(any_post: Post) -> None:
    an = any_post.person()
    any_post.put(an, "một", "hai")
    any_post.fake.fail("sendMessage", lost_answer=True)
    await any_post.send_all()
    assert texts(an) == ["một", "một", "hai"]
    assert [status for _text, status, _reason in any_post.rows(an)] == ["sent", "sent"]


async def test_after_three_lost_answers_a_message_has_failed_and_the_next_goes(
    any_post: Post,
) -> None:
    an = any_post.person()
    any_post.put(an, "một", "hai")
    any_post.fake.fail("sendMessage", lost_answer=True, times=3)
    await any_post.send_all()
    assert texts(an) == ["một", "một", "một", "hai"]
    assert any_post.rows(an) == [("một", "failed", "connection_lost"), ("hai", "sent", None)]


async def test_a_send_that_hangs_is_given_up_and_tried_again(post: Post) -> None:
    an = post.person()
    post.put(an, "một")
    post.fake.fail("sendMessage", delay=600)
    await post.send_all(IMPATIENT)  # the client would wait longer than this test
    assert texts(an) == ["một"]
    assert post.rows(an)[0][1] == "sent"


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_error_is_tried_again_until_it_is_sent(any_post: Post, status: int) -> None:
    an, binh = any_post.person("An"), any_post.person("Bình")
    any_post.put(an, "một", "hai")
    any_post.put(binh, "một")
    any_post.fake.fail("sendMessage", status=status, times=2, chat_id=an.chat_id)
    await any_post.send_all()
    assert texts(an) == ["một", "hai"]
    assert texts(binh) == ["một"]


async def test_messages_wait_while_the_platform_refuses_connections(any_post: Post) -> None:
    an, binh = any_post.person("An"), any_post.person("Bình")
    async with any_post.sending():
        with any_post.fake.down():
            any_post.put(an, "một", "hai")
            any_post.put(binh, "một")
            refused = lambda: [r for _t, _s, r in any_post.rows(an) if r]  # noqa: E731
            await any_post.fake.until(refused, WITHIN)
            assert {status for _t, status, _r in any_post.rows(an)} == {"waiting"}
        await any_post.until_ended()
    assert texts(an) == ["một", "hai"]
    assert texts(binh) == ["một"]


async def test_a_message_waits_for_its_turn_however_often_it_was_tried(post: Post) -> None:
    """After some hours of outage two to the power of the tries is more than a float holds."""
    an = post.person()
    post.put(an, "một")
    post.change(tries=5000)
    post.fake.fail("sendMessage", status=502)
    await post.send_all()
    assert texts(an) == ["một"]


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 429, "retry_after": 30}])
async def test_what_could_not_be_sent_for_a_day_has_failed(
    post: Post, fault: dict[str, int]
) -> None:
    an = post.person()
    post.put(an, "một", "hai")
    with post.database.transaction() as session:
        first = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).first()
        assert first
        first.created_at = clock.now() - timedelta(hours=25)
    post.fake.fail("sendMessage", **fault)
    await post.send_all()
    assert texts(an) == ["hai"]
    reason = "rate_limited" if fault["status"] == 429 else "server_error"
    assert post.rows(an)[0] == ("một", "failed", reason)


async def test_an_absurd_pause_asked_for_by_the_platform_stops_nobody_else(post: Post) -> None:
    an, binh = post.person("An"), post.person("Bình")
    post.put(an, "một")
    post.fake.fail("sendMessage", status=429, retry_after=10**9, chat_id=an.chat_id)
    async with post.sending():
        await post.fake.until(lambda: post.rows(an)[0][2], WITHIN)
        post.put(binh, "một")
        await post.fake.until(lambda: texts(binh), WITHIN)
    assert post.rows(an) == [("một", "waiting", "rate_limited")]


async def test_a_token_that_is_refused_keeps_the_messages_until_it_is_accepted(
    any_post: Post,
) -> None:
    an = any_post.person()
    any_post.put(an, "một", "hai")
    any_post.fake.fail("sendMessage", status=401, description="Unauthorized", times=1000)
    async with any_post.sending():
        await any_post.fake.until_called("sendMessage", 2)
        assert [status for _t, status, _r in any_post.rows(an)] == ["waiting", "waiting"]
        any_post.fake.faults.waiting.clear()
        await any_post.until_ended()
    assert texts(an) == ["một", "hai"]
