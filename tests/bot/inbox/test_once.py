"""A message is answered once, however often and in whatever crowd it comes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import event, select

from backend.contacts.models import Contact, Conversation
from backend.support_requests.models import SupportRequest
from bot.messages import Inbound, Kind
from tests.bot.inbox.talks import AN, APOLOGY, TALK, Talks


def test_a_message_that_is_delivered_again_changes_nothing(talks: Talks) -> None:
    messages = [talks.message(text) for text in TALK[:4]]
    assert [talks.inbox.receive(message) for message in messages] == [True] * 4
    before = talks.replies(), talks.answers()
    assert [talks.inbox.receive(message) for message in messages] == [False] * 4
    assert (talks.replies(), talks.answers()) == before
    assert len(talks.taken()) == 4


def test_the_same_id_on_another_channel_is_another_message(talks: Talks) -> None:
    assert talks.inbox.receive(Inbound("telegram", "1", AN, Kind.TEXT, "chào em"))
    assert talks.inbox.receive(Inbound("zalo", "1", AN, Kind.TEXT, "chào em"))
    assert talks.count(Contact) == 2


def test_a_command_is_carried_out_once_though_its_message_comes_again(talks: Talks) -> None:
    talks.says(*TALK[:-1])
    last = talks.message(TALK[-1])
    assert talks.inbox.receive(last)
    assert not talks.inbox.receive(last)
    assert talks.count(SupportRequest) == 1


def test_a_message_delivered_five_times_at_once_is_answered_once(talks: Talks) -> None:
    talks.says("chào em")
    for _round in range(5):
        message = talks.message("menu")
        assert sorted(_at_once(talks, [message] * 5)) == [False] * 4 + [True]
    assert len(talks.replies()) == 6


def test_first_messages_of_a_new_person_at_once_make_one_contact(talks: Talks) -> None:
    for number in range(8):
        messages = [talks.message("chào em", chat_id=f"người {number}") for _time in range(4)]
        assert _at_once(talks, messages) == [True] * 4
        assert talks.count(Contact) == talks.count(Conversation) == number + 1
        replies = talks.replies(f"người {number}")
        assert len(replies) == 4
        assert not any(reply.startswith(APOLOGY) for reply in replies)


def test_messages_of_one_person_at_once_do_not_undo_each_other(talks: Talks) -> None:
    """As two web processes may take them in: each begins the menu anew, and none is forgotten."""
    talks.says("chào em")
    for _round in range(4):
        assert _at_once(talks, [talks.message("menu") for _time in range(4)]) == [True] * 4
    with talks.database.reading() as session:
        assert session.scalars(select(Conversation.run)).one() == 17
    assert len(talks.replies()) == 17


def test_an_ordinary_message_costs_four_statements(talks: Talks) -> None:
    talks.says("chào em", "chào em")
    message, statements = talks.message("chưa hiểu"), []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: object) -> None:
        statements.append(statement.split()[0])

    event.listen(talks.database.engine, "before_cursor_execute", note)
    talks.inbox.receive(message)
    event.remove(talks.database.engine, "before_cursor_execute", note)
    assert [word for word in statements if word != "BEGIN"] == [
        "SELECT",  # the person and their talk, locked
        "INSERT",  # the message
        "INSERT",  # the answer
        "UPDATE",  # the talk
    ]


def _at_once(talks: Talks, messages: Sequence[Inbound]) -> list[bool]:
    """Hands messages over from as many threads, at the same moment."""
    ready = Barrier(len(messages))

    def receive(message: Inbound) -> bool:
        ready.wait()
        return talks.inbox.receive(message)

    with ThreadPoolExecutor(len(messages)) as pool:
        return list(pool.map(receive, messages))
