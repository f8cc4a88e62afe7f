"""Each person's messages go in their order, and nobody waits behind somebody else's."""

from dataclasses import replace
from datetime import timedelta

from backend import clock
from backend.db import Database
from backend.messages.models import Priority
from tests.bot.outbox.post import QUICK, WITHIN, Post, texts


async def test_each_person_gets_their_messages_in_the_order_of_putting(any_post: Post) -> None:
    people = [any_post.person(f"Người {number}") for number in range(6)]
    for number in range(5):
        for person in people:
            any_post.put(person, f"tin {number}")
    await any_post.send_all()
    assert [texts(person) for person in people] == [[f"tin {n}" for n in range(5)]] * 6


async def test_who_is_rate_limited_waits_as_told_while_others_go_on(any_post: Post) -> None:
    an, binh = any_post.person("An"), any_post.person("Bình")
    any_post.put(an, "một", "hai", "ba")
    any_post.put(binh, "một", "hai", "ba")
    any_post.fake.fail("sendMessage", status=429, retry_after=3600, chat_id=an.chat_id)
    async with any_post.sending():
        others_went_on = lambda: any_post.first().reason and len(texts(binh)) == 3  # noqa: E731
        await any_post.fake.until(others_went_on, WITHIN)
        assert any_post.fake.called("sendMessage") == 4  # of An's only the first, and once
        told = any_post.first().due_at - clock.now()
        assert timedelta(minutes=59) < told < timedelta(minutes=61)
        any_post.change(due_at=clock.now())
        await any_post.until_ended()
    assert texts(an) == texts(binh) == ["một", "hai", "ba"]


async def test_a_reply_does_not_wait_behind_a_broadcast_to_everybody(post: Post) -> None:
    everybody = [post.person(f"Người {number}") for number in range(40)]
    for person in everybody:
        post.put(person, "thông báo chung", priority=Priority.BROADCAST)
    post.fake.fail("sendMessage", delay=0.02, times=100)
    async with post.sending():
        await post.fake.until(lambda: len(post.fake.sent) >= 4, WITHIN)
        post.put(everybody[-1], "câu trả lời")
        before = len(post.fake.sent)
        await post.until_ended()
    place = [sent.text for sent in post.fake.sent].index("câu trả lời")
    assert place - before <= 8  # those in flight, and a look that had begun


async def test_a_reply_does_not_wait_behind_a_broadcast_to_the_same_person(post: Post) -> None:
    an = post.person()
    post.put(an, "thông báo chung", priority=Priority.BROADCAST)
    post.fake.fail("sendMessage", status=429, retry_after=3600)
    async with post.sending():
        await post.fake.until(lambda: post.rows(an)[0][2], WITHIN)
        post.put(an, "câu trả lời")
        await post.fake.until(lambda: texts(an), WITHIN)
        post.change(due_at=clock.now())
        await post.until_ended()
    assert texts(an) == ["câu trả lời", "thông báo chung"]


async def test_a_notice_keeps_its_place_among_the_replies(post: Post) -> None:
    an = post.person()
    post.put(an, "câu một")
    post.put(an, "thông báo", priority=Priority.NOTICE)
    post.put(an, "câu hai")
    await post.send_all()
    assert texts(an) == ["câu một", "thông báo", "câu hai"]


async def test_two_workers_send_every_message_once_and_in_order(
    post: Post, database_url: str
) -> None:
    people = [post.person(f"Người {number}") for number in range(12)]
    for number in range(8):
        for person in people:
            post.put(person, f"tin {number}")
    second = Database(database_url)
    async with post.sending(), Post(second, post.fake).sending():
        await post.until_ended()
    second.close()
    assert [texts(person) for person in people] == [[f"tin {n}" for n in range(8)]] * 12


async def test_while_people_write_what_another_process_commits_goes_out_soon(post: Post) -> None:
    """Web and worker may be two processes: nothing wakes the sender there."""
    an, seldom = post.person(), replace(QUICK, look=600, lively=60)
    post.put(an, "Một")
    async with post.sending(seldom):
        await post.until_ended()
        post.put(an, "Hai")
        await post.until_ended()
    assert texts(an) == ["Một", "Hai"]
