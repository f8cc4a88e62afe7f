"""Who can be reached: groups, and people who block the bot and come back."""

import pytest
from sqlalchemy import select

from backend.contacts.models import Conversation
from bot.messages import Kind
from tests.bot.inbox.talks import TALK, Talks


def test_a_group_gets_one_sentence_and_no_talk(talks: Talks) -> None:
    (reply,) = talks.says("@noisong xin máy tính cho con", group=True)
    assert "tin nhắn riêng" in reply
    with talks.database.reading() as session:
        assert session.scalars(select(Conversation.talk)).one() is None


def test_who_blocks_the_bot_is_marked_and_gets_no_answer(talks: Talks) -> None:
    talks.says("chào em")
    assert talks.says("", kind=Kind.BLOCKED) == []
    assert talks.address().unreachable_reason == "blocked"
    assert talks.address().unreachable_at is not None


@pytest.mark.parametrize("kind", [Kind.UNBLOCKED, Kind.TEXT])
def test_who_lets_the_bot_in_or_writes_again_can_be_reached(talks: Talks, kind: Kind) -> None:
    talks.says("chào em")
    talks.says("", kind=Kind.BLOCKED)
    replies = talks.says("", kind=kind)
    assert talks.address().unreachable_at is None
    assert talks.address().unreachable_reason is None
    assert len(replies) == (kind is Kind.TEXT)


def test_a_talk_goes_on_after_the_bot_was_blocked_for_a_while(talks: Talks) -> None:
    talks.says(*TALK[:4])
    before = talks.answers()
    talks.says("", kind=Kind.BLOCKED)
    talks.says("", kind=Kind.UNBLOCKED)
    assert talks.answers() == before
    (reply,) = talks.says("2016")
    assert "trường" in reply
