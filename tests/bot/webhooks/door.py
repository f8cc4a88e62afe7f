"""The webhooks of a running server, and who delivers to them."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from sqlalchemy import func, select
from starlette.applications import Starlette

from backend.db import Database
from backend.messages.models import InboxMessage, OutboxMessage
from backend.settings import Settings
from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.service import Service
from bot.webhooks import webhook_route

SECRETS = {"telegram": "secret-of-telegram", "zalo": "secret-of-zalo"}
HEADERS = {
    "telegram": "X-Telegram-Bot-Api-Secret-Token",
    "zalo": "X-Bot-Api-Secret-Token",
}
CHANNELS = tuple(SECRETS)
LONG = 60.0  # seconds that anything may take on a busy machine


@dataclass
class Door:
    """The webhooks of a running server."""

    database: Database
    port: int
    client: httpx.Client

    def post(self, channel: str, body: bytes, secret: str | bytes | None = None) -> httpx.Response:
        """Delivers a body, with the right secret unless another is given."""
        headers = {HEADERS[channel].encode(): SECRETS[channel] if secret is None else secret}
        return self.client.post(f"/webhooks/{channel}", content=body, headers=headers)  # type: ignore[arg-type]

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
        with socket.create_connection(("127.0.0.1", self.port), timeout=LONG) as connection:
            lines = (
                f"POST /webhooks/{channel} HTTP/1.1",
                "Host: localhost",
                f"{HEADERS[channel]}: {SECRETS[channel]}",
                *headers,
            )
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            yield connection


@contextmanager
def running(database: Database, read_limit: float = LONG) -> Iterator[Door]:
    """Serves the webhooks of both channels, which need no platform to take messages in. A body may
    take `read_limit` seconds."""
    channels: dict[str, Channel] = {
        "telegram": TelegramChannel("1:token", SECRETS["telegram"]),
        "zalo": ZaloChannel("1:token", SECRETS["zalo"]),
    }
    service = Service(Settings(_env_file=None), database, channels)
    app = Starlette(routes=[webhook_route(channels, service.receive, read_limit=read_limit)])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="critical", lifespan="off", ws="none")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        port = listening.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        # Without certificates, which take longer to read than most of what is asked here.
        with httpx.Client(base_url=url, timeout=LONG, trust_env=False, verify=False) as client:  # noqa: S501
            yield Door(database, port, client)
        server.should_exit = True
        thread.join()
    service.lanes.close()

    async def close() -> None:
        for channel in channels.values():
            await channel.stop()

    asyncio.run(close())


def update_of(channel: str, number: int, words: str = "chào em") -> dict[str, Any]:
    """A message of a person, as the platform delivers it."""
    if channel == "telegram":
        person = {"id": 42, "is_bot": False, "first_name": "An", "type": "private"}
        message = {"message_id": number, "date": 1, "chat": person, "from": person, "text": words}
        return {"update_id": number, "message": message}
    person = {"id": "a0c01dfe32b3dbed82a2", "chat_type": "PRIVATE", "is_bot": False}
    message = {"message_id": f"{number}", "date": 1, "chat": person, "from": person, "text": words}
    return {"event_name": "message.text.received", "message": message}
