"""Times every request; what takes too long is logged by the template of its address, because the
address itself may carry what people searched for."""

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.health import instruments

log = structlog.get_logger()

SLOW_SECONDS = 2.0
UNKNOWN = "(none)"  # no route fits, so there is no template
PARTS = {"webhooks", "admin", "simulator"}


class Timed:
    """Put it around everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request through, and notes how long it took until its last byte was sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        part = scope["path"].strip("/").partition("/")[0]
        try:
            await self._app(scope, receive, noting)
        finally:
            seconds = time.perf_counter() - began
            _note(scope, part if part in PARTS else "public", status, seconds)


def _note(scope: Scope, part: str, status: int, seconds: float) -> None:
    instruments.request_ended(part, status, seconds)
    if seconds < SLOW_SECONDS:
        return
    route = _template(scope)
    instruments.request_was_slow(route)
    log.warning(
        "slow_request",
        route=route,
        method=scope["method"] if scope["method"] in ("GET", "POST", "HEAD") else "other",
        status=status,
        milliseconds=round(seconds * 1000),
    )


def _template(scope: Scope) -> str:
    """Such as "/admin/requests/{request_id}". The routers below leave what they found in the scope."""
    path = getattr(scope.get("route"), "path", None)
    return f"{scope.get('root_path', '')}{path}" if path is not None else UNKNOWN
