"""The webhooks: what is authentic is durable before 200 is answered, and answered 200 whatever its
shape, because the platform would only send the same thing again."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from backend.messages.trace import mark
from bot.channels.base import Channel, SigningChannel
from bot.messages import Inbound

log = structlog.get_logger()

BODY_LIMIT = 256 * 1024
READ_LIMIT_SECONDS = 10.0
PROBES = (b"", b"{}")  # Zalo tries the address of a webhook with this, unsigned; it says nothing
HANG_UP = {"Connection": "close"}  # instead of reading on, to the end of a body that nobody wants


def webhook_route(
    channels: Mapping[str, Channel],
    receive: Callable[[Channel, Inbound], Awaitable[None]],
    read_limit: float = READ_LIMIT_SECONDS,
) -> Route:
    """One route for all channels, by name. A body may take `read_limit` seconds to come."""

    async def take(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in channels:
            raise HTTPException(404, headers=HANG_UP)
        channel = channels[name]
        if not isinstance(channel, SigningChannel) and not _repeats_the_secret(channel, request):
            raise HTTPException(401, headers=HANG_UP)
        body = await _read(request, read_limit)
        if isinstance(channel, SigningChannel):
            if body.strip() in PROBES:
                return Response(status_code=200)
            if not channel.has_signed(body, request.headers):
                log.warning("webhook_not_signed", channel=name)
                raise HTTPException(401, headers=HANG_UP)
        try:
            message = _parse(channel, body)
        except json.JSONDecodeError:
            return Response(status_code=400)
        if message is not None:
            try:
                await receive(channel, message)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the platform delivers again
                log.error(
                    "message_not_kept",
                    channel=name,
                    update=mark(name, message.event_id),
                    fault=type(fault).__name__,
                )
                return Response(status_code=503)
        return Response(status_code=200)

    return Route("/webhooks/{name}", take, methods=["POST"])


def _repeats_the_secret(channel: Channel, request: Request) -> bool:
    given = request.headers.get(channel.webhook_secret_header, "").encode()
    expected = channel.webhook_secret.encode()
    # Bytes: compare_digest refuses text that is not ASCII.
    return bool(expected) and hmac.compare_digest(given, expected)


async def _read(request: Request, limit: float) -> bytes:
    """The body, given up as soon as it is too long or takes more than `limit` seconds."""
    body = bytearray()
    try:
        async with asyncio.timeout(limit):
            async for chunk in request.stream():
                body += chunk
                if len(body) > BODY_LIMIT:
                    raise HTTPException(413, headers=HANG_UP)
    except TimeoutError:
        raise HTTPException(408, headers=HANG_UP) from None
    except ClientDisconnect:
        raise HTTPException(400) from None
    return bytes(body)


def _parse(channel: Channel, body: bytes) -> Inbound | None:
    """The message; None for an empty body (Zalo's probe) and for JSON that cannot be one: the
    platform would send it again as it is. Raises `JSONDecodeError` for what is no JSON."""
    if not body.strip():
        return None
    try:
        update: Any = json.loads(body.decode("utf-8", "replace"))
        return channel.parse(update) if isinstance(update, dict) else None
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError):  # nested too deeply; a number of thousands of digits
        return None
