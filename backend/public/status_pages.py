"""Where a request stands, by its code. A stranger who guesses codes learns steps and days, and of
nobody; guessing is slow, and a wrong code takes as long as a right one."""

import time
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from backend.guards.limiter import Limiter
from backend.public.compressing import PackedRouter
from backend.public.site import PublicSite
from backend.support_requests.public import PublicStanding, standing

HERE = "/ho-so"
SECONDS = 0.25  # that an answer takes, whatever it is
MOST, OVERALL = 10, 240  # questions of a minute
LONGEST = 40


def add(router: PackedRouter, site: PublicSite) -> None:
    """The form, and its answer."""
    limiter = Limiter(MOST, OVERALL)

    @router.get(HERE)
    def form(_request: Request) -> Response:
        """Where to type the code."""
        return site.show("status.html", here=HERE, typed="", asked=False, found=None)

    @router.post(HERE)
    def answer(request: Request, fields: Mapping[str, str]) -> Response:
        """What stands of it. Posted, so that no code stays in an address."""
        if not limiter.lets(request.client.host if request.client else ""):
            return site.show("status_later.html", 429, here=HERE)
        began, typed = time.monotonic(), fields.get("code", "")[:LONGEST]
        found = _found(site, typed)
        time.sleep(max(0.0, began + SECONDS - time.monotonic()))
        return site.show("status.html", kept=False, here=HERE, typed=typed, asked=True, found=found)


def _found(site: PublicSite, code: str) -> PublicStanding | None:
    with site.database.reading() as session:
        return standing(session, code.replace("\0", ""))
