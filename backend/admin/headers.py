"""What every answer of the admin site carries and how much it takes in, whichever page it is."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.errors import Refused
from backend.guards.middleware import HEADERS
from backend.i18n import _

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 20 * MEBIBYTE
LARGEST_BODY = LARGEST_FILE + MEBIBYTE  # the other fields, and the lines between the parts

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)


class TooLarge(Refused):
    """More than the site takes in."""

    status = 413


def headers(*, framed: bool) -> dict[str, str]:
    """Nothing from elsewhere, nothing inline, nothing kept by the browser, no strange frame. With the
    simulator on, `framed`, the demo shows the site beside the chat, in a frame of its own origin."""
    ancestors = "'self'" if framed else "'none'"
    return HEADERS | {"Content-Security-Policy": CONTENT_POLICY.format(ancestors=ancestors)}


class BodyLimit:
    """Counts what comes in, while it comes. Starlette's own limit answers in plain English."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises `TooLarge` in whoever reads one byte too many."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST_BODY:
                raise TooLarge(_("Tệp lớn quá 20 MB. Anh/chị bỏ bớt ảnh hoặc trang thừa."))
            return message

        await self._app(scope, counted, send)
