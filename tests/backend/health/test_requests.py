"""A slow request is named by its template, whatever its address held; over real HTTP."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from structlog.testing import capture_logs

from backend.db import Database
from backend.health import instruments, requests
from backend.health.requests import Timed
from backend.site.app import build_site
from tests.factories import World
from tests.site import demo_settings, serving

PHONE = "0912345678"
ADDRESSES = [
    (f"/things/{PHONE}", "/things/{number}", 200),
    (f"/things/{PHONE}?q={PHONE}", "/things/{number}", 200),
    (f"/nowhere/{PHONE}", "(none)", 404),
    ("/admin/requests/7?status=waiting", "/admin/requests/{request_id}", 303),
    (f"/admin/requests/{PHONE}x", "/admin/requests/{request_id}", 404),
    ("/broken/1", "/broken/{number}", 500),
]


@pytest.fixture
def app(database: Database, world: World) -> Starlette:
    """The site, and addresses that hold what they should not."""

    def thing(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.path_params["number"])

    def broken(request: Request) -> PlainTextResponse:
        raise LookupError(request.path_params["number"])

    site = Mount("/admin", build_site(database, demo_settings()))
    app = Starlette(
        routes=[Route("/things/{number}", thing), Route("/broken/{number}", broken), site]
    )
    app.add_middleware(Timed)
    return app


@pytest.mark.parametrize(("address", "template", "status"), ADDRESSES)
def test_only_the_template_is_told(
    app: Starlette, monkeypatch: pytest.MonkeyPatch, address: str, template: str, status: int
) -> None:
    monkeypatch.setattr(requests, "SLOW_SECONDS", 0.0)
    counters = instruments.switch_on().slow_requests.labels(template)
    before = counters._value.get()
    with capture_logs() as logs, serving(app) as place:
        answer = httpx.get(place + address)
    assert answer.status_code == status
    (line,) = [line for line in logs if line["event"] == "slow_request"]
    assert (line["route"], line["method"], line["status"]) == (template, "GET", status)
    assert PHONE not in str(line)
    assert counters._value.get() == before + 1


def test_a_quick_request_is_counted_and_not_logged(app: Starlette) -> None:
    instruments.switch_on()
    with capture_logs() as logs, serving(app) as place:
        httpx.get(f"{place}/things/1")
    assert not [line for line in logs if line["event"] == "slow_request"]
