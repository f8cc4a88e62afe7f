"""What the bot does is counted and logged: over real HTTP, against platforms that fail and recover."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest
import structlog
from sqlalchemy import func, select, update

from backend import clock
from backend.db import Database
from backend.errors import Conflict
from backend.health import instruments
from backend.health.signs import give_sign
from backend.messages.models import InboxMessage, OutboxMessage
from backend.office import Operator
from backend.settings import Settings
from bot import logs
from bot.app import build_app
from bot.inbox import Inbox
from bot.messages import Inbound, Kind
from bot.metrics import told_on_own_port
from bot.service import Service
from tests.backend.health.scraped import value
from tests.bot.outbox.post import Post
from tests.demo_process import free_port
from tests.factories import World
from tests.fakes.telegram import FakeTelegram
from tests.site import Visitor, demo_settings, serving, words

PHONE = "0912345678"
CHAT = "8100200300"


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    with FakeTelegram() as fake:
        yield Post(database, fake)


@contextmanager
def web(database: Database) -> Iterator[Visitor]:
    """The whole web application; who visits it."""
    service = Service(demo_settings(), database, {})
    with serving(build_app(service)) as address, Visitor(address) as visitor:
        yield visitor
    service.lanes.close()


def sends(page: httpx.Response, outcome: str, reason: str = "") -> float:
    labels = {"channel": "telegram", "outcome": outcome, "reason": reason}
    return value(page, "noisong_sends_total", **labels)


async def test_a_platform_that_fails_moves_the_figures_and_the_status_page_and_so_does_its_return(
    database: Database, world: World, post: Post
) -> None:
    an = post.person()
    ask = asyncio.to_thread
    with database.transaction() as session:
        give_sign(session)
    with web(database) as visitor:
        before = await ask(visitor.get, "/metrics")
        post.fake.fail("sendMessage", status=502, times=10_000)
        post.put(an, "một", "hai")
        async with post.sending():
            await post.fake.until_called("sendMessage", 3)
        with database.transaction() as session:
            old = clock.now() - timedelta(minutes=9)
            session.execute(update(OutboxMessage).values(created_at=old))
        page = await ask(visitor.get, "/metrics")
        again = sends(page, "again", "server_error") - sends(before, "again", "server_error")
        with database.reading() as session:
            assert again == session.scalar(select(func.sum(OutboxMessage.tries)))
        labels = {"channel": "telegram", "priority": "reply"}
        assert value(page, "noisong_outbox_waiting", **labels) == 2
        assert value(page, "noisong_outbox_tried", **labels) == 1
        assert value(page, "noisong_outbox_oldest_seconds", **labels) >= 540
        await ask(visitor.sign_in)
        told = words(await ask(visitor.open, "/admin/status"))
        assert "Telegram ● Đang chậm" in told
        assert "Tin sẽ tới sau, anh/chị không cần gửi lại." in told
        assert "Telegram đang chậm, tin sẽ tới sau. 2 tin đang chờ" in words(
            await ask(visitor.open, "/admin/")
        )

        post.fake.faults.waiting.clear()
        await post.send_all()
        page = await ask(visitor.get, "/metrics")
        assert sends(page, "sent") - sends(before, "sent") == 2
        name = "noisong_reply_seconds_count"
        replies = value(page, name, channel="telegram") - value(before, name, channel="telegram")
        assert replies == 2
        assert value(page, "noisong_outbox_waiting", **labels) == 0
        assert "Telegram ✓ Bình thường" in words(await ask(visitor.open, "/admin/status"))
        assert "đang chậm" not in words(await ask(visitor.open, "/admin/"))


def test_messages_are_counted_as_the_inbox_keeps_them(database: Database, world: World) -> None:
    count = instruments.switch_on().messages
    inbox = Inbox(database, Operator("UBND xã A Lưới 1"))
    outcomes = ("taken", "repeated", "failed")

    def counted() -> list[float]:
        return [count.labels("zalo", outcome)._value.get() for outcome in outcomes]

    before = counted()
    for event in ("1", "2", "2", "3", "1"):
        inbox.receive(Inbound("zalo", event, CHAT, Kind.TEXT, "chào em"))
    with database.reading() as session:
        kept = session.scalar(select(func.count()).select_from(InboxMessage))
    assert [now - then for now, then in zip(counted(), before, strict=True)] == [kept, 2, 0]
    assert kept == 3


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the process logs, as production writes it."""
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    logs.configure(Settings(_env_file=None))
    written = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers, root.level = kept, level
    structlog.reset_defaults()


async def test_one_number_leads_from_the_message_to_its_answers_and_nothing_personal_is_said(
    database: Database, world: World, post: Post, lines: io.StringIO
) -> None:
    an = post.person()
    inbox = Inbox(database, Operator("UBND xã A Lưới 1"))
    message = Inbound("telegram", "77", an.chat_id, Kind.TEXT, f"số em {PHONE}")
    await asyncio.to_thread(inbox.receive, message)
    post.fake.fail("sendMessage", status=502)
    await post.send_all()
    with database.reading() as session:
        number = session.scalars(select(InboxMessage.id)).one()
        answers = set(session.scalars(select(OutboxMessage.inbox_id)))
    assert answers == {number}
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    of_it = [line["event"] for line in told if line.get("message") == number]
    assert of_it[0] == "message_received"
    assert of_it[-1] == "message_sent"
    assert not {an.chat_id, PHONE} & set(lines.getvalue().replace('"', " ").split())
    assert PHONE not in lines.getvalue()


def test_the_next_message_does_not_carry_the_number_of_the_last(
    database: Database, world: World, lines: io.StringIO
) -> None:
    inbox = Inbox(database, Operator("UBND xã A Lưới 1"))
    for event in "12":
        inbox.receive(Inbound("zalo", event, CHAT, Kind.TEXT, "chào em"))
    structlog.get_logger().warning("database_away")
    numbers = [json.loads(line).get("message") for line in lines.getvalue().splitlines()]
    assert numbers[0] != numbers[1]
    assert numbers[2] is None


def test_the_worker_tells_on_its_own_port_what_it_counts_and_no_facts(database: Database) -> None:
    port = free_port()
    instruments.switch_on()
    settings = demo_settings(worker_metrics_port=port)
    service = Service(settings, database, {})
    with told_on_own_port(service):
        page = httpx.get(f"http://127.0.0.1:{port}/metrics")
        assert value(page, "process_resident_memory_bytes") > 0
        assert "noisong_database_up" not in page.text
        assert httpx.get(f"http://127.0.0.1:{port}/health").json() == {"status": "ok"}
        with pytest.raises(Conflict, match="WORKER_METRICS_PORT"), told_on_own_port(service):
            pass
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/health")
    service.lanes.close()
