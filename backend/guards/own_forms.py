"""Forms come from pages of this service, as the browser itself says it.

Beside the token in each form: whoever could read a token still cannot send it from elsewhere. Browsers
say by themselves where a request comes from, in `Sec-Fetch-Site` (all since 2023, over https) or else
in `Origin`; no page can change either. A browser that says neither is judged by its token alone.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OUR_OWN = frozenset({"same-origin", "none"})  # none: typed, or from a bookmark


class OwnForms:
    """Answers what another site's page sends with `refused`. `public_host` counts as ours too: a proxy
    may not hand on under which name it was asked. Webhooks are for servers and have secrets."""

    def __init__(
        self, app: ASGIApp, *, public_host: str | None, refused: Callable[[], Response]
    ) -> None:
        self._app, self._public_host, self._refused = app, public_host, refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through, or answers at once."""
        lets = scope["type"] != "http" or self._lets(scope)
        await (self._app if lets else self._refused())(scope, receive, send)

    def _lets(self, scope: Scope) -> bool:
        if scope["method"] in READING or scope["path"].startswith("/webhooks"):
            return True
        headers = Headers(scope=scope)
        if site := headers.get("sec-fetch-site"):
            return site.lower() in OUR_OWN
        origin = headers.get("origin")
        return origin is None or host_of(origin) in {
            host_of(f"//{headers.get('host', '')}"),
            self._public_host,
        } - {None}


def host_of(address: str) -> str | None:
    """The host of an address without its port, which cookies do not tell apart either; None for what
    names none, as "null" does."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
