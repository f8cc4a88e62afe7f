"""A worker that dies or ends, or loses its database, loses no message and repeats as few as it can."""

import asyncio
import threading
from dataclasses import replace

from bot.outbox import Outbox
from tests.bot.outbox.post import IMPATIENT, QUICK, WITHIN, Post, texts
from tests.processes.outage import away


async def test_what_a_dead_worker_had_in_flight_is_sent_when_its_lease_has_run_out(
    post: Post,
) -> None:
    an = post.person()
    post.put(an, "một", "hai")
    post.fake.fail("sendMessage", delay=600)
    dying = post.channel()
    await dying.start()
    working = asyncio.create_task(Outbox(post.database, dying, pace=IMPATIENT).run(asyncio.Event()))
    await post.fake.until_called("sendMessage", 1)
    working.cancel()
    await asyncio.wait({working})
    await dying.stop()
    claimed_until = post.first().claimed_until
    assert claimed_until is not None
    await post.send_all()
    assert texts(an) == ["một", "hai"]
    assert an.received[0].at >= claimed_until.timestamp()


async def test_what_is_in_flight_at_the_end_is_finished_and_nothing_new_is_begun(
    post: Post,
) -> None:
    an, binh = post.person("An"), post.person("Bình")
    post.put(an, "một", "hai")
    ends = threading.Event()
    post.fake.fail("sendMessage", until=ends)
    async with post.sending() as stop:
        await post.fake.until_called("sendMessage", 1)
        stop.set()
        await asyncio.sleep(0.5)  # a look that was under way has found nothing
        post.put(binh, "một")
        ends.set()
    assert post.rows(an) == [("một", "sent", None), ("hai", "waiting", None)]
    assert post.rows(binh) == [("một", "waiting", None)]
    await post.send_all()
    assert texts(an) == ["một", "hai"]


async def test_a_database_that_goes_away_stops_nothing_for_good_and_repeats_nothing(
    post: Post, database_url: str
) -> None:
    an, binh = post.person("An"), post.person("Bình")
    post.put(an, "một")
    is_away = threading.Event()
    post.fake.fail("sendMessage", until=is_away)
    async with post.sending(replace(QUICK, look=1.5)):  # looks again when it is sent
        await post.fake.until_called("sendMessage", 1)
        with away(database_url):
            is_away.set()
            await post.fake.until(lambda: texts(an), WITHIN)
            await asyncio.sleep(0.3)  # the end of the send cannot be noted now
        post.put(an, "hai")
        post.put(binh, "một")
        await post.until_ended()
    assert texts(an) == ["một", "hai"]
    assert texts(binh) == ["một"]
