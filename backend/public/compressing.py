"""Public pages packed for a weak line, where the browser can unpack them."""

import gzip
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

SMALLEST = 1024  # bytes; below, packing costs more than it saves
LEVEL = 6


class Compressed(APIRoute):
    """A route whose answers travel packed."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Any]]:
        """The handler, and then the packing."""
        handle = super().get_route_handler()

        async def packed(request: Request) -> Any:
            return pack(request.headers.get("accept-encoding", ""), await handle(request))

        return packed


def pack(accepted: str, response: Response) -> Response:
    """The answer as it is sent. What cannot be packed or is small stays."""
    body = getattr(response, "body", b"")
    response.headers.append("Vary", "Accept-Encoding")
    if len(body) < SMALLEST or "content-encoding" in response.headers or not _accepts(accepted):
        return response
    response.body = gzip.compress(body, LEVEL, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))
    return response


def _accepts(accepted: str) -> bool:
    """Whether gzip stands in the header and is not refused (RFC 9110, 12.5.3)."""
    for offer in accepted.lower().split(","):
        coding, _semicolon, weight = offer.partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "").rstrip("0") not in ("q=", "q=0.")
    return False
