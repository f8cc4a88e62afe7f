"""Webhooks over real HTTP: authentic updates are on disk before 200, whatever their shape."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select, text

from backend.db import Database
from backend.messages.models import InboxMessage, OutboxMessage
from backend.settings import Settings
from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.service import Service
from bot.webhooks import BODY_LIMIT, READ_LIMIT_SECONDS, webhook_router
from tests.processes.outage import away

SECRETS = {"telegram": "secret-of-telegram", "zalo": "secret-of-zalo"}
HEADERS = {
    "telegram": "X-Telegram-Bot-Api-Secret-Token",
    "zalo": "X-Bot-Api-Secret-Token",
}
CHANNELS = tuple(SECRETS)
SLOW = 0.4  # seconds that a body may take here


@dataclass
class Door:
    """The webhooks of a running server."""

    database: Database
    port: int

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self.port}"

    def post(self, channel: str, body: bytes, secret: str | bytes | None = None) -> httpx.Response:
        """Delivers a body, with the right secret unless another is given."""
        headers = {HEADERS[channel].encode(): SECRETS[channel] if secret is None else secret}
        with httpx.Client(base_url=self.url, timeout=20, trust_env=False) as client:
            return client.post(f"/webhooks/{channel}", content=body, headers=headers)  # type: ignore[arg-type]

    def deliver(self, channel: str, update: Any) -> int:
        """Delivers an update; hands back the status."""
        return self.post(channel, json.dumps(update).encode()).status_code

    def kept(self) -> tuple[int, int]:
        """How many messages were taken, and how many answers wait."""
        with self.database.reading() as session:
            taken = session.scalar(select(func.count()).select_from(InboxMessage))
            answers = session.scalar(select(func.count()).select_from(OutboxMessage))
        return taken or 0, answers or 0

    @contextmanager
    def connection(self, channel: str, *headers: str) -> Iterator[socket.socket]:
        """A connection on which the head of a request was sent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            lines = (
                f"POST /webhooks/{channel} HTTP/1.1",
                "Host: localhost",
                f"{HEADERS[channel]}: {SECRETS[channel]}",
                *headers,
            )
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            yield connection


@contextmanager
def running(database: Database) -> Iterator[Door]:
    """Serves the webhooks of both channels, which need no platform to take messages in."""
    channels: dict[str, Channel] = {
        "telegram": TelegramChannel("1:token", SECRETS["telegram"]),
        "zalo": ZaloChannel("1:token", SECRETS["zalo"]),
    }
    service = Service(Settings(_env_file=None), database, channels)  # type: ignore[call-arg]
    app = FastAPI()
    app.include_router(webhook_router(channels, service.receive, read_limit=SLOW))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="critical", lifespan="off", ws="none")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield Door(database, listening.getsockname()[1])
        server.should_exit = True
        thread.join()
    service.lanes.close()

    async def close() -> None:
        for channel in channels.values():
            await channel.stop()

    asyncio.run(close())


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    with running(database) as door:
        yield door


