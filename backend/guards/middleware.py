"""The guards themselves, as ASGI middleware."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.guards.limiter import Limiter
from backend.guards.places import is_this_machine

LARGEST_BODY = 64 * 1024  # of a public form
BODY_SECONDS = 30.0  # for all of it
OWN_LIMITS = ("/admin", "/webhooks")  # they take in files, and say for themselves how much
# Enough for any page that does not say something else: nothing is loaded from elsewhere or kept.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}  # a year; other hosts are not ours


@dataclass(frozen=True)
class Rate:
    """How often a minute one address may ask for what begins with `path`; `method` "" is any."""

    path: str
    method: str
    limiter: Limiter = field(compare=False)


class Headers:
    """Adds the headers that an answer does not have yet."""

    def __init__(self, app: ASGIApp, *, headers: Mapping[str, str]) -> None:
        self._app, self._headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything through."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class Bodies:
    """Ends a body that is longer, or takes longer, than any public form."""

    def __init__(self, app: ASGIApp, *, seconds: float = BODY_SECONDS) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises 413 or 408 in whoever reads on."""
        if scope["type"] != "http" or scope["path"].startswith(OWN_LIMITS):
            await self._app(scope, receive, send)
            return
        ends = asyncio.get_running_loop().time() + self._seconds
        taken, more = 0, True

        async def counted() -> Message:
            nonlocal taken, more
            try:
                async with asyncio.timeout_at(ends if more else None):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from None
            taken += len(message.get("body", b""))
            more = message.get("more_body", False)
            if taken > LARGEST_BODY:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, counted, send)


class Rates:
    """Answers an address that asks too often with `refused`. This machine itself is never counted:
    a proxy that does not say for whom it asks would let everybody share one limit. Webhooks are
    not either: all people of a platform come from its few addresses, and are counted by chat."""

    def __init__(
        self, app: ASGIApp, *, rates: Sequence[Rate], refused: Callable[[], Response]
    ) -> None:
        self._app, self._rates, self._refused = app, rates, refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through, or answers at once."""
        lets = scope["type"] != "http" or self._lets(scope)
        await (self._app if lets else self._refused())(scope, receive, send)

    def _lets(self, scope: Scope) -> bool:
        address = scope["client"][0] if scope.get("client") else ""
        path, method = scope["path"], scope["method"]
        if is_this_machine(address) or path.startswith("/webhooks"):
            return True
        for rate in self._rates:
            if path.startswith(rate.path) and rate.method in ("", method):
                return rate.limiter.lets(address)
        return True
