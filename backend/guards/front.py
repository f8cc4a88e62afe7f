"""What stands before every page of the service, whoever made it: headers, sizes, how often."""

from functools import partial
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from backend.db import Database
from backend.guards.faults import Faults
from backend.guards.limiter import Limiter
from backend.guards.middleware import HEADERS, HTTPS_ONLY, Bodies, Headers, Rate, Rates
from backend.guards.own_forms import OwnForms, host_of
from backend.public.site import PublicSite
from backend.settings import Settings

# In a minute, of one address; the first that fits counts. A village or an office may share one.
MOST_OF_PATH = (
    ("/admin/sign-in", "POST", 60),
    ("/admin/start", "POST", 30),
    ("/admin", "", 1200),
    ("/simulator", "", 1200),
    ("/", "", 300),
)
TOGETHER = 100  # times as many of all addresses


def guard(app: Starlette, database: Database, settings: Settings) -> None:
    """Puts the guards before an application. Call it once."""
    site = PublicSite(database, settings)

    def too_often() -> Response:
        page = site.show("too_often.html", HTTPStatus.TOO_MANY_REQUESTS)
        page.headers["Retry-After"] = "60"
        return page

    def foreign() -> Response:
        return site.show("foreign_form.html", HTTPStatus.FORBIDDEN)

    def fault(reference: str) -> Response:
        return site.show("fault.html", HTTPStatus.INTERNAL_SERVER_ERROR, reference=reference)

    app.add_middleware(Faults, page=fault)
    app.add_middleware(Rates, rates=_rates(), refused=too_often)
    app.add_middleware(Bodies)
    public_host = host_of(settings.public_url) if settings.public_url else None
    app.add_middleware(OwnForms, public_host=public_host, refused=foreign)
    app.add_middleware(Headers, headers=HEADERS | (HTTPS_ONLY if settings.secure_cookies else {}))

    app.add_exception_handler(HTTPException, partial(_failure, site))


def _rates() -> list[Rate]:
    return [
        Rate(path, method, Limiter(most, TOGETHER * most)) for path, method, most in MOST_OF_PATH
    ]


def _failure(site: PublicSite, request: Request, error: HTTPException) -> Response:
    """A page for people; for programs, which ask for no page, the number alone."""
    status = HTTPStatus(error.status_code)
    if "text/html" not in request.headers.get("accept", ""):
        page: Response = JSONResponse({"detail": status.phrase}, status)
    else:
        page = (
            site.missing() if status is HTTPStatus.NOT_FOUND else site.show("failed.html", status)
        )
    page.headers.update(error.headers or {})
    return page
