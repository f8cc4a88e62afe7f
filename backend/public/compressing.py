"""Public pages packed for a weak line, where the browser can unpack them."""

import gzip
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.guards.posted import posted

View = Callable[[Request], Response]
Act = Callable[[Request, Mapping[str, str]], Response]

SMALLEST = 1024  # bytes; below, packing costs more than it saves
LEVEL = 6


class PackedRouter:
    """Addresses whose answers travel packed."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def get(self, path: str) -> Callable[[View], View]:
        """A page."""

        def declare(view: View) -> View:
            def answer(request: Request) -> Response:
                return pack(_accepted(request), view(request))

            self.routes.append(Route(path, answer))
            return view

        return declare

    def post(self, path: str) -> Callable[[Act], Act]:
        """A form's action, which is given what was typed."""

        def declare(act: Act) -> Act:
            async def answer(request: Request) -> Response:
                done = await run_in_threadpool(act, request, await posted(request))
                return pack(_accepted(request), done)

            self.routes.append(Route(path, answer, methods=["POST"]))
            return act

        return declare


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


def _accepted(request: Request) -> str:
    return request.headers.get("accept-encoding", "")


def _accepts(accepted: str) -> bool:
    """Whether gzip stands in the header and is not refused (RFC 9110, 12.5.3)."""
    for offer in accepted.lower().split(","):
        coding, _semicolon, weight = offer.partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "").rstrip("0") not in ("q=", "q=0.")
    return False
