"""One message, one transaction: taken once, answered once, in order, whatever happens meanwhile."""

import asyncio
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from backend.contacts.models import ChannelAddress, Contact, Conversation
from backend.db import Database
from backend.messages.models import InboxMessage, OutboxMessage
from backend.office import Operator
from backend.support_requests.models import SupportRequest
from bot.inbox import Inbox
from bot.lanes import Lanes
from bot.messages import Inbound, Kind
from bot.questions import UNREADABLE
from tests.factories import World
from tests.processes.outage import away, cut

AN = "an"
UP_TO_RELATION = ("xin máy tính", "đồng ý")
# Up to the review; the last is its "send".
TALK = (
    *UP_TO_RELATION,
    "con tôi",
    "Hồ Văn Tí",
    "2016",
    "tiểu học Hồng Thủy",
    "5A",
    "chưa có máy nào",
    "hộ nghèo",
    "A Lưới 1",
    "Thôn 1",
    "Hồ Thị A Lơ",
    "1985",
    "0912345678",
    "1",
)
PERSONAL = ("Hồ Văn Tí", "Hồ Thị A Lơ", "0912345678", "Hồng Thủy")
APOLOGY = "Em đang bị lỗi"


@dataclass
class Talks:
    """Talks with the inbox, over Telegram."""

    database: Database
    inbox: Inbox
    _numbers: dict[str, int] = field(default_factory=dict)

    def message(self, text: str = "", kind: Kind = Kind.TEXT, **rest: Any) -> Inbound:
        """A message of An, unless another `chat_id` is given."""
        chat_id = rest.pop("chat_id", AN)
        number = self._numbers[chat_id] = self._numbers.get(chat_id, 0) + 1
        return Inbound("telegram", f"{chat_id}-{number}", chat_id, kind, text, **rest)

    def says(self, *texts: str, **rest: Any) -> list[str]:
        """Sends texts one by one; hands back what the service says to them."""
        before = len(self.replies(rest.get("chat_id", AN)))
        for text in texts:
            assert self.inbox.receive(self.message(text, **rest))
        return self.replies(rest.get("chat_id", AN))[before:]

    def replies(self, chat_id: str = AN) -> list[str]:
        """Everything that was said to somebody."""
        query = (
            select(OutboxMessage.body)
            .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
            .where(ChannelAddress.chat_id == chat_id)
            .order_by(OutboxMessage.id)
        )
        with self.database.reading() as session:
            return [body["text"] for body in session.scalars(query)]

    def taken(self) -> Sequence[InboxMessage]:
        """The rows of the inbox."""
        with self.database.reading() as session:
            return session.scalars(select(InboxMessage).order_by(InboxMessage.id)).all()

    def answers(self) -> dict[str, Any] | None:
        """What the open talk of the only person remembers."""
        with self.database.reading() as session:
            talk = session.scalars(select(Conversation.talk)).one()
        return talk and talk["answers"]

    def address(self) -> ChannelAddress:
        """The address of the only person."""
        with self.database.reading() as session:
            return session.scalars(select(ChannelAddress)).one()

    def count(self, table: type[Any]) -> int:
        """How many rows a table has."""
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def talks(database: Database, world: World) -> Talks:
    """An inbox in the small province."""
    return Talks(database, Inbox(database, Operator("UBND xã A Lưới 1")))


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


