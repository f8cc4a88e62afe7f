"""Each person's messages are answered in the order in which they came."""

import asyncio

from backend.db import Database
from bot.lanes import Lanes
from tests.bot.inbox.talks import TALK, Talks


async def test_quick_messages_of_each_person_are_answered_in_their_order(
    database: Database, talks: Talks
) -> None:
    people = ["An", "Bình", "Châu", "Dũng", "Giang", "Hoa", "Lan", "Minh"]
    names = {chat_id: f"Hồ Thị {chat_id}" for chat_id in people}
    lanes = Lanes(talks.inbox)
    receiving = []
    for text in (*TALK[:3], "", *TALK[4:6]):
        for chat_id in people:
            message = talks.message(text or names[chat_id], chat_id=chat_id)
            receiving.append(lanes.receive(message))
    assert await asyncio.gather(*receiving) == [True] * len(receiving)
    lanes.close()
    alone = talks.says(*TALK[:6], chat_id="một mình")
    for chat_id in people:
        expected = [reply.replace("Hồ Văn Tí", names[chat_id]) for reply in alone]
        assert talks.replies(chat_id) == expected


async def test_a_message_that_waits_in_its_lane_is_answered_though_nobody_waits_for_it(
    database: Database, talks: Talks
) -> None:
    """A poll's update, when the process is told to end: Zalo would not hand it out again."""
    lanes = Lanes(talks.inbox)
    messages = [talks.message("chào em") for _time in range(5)]
    receiving = [asyncio.create_task(lanes.receive(message)) for message in messages]
    await asyncio.sleep(0)
    for task in receiving:
        task.cancel()
    await asyncio.wait(receiving)
    lanes.close()
    assert len(talks.replies()) == 5
