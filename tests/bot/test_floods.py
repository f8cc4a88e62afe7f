"""Who sends more than a person can type is told once; everybody else is answered as ever."""

from collections.abc import Iterator
from io import StringIO

import pytest
from sqlalchemy import func, select

from backend.db import Database
from backend.messages.models import InboxMessage, OutboxMessage
from backend.settings import Settings
from bot.channels.console import ConsoleChannel
from bot.floods import Floods, Verdict
from bot.messages import Inbound, Kind
from bot.service import Service
from tests.factories import World

MOST = 5


def message(number: int, chat: str = "mot-nguoi") -> Inbound:
    return Inbound(
        channel="console", event_id=f"{chat}-{number}", chat_id=chat, kind=Kind.TEXT, text="chào"
    )


@pytest.fixture
def service(database: Database, world: World) -> Iterator[Service]:
    service = Service(Settings(_env_file=None), database, {}, floods=Floods(MOST))
    yield service
    service.lanes.close()


def kept(database: Database) -> tuple[int, list[str]]:
    """How many messages were taken, and the texts of the replies."""
    with database.reading() as session:
        taken = session.scalar(select(func.count()).select_from(InboxMessage))
        replies = session.scalars(select(OutboxMessage.body).order_by(OutboxMessage.id)).all()
    return taken or 0, [reply["text"] for reply in replies]


async def test_a_flood_is_told_once_and_costs_no_more_transactions(
    service: Service, database: Database
) -> None:
    channel = ConsoleChannel(StringIO())
    for number in range(MOST + 20):
        await service.receive(channel, message(number))
    taken, replies = kept(database)
    assert taken == MOST
    assert len(replies) == MOST + 1
    assert "nhắn nhanh quá" in replies[-1]
    await service.receive(channel, message(0, "nguoi-khac"))
    assert kept(database)[0] == MOST + 1


def test_after_a_minute_one_is_answered_again() -> None:
    moment = 1000.0
    floods = Floods(2, now=lambda: moment)
    verdicts = [floods.weigh(message(number)) for number in range(5)]
    assert verdicts == [Verdict.ANSWER] * 2 + [Verdict.TELL] + [Verdict.LET_GO] * 2
    moment += 61
    assert floods.weigh(message(9)) is Verdict.ANSWER


def test_chats_are_counted_apart_and_ten_thousand_of_them_cost_little() -> None:
    floods = Floods(1)
    for number in range(20_000):
        assert floods.weigh(message(0, f"chat-{number}")) is Verdict.ANSWER
