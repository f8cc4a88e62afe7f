"""Only who knows the secret is let in."""

import asyncio
import json

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.webhooks import webhook_route
from tests.bot.webhooks.door import CHANNELS, HEADERS, SECRETS, Door, update_of


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
    url, update = f"/webhooks/{channel}", update_of(channel, 902)
    assert lasting_door.client.post(url, json=update).status_code == 401
    other = "zalo" if channel == "telegram" else "telegram"
    for header in HEADERS.values():
        answer = lasting_door.client.post(url, json=update, headers={header: SECRETS[other]})
        assert answer.status_code == 401
        assert answer.headers["connection"] == "close"


def test_a_channel_without_a_secret_takes_nothing() -> None:
    """An empty secret equals a missing header."""
    channel = TelegramChannel("1:token", "")
    taken: list[object] = []

    async def receive(channel: Channel, message: object) -> None:
        taken.append(message)

    app = Starlette(routes=[webhook_route({"telegram": channel}, receive)])

    async def post() -> int:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            answer = await client.post("/webhooks/telegram", json=update_of("telegram", 1))
            return answer.status_code

    assert asyncio.run(post()) == 401
    assert taken == []


def test_an_unknown_channel_gets_404_and_another_method_405(lasting_door: Door) -> None:
    assert lasting_door.client.post("/webhooks/viber", json={}).status_code == 404
    for method in ("GET", "PUT", "DELETE", "HEAD"):
        answer = lasting_door.client.request(method, "/webhooks/telegram")
        assert answer.status_code == 405
