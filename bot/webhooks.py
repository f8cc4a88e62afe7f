"""The webhooks: what is authentic is durable before 200 is answered, and answered 200 whatever its
shape, because the platform would only send the same thing again."""

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from backend.db import DATABASE_AWAY
from bot.channels.base import Channel
from bot.messages import Inbound

BODY_LIMIT = 256 * 1024


class TooLarge(Exception):
    """The body is over the limit."""


def webhook_router(
    channels: Mapping[str, Channel],
    receive: Callable[[Channel, Inbound], Awaitable[None]],
) -> APIRouter:
    """One route for all channels, by name."""
    router = APIRouter(prefix="/webhooks")

    @router.post("/{name}", include_in_schema=False)
    async def take(name: str, request: Request) -> Response:
        if name not in channels:
            return Response(status_code=404)
        channel = channels[name]
        # Bytes: compare_digest refuses text that is not ASCII.
        given = request.headers.get(channel.webhook_secret_header, "").encode()
        if not hmac.compare_digest(given, channel.webhook_secret.encode()):
            return Response(status_code=401)
        try:
            update = _parse(await _read(request))
        except TooLarge:
            return Response(status_code=413)
        except ValueError:
            return Response(status_code=400)
        message = channel.parse(update) if update else None
        if message is not None:
            try:
                await receive(channel, message)
            except DATABASE_AWAY:
                return Response(status_code=503)  # the platform delivers again
        return Response(status_code=200)

    return router


async def _read(request: Request) -> bytes:
    """The body, given up as soon as it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise TooLarge
    return bytes(body)


def _parse(body: bytes) -> Mapping[str, Any] | None:
    """The update; None for an empty body (Zalo's probe) and for JSON that is no object."""
    if not body.strip():
        return None
    try:
        update = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return update if isinstance(update, dict) else None
