"""A fault of ours: logged without what it says, answered with a page."""

import logging
import secrets
import traceback
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)


def logged(fault: Exception, place: str) -> str:
    """Logs where it happened, never the exception's own words: they may quote personal data. Gives
    the reference under which it was logged."""
    reference = secrets.token_hex(4)
    where = "".join(traceback.format_tb(fault.__traceback__))
    log.error("%s failed, reference %s: %s\n%s", place, reference, type(fault).__name__, where)
    return reference


class Faults:
    """Answers with `page` what nobody below answered. Starlette's own answer is in English, has no
    headers, and hands the fault to the server, which logs its words."""

    def __init__(self, app: ASGIApp, *, page: Callable[[str], Response]) -> None:
        self._app, self._page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything else through. Where the answer has begun, it just ends."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as fault:  # noqa: BLE001 - the edge: nobody above could say it better
            route = getattr(scope.get("route"), "path", "")
            reference = logged(fault, f"{scope.get('method', '')} {route}")
            if scope["type"] == "http" and not begun:
                await self._page(reference)(scope, receive, send)