@pytest.fixture(scope="module")
def lasting_door(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One server for the many examples of a property."""
    path = tmp_path_factory.mktemp("webhooks") / "noisong.db"
    copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    with running(database) as door:
        yield door
    database.close()


def update_of(channel: str, number: int, words: str = "chào em") -> dict[str, Any]:
    """A message of a person, as the platform delivers it."""
    if channel == "telegram":
        person = {"id": 42, "is_bot": False, "first_name": "An", "type": "private"}
        message = {"message_id": number, "date": 1, "chat": person, "from": person, "text": words}
        return {"update_id": number, "message": message}
    person = {"id": "a0c01dfe32b3dbed82a2", "chat_type": "PRIVATE", "is_bot": False}
    message = {"message_id": f"{number}", "date": 1, "chat": person, "from": person, "text": words}
    return {"event_name": "message.text.received", "message": message}


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_update_is_on_disk_with_its_answer_when_200_is_answered(
    door: Door, channel: str
) -> None:
    for number in range(1, 6):
        assert door.deliver(channel, update_of(channel, number)) == 200
        assert door.kept() == (number, number)


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_update_that_is_delivered_again_gets_200_and_no_second_answer(
    door: Door, channel: str
) -> None:
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda _n: door.deliver(channel, update_of(channel, 1)), range(4)))
    assert statuses == [200] * 4
    assert door.kept() == (1, 1)


def test_no_200_before_the_commit(door: Door) -> None:
    """An answer in the background, or before the transaction ends, would come at once."""
    with ThreadPoolExecutor(1) as pool:
        with _nothing_can_be_kept(door.database):
            answering = pool.submit(door.deliver, "telegram", update_of("telegram", 1))
            with pytest.raises(TimeoutError):
                answering.result(0.7)
        assert answering.result(20) == 200
    assert door.kept() == (1, 1)


def test_503_while_the_database_is_away_so_that_the_platform_delivers_again(
    door: Door, database_url: str
) -> None:
    if door.database.is_sqlite:
        event.listen(
            door.database.engine, "connect", lambda c, _record: c.execute("PRAGMA busy_timeout=50")
        )
    with away(database_url):
        assert door.deliver("telegram", update_of("telegram", 1)) == 503
        assert door.deliver("zalo", update_of("zalo", 1)) == 503
    assert door.deliver("telegram", update_of("telegram", 1)) == 200
    assert door.deliver("zalo", update_of("zalo", 1)) == 200
    door.database.close()  # its other connections were cut
    assert door.kept() == (2, 2)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "secret",
    [
        "wrong",
        "",
        SECRETS["zalo"].upper(),
        "bí mật".encode(),
        b"\xff\xfe",
        "secret-of-telegrám".encode(),
    ],
)
def test_a_wrong_secret_gets_401(lasting_door: Door, channel: str, secret: str | bytes) -> None:
    before = lasting_door.kept()
    body = json.dumps(update_of(channel, 901)).encode()
    assert lasting_door.post(channel, body, secret).status_code == 401
    assert lasting_door.kept() == before


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_secret_and_the_other_channels_secret_get_401(lasting_door: Door, channel: str) -> None:
    url = f"{lasting_door.url}/webhooks/{channel}"
    update = update_of(channel, 902)
    assert httpx.post(url, json=update).status_code == 401
    other = "zalo" if channel == "telegram" else "telegram"
    for header in HEADERS.values():
        answer = httpx.post(url, json=update, headers={header: SECRETS[other]})
        assert answer.status_code == 401
        assert answer.headers["connection"] == "close"


def test_a_channel_without_a_secret_takes_nothing() -> None:
    """An empty secret equals a missing header."""
    app = FastAPI()
    channel = TelegramChannel("1:token", "")
    taken: list[object] = []

    async def receive(channel: Channel, message: object) -> None:
        taken.append(message)

    app.include_router(webhook_router({"telegram": channel}, receive))

    async def post() -> int:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            answer = await client.post("/webhooks/telegram", json=update_of("telegram", 1))
            return answer.status_code

    assert asyncio.run(post()) == 401
    assert taken == []


def test_an_unknown_channel_gets_404_and_another_method_405(lasting_door: Door) -> None:
    assert httpx.post(f"{lasting_door.url}/webhooks/viber", json={}).status_code == 404
    for method in ("GET", "PUT", "DELETE", "HEAD"):
        answer = httpx.request(method, f"{lasting_door.url}/webhooks/telegram")
        assert answer.status_code == 405


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_a_probe_without_a_body_gets_200(lasting_door: Door, channel: str, body: bytes) -> None:
    assert lasting_door.post(channel, body).status_code == 200


@pytest.mark.parametrize(
    "body", [b"{", b"nonsense", b'{"update_id": 1,}', b"\x00", b"a=1&b=2", b'"unended']
)
def test_what_is_no_json_gets_400(lasting_door: Door, body: bytes) -> None:
    assert lasting_door.post("telegram", body).status_code == 400


KEYS = (
    *("update_id", "message", "callback_query", "my_chat_member", "edited_message", "chat", "from"),
    *(
        "id",
        "type",
        "is_bot",
        "text",
        "date",
        "data",
        "contact",
        "phone_number",
        "user_id",
        "status",
    ),
    *("new_chat_member", "photo", "ok", "result", "event_name", "message_id", "chat_type"),
)
WORDS = (
    "private",
    "group",
    "GROUP",
    "kicked",
    "member",
    "message.text.received",
    "/start",
    "\ud800",
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**18, max_value=10**40)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(WORDS)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=25,
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(channel=st.sampled_from(CHANNELS), value=VALUES)
def test_authentic_json_of_any_shape_gets_200(
    lasting_door: Door, channel: str, value: object
) -> None:
    body = json.dumps(value).encode()
    assert lasting_door.post(channel, body).status_code == 200


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    channel=st.sampled_from(CHANNELS),
    path=st.lists(st.sampled_from(KEYS), min_size=1, max_size=3),
    value=VALUES,
)
def test_an_update_with_one_odd_part_gets_200(
    lasting_door: Door, channel: str, path: list[str], value: object
) -> None:
    update: Any = update_of(channel, 1)
    part = update
    for key in path[:-1]:
        part = part[key] if isinstance(part.get(key), dict) else part
    part[path[-1]] = value
    assert lasting_door.deliver(channel, update) == 200


def _nested(channel: str, depth: int) -> bytes:
    """An update with an odd part that is so deep, and without the id by which it is known again."""
    update = update_of(channel, 3)
    del update["message"]["message_id"]
    deep = b'{"a":' * depth + b"1" + b"}" * depth
    return json.dumps(update).encode().replace(b'"chat"', b'"odd": ' + deep + b', "chat"', 1)


ODD_BODIES = {
    "an array": b"[1, 2]",
    "a string": b'"chao"',
    "a number": b"7",
    "null": b"null",
    "arrays in arrays": b"[" * 50_000 + b"]" * 50_000,
    "objects in objects": b'{"message":' * 20_000 + b"1" + b"}" * 20_000,
    "a huge update_id": b'{"update_id": ' + b"9" * 5_000 + b', "message": {}}',
    "a huge float": b'{"update_id": 1e999, "message": {}}',
    "not a number": b'{"update_id": NaN}',
    "the same key twice": b'{"update_id": 1, "update_id": [2]}',
}


ODD_LETTERS = {
    "invalid UTF-8": json.dumps(update_of("zalo", 2, "XX")).encode().replace(b"XX", b"\xff\xfe"),
    "half a surrogate pair": json.dumps(update_of("zalo", 3, "\ud83d!")).encode(),
    "a zero byte": json.dumps(update_of("zalo", 4, "a\x00b")).encode(),
}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", ODD_BODIES)
def test_authentic_oddities_get_200(lasting_door: Door, channel: str, name: str) -> None:
    assert lasting_door.post(channel, ODD_BODIES[name]).status_code == 200


@pytest.mark.parametrize("name", ODD_LETTERS)
def test_letters_that_a_database_could_refuse_are_taken(door: Door, name: str) -> None:
    assert door.post("zalo", ODD_LETTERS[name]).status_code == 200
    assert door.kept() == (1, 1)


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_id_that_no_index_takes_is_let_go(door: Door, channel: str) -> None:
    """PostgreSQL refuses it for ever, so 503 would have it delivered for ever."""
    digits = "".join(str(number * number) for number in range(900))[:4000]
    odd = update_of(channel, 1)
    if channel == "telegram":
        odd["update_id"] = int(digits)
    else:
        odd["message"]["message_id"] = digits
    assert door.deliver(channel, odd) == 200
    assert door.kept() == (0, 0)


@pytest.mark.parametrize("channel", CHANNELS)
def test_json_as_deep_as_it_can_be_read_or_a_little_deeper_gets_200(
    lasting_door: Door, channel: str
) -> None:
    """Readers and writers of JSON do not give up at the same depth."""
    with httpx.Client(base_url=lasting_door.url, trust_env=False) as client:
        for depth in (*range(850, 1000, 3), 2000, 20_000):
            answer = client.post(
                f"/webhooks/{channel}",
                content=_nested(channel, depth),
                headers={HEADERS[channel]: SECRETS[channel]},
            )
            assert answer.status_code == 200, depth


def test_invalid_letters_are_replaced_and_the_rest_is_read(door: Door) -> None:
    body = json.dumps(update_of("telegram", 1, "menu XX")).encode().replace(b"XX", b"\xff\xfe")
    assert door.post("telegram", body).status_code == 200
    with door.database.reading() as session:
        assert session.scalars(select(InboxMessage.text)).one().startswith("menu ")


def test_a_body_of_the_greatest_length_is_taken_and_a_longer_one_is_not(
    lasting_door: Door,
) -> None:
    assert lasting_door.post("telegram", b"[]".ljust(BODY_LIMIT)).status_code == 200
    answer = lasting_door.post("telegram", b"[]".ljust(BODY_LIMIT + 1))
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("header", ["Transfer-Encoding: chunked", "Content-Length: 1000000000"])
def test_an_endless_body_is_not_read_to_its_end(lasting_door: Door, header: str) -> None:
    piece = b"x" * 65536
    if "chunked" in header:
        piece = b"10000\r\n" + piece + b"\r\n"
    sent, answer = 0, b""
    with lasting_door.connection("telegram", header) as connection:
        with suppress(OSError):  # hung up on us
            while sent < 100 * 2**20:
                connection.sendall(piece)
                sent += len(piece)
        with suppress(OSError):  # and so roughly that the answer was lost
            answer = connection.recv(4096)
    assert sent < 20 * 2**20  # what the system's buffers may have taken
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413")


def test_a_body_that_drips_in_is_given_up_and_holds_nobody_up(lasting_door: Door) -> None:
    with lasting_door.connection("telegram", "Content-Length: 1000") as slow:
        began = time.monotonic()
        slow.sendall(b"{")
        assert lasting_door.deliver("telegram", update_of("telegram", 5)) == 200
        dripping = threading.Thread(target=_drip, args=(slow,))
        dripping.start()
        assert slow.recv(4096).startswith(b"HTTP/1.1 408")
        dripping.join()
    assert time.monotonic() - began < 15
    assert READ_LIMIT_SECONDS == 10


def test_who_hangs_up_in_the_middle_disturbs_nobody(lasting_door: Door) -> None:
    for _time in range(3):
        with lasting_door.connection("telegram", "Content-Length: 1000") as connection:
            connection.sendall(b'{"update_id"')
    assert lasting_door.deliver("telegram", update_of("telegram", 6)) == 200


def _drip(connection: socket.socket) -> None:
    with suppress(OSError):  # the server has had enough
        for _time in range(100):
            connection.sendall(b" ")
            time.sleep(0.1)


@contextmanager
def _nothing_can_be_kept(database: Database) -> Iterator[None]:
    """Somebody holds what the inbox needs to write."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("LOCK TABLE inbox_messages IN ACCESS EXCLUSIVE MODE"))
        yield