def test_a_fault_keeps_the_message_and_the_answers_and_tells_nobody_what_was_written(
    talks: Talks, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    talks.says(*TALK[:-1])
    answers = talks.answers()
    capsys.readouterr()
    with _no_request_can_be_stored(talks.database):
        (reply,) = talks.says(TALK[-1])
        assert reply.startswith(APOLOGY)
        assert talks.answers() == answers
        assert talks.count(SupportRequest) == 0
        assert talks.taken()[-1].failure in ("IntegrityError", "InternalError", "ProgrammingError")
        (reply,) = talks.says("menu")
        assert not reply.startswith(APOLOGY)
        (reply,) = talks.says("xin máy")  # takes the parked talk up again
        assert not reply.startswith(APOLOGY)
    output = capsys.readouterr()
    logged = output.out + output.err + caplog.text
    assert "message_failed" in logged
    assert [word for word in PERSONAL if word in logged] == [], logged
    talks.says("1")
    assert talks.count(SupportRequest) == 1


def test_a_message_that_met_a_fault_is_not_answered_again(talks: Talks) -> None:
    talks.says(*TALK[:-1])
    last = talks.message(TALK[-1])
    with _no_request_can_be_stored(talks.database):
        assert talks.inbox.receive(last)
    replies = talks.replies()
    assert not talks.inbox.receive(last)
    assert talks.replies() == replies
    assert talks.count(SupportRequest) == 0


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


def test_a_database_that_is_away_raises_and_the_message_is_new_when_it_comes_again(
    talks: Talks, database_url: str
) -> None:
    talks.says("chào em")
    impatient = _impatient(database_url)
    inbox, message = Inbox(impatient, talks.inbox.operator), talks.message("menu")
    with away(database_url), pytest.raises(OperationalError):
        inbox.receive(message)
    assert inbox.receive(message)
    assert not inbox.receive(message)
    talks.database.close()  # its connections were cut
    assert len(talks.replies()) == 2
    impatient.close()


def test_the_first_message_after_a_restart_of_the_database_is_taken(
    talks: Talks, database_url: str
) -> None:
    """The connections in the pool are dead then, and not known to be."""
    talks.says("chào em")
    if not talks.database.is_sqlite:
        cut(database_url)
    assert talks.inbox.receive(talks.message("menu"))
    assert len(talks.replies()) == 2


NOT_AN_ANSWER = [
    (Kind.STICKER, ""),
    (Kind.VOICE, ""),
    (Kind.IMAGE, ""),
    (Kind.IMAGE, "ảnh sổ hộ nghèo"),
    (Kind.CONTACT, ""),
    (Kind.PHONE, ""),
    (Kind.LOCATION, ""),
    (Kind.FILE, ""),
    (Kind.UNSUPPORTED, ""),
    (Kind.TEXT, ""),
    (Kind.TEXT, " \n\t "),
    (Kind.TEXT, "thưa em, " * 445),
    (Kind.TEXT, "🙏🏽👩‍👧‍👦🇻🇳"),
    (Kind.TEXT, "<b>ai</b> &amp; <script>alert(1)</script>"),
    (Kind.TEXT, "\u200b\u202e"),
    (Kind.CHOICE, ""),
]


@pytest.mark.parametrize(
    ("kind", "text"), NOT_AN_ANSWER, ids=[f"{kind} {text[:9]!r}" for kind, text in NOT_AN_ANSWER]
)
def test_what_is_no_answer_gets_a_kind_sentence_and_the_question_again(
    talks: Talks, kind: Kind, text: str
) -> None:
    question = talks.says(*UP_TO_RELATION)[-1]
    answers = talks.answers()
    (reply,) = talks.says(text, kind=kind)
    kindly, _blank, again = reply.rpartition("\n\n")
    assert again in question
    assert kindly
    assert not reply.startswith(APOLOGY)
    if kind not in (Kind.TEXT, Kind.CHOICE):
        assert UNREADABLE[kind] == kindly
    assert talks.answers() == answers
    assert "Họ tên" in talks.says("con tôi")[0]


def test_letters_typed_as_base_and_marks_are_the_same_letters(talks: Talks) -> None:
    talks.says(*(unicodedata.normalize("NFD", text) for text in TALK[:4]))
    answers = talks.answers()
    assert answers is not None
    assert answers["child_name"] == "Hồ Văn Tí"


def test_an_ordinary_message_costs_four_statements(talks: Talks) -> None:
    talks.says("chào em", "chào em")
    message, statements = talks.message("không hiểu gì"), []

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


@contextmanager
def _no_request_can_be_stored(database: Database) -> Iterator[None]:
    """A fault of the database's own, whose text repeats what should have been stored."""
    begin, end = _TRIGGERS[database.is_sqlite]
    with database.engine.connect() as connection:
        for statement in begin:
            connection.exec_driver_sql(statement)
        connection.commit()
    try:
        yield
    finally:
        with database.engine.connect() as connection:
            connection.exec_driver_sql(end)
            connection.commit()


_TRIGGERS = {
    True: (
        (
            "CREATE TRIGGER planted BEFORE INSERT ON support_requests "
            "BEGIN SELECT RAISE(ABORT, 'planted'); END",
        ),
        "DROP TRIGGER planted",
    ),
    False: (
        (
            "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'planted: %%', NEW; END $$",
            "CREATE TRIGGER planted BEFORE INSERT ON support_requests "
            "FOR EACH ROW EXECUTE FUNCTION planted()",
        ),
        "DROP FUNCTION planted CASCADE",
    ),
}


def _impatient(url: str) -> Database:
    """The same database, of which SQLite waits only a moment for its lock."""
    database = Database(url)
    if database.is_sqlite:
        event.listen(
            database.engine, "connect", lambda c, _record: c.execute("PRAGMA busy_timeout=50")
        )
    return database
