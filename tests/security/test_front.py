"""What stands before every page, whoever made it."""

import logging
import socket
from collections.abc import Iterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from backend.guards.front import MOST_OF_PATH
from backend.guards.middleware import HEADERS, HTTPS_ONLY, LARGEST_BODY, Headers
from tests.security.whole import Whole, running
from tests.site import Visitor, words

SECRET = "Hồ Thị Bí Mật 0905999888"
ANSWERS = [
    ("GET", "/", 307),
    ("GET", "/health", 200),
    ("GET", "/chuong-trinh", 200),
    ("HEAD", "/chuong-trinh", 200),
    ("GET", "/ho-so", 200),
    ("GET", "/ket-qua?page=x", 422),
    ("GET", "/robots.txt", 200),
    ("GET", "/s/khong-co", 404),
    ("GET", "/khong-co", 404),
    ("GET", "/openapi.json", 404),
    ("GET", "/docs", 404),
    ("GET", "/redoc", 404),
    ("DELETE", "/ho-so", 405),
    ("GET", "/simulator", 200),
    ("GET", "/simulator/static/simulator.js", 200),
    ("POST", "/simulator", 422),
    ("GET", "/admin/sign-in", 200),
    ("GET", "/admin/", 303),
    ("GET", "/admin/khong-co", 404),
    ("GET", "/admin/static/x/site.css", 200),
    ("GET", "/admin/static/x/none.css", 404),
    ("POST", "/admin/sign-in", 403),
    ("GET", "/webhooks/telegram", 405),
    ("POST", "/webhooks/telegram", 401),
    ("POST", "/webhooks/viber", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_carries_the_headers(
    whole: Whole, method: str, path: str, status: int
) -> None:
    answer = httpx.request(method, whole.address + path, headers={"Accept": "text/html"})
    assert answer.status_code == status
    for name in HEADERS:
        assert answer.headers.get_list(name), name
        assert len(answer.headers.get_list(name)) == 1, name
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "server" not in answer.headers or answer.headers["server"] == "uvicorn"


def test_over_https_browsers_are_told_to_stay_there(whole: Whole) -> None:
    assert "strict-transport-security" not in httpx.get(f"{whole.address}/health").headers
    with running(whole.database, whole.world, secure_cookies=True) as secure:
        answer = httpx.get(f"{secure.address}/health")
    for name, value in HTTPS_ONLY.items():
        assert answer.headers[name] == value


def test_the_simulator_and_the_site_may_be_framed_by_us_alone(whole: Whole) -> None:
    site = httpx.get(f"{whole.address}/admin/sign-in").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in site
    page = httpx.get(f"{whole.address}/chuong-trinh").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page


@pytest.mark.parametrize("path", ["/ho-so", "/simulator", "/khong-co"])
def test_a_body_longer_than_a_form_is_not_read(whole: Whole, path: str) -> None:
    answer = httpx.post(
        whole.address + path,
        content=b"code=" + b"9" * (4 * LARGEST_BODY),
        headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"},
    )
    assert answer.status_code in (404, 413)
    assert answer.status_code == 413 or path == "/khong-co"
    assert "Về trang đầu" in answer.text


def test_a_multipart_bomb_is_not_read(whole: Whole) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    answer = httpx.post(
        f"{whole.address}/ho-so",
        content=part * 3000 + b"--x--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code in (400, 413)


def test_a_file_is_not_taken_where_words_are_asked_for(whole: Whole) -> None:
    assert httpx.post(f"{whole.address}/ho-so", files={"code": b"x"}).status_code == 400


def test_a_form_that_never_ends_does_not_hold_the_others_up(whole: Whole) -> None:
    host, port = whole.address.removeprefix("http://").split(":")
    head = (
        "POST /ho-so HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\ncode="
    )
    connections = []
    for _number in range(60):  # more than there are threads
        connections.append(socket.create_connection((host, int(port)), timeout=5))
        connections[-1].sendall(head.encode())
    try:
        assert httpx.get(f"{whole.address}/chuong-trinh", timeout=10).status_code == 200
    finally:
        for connection in connections:
            connection.close()


@pytest.fixture
def broken(whole: Whole) -> Iterator[Whole]:
    """A page without sign-in that fails, quoting what somebody typed."""

    def fails(_request: Request) -> Response:
        raise LookupError(SECRET)

    whole.app.add_route("/hong", fails)
    yield whole
    whole.app.router.routes.pop()


def test_a_fault_is_told_kindly_and_logged_without_its_words(
    broken: Whole, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = httpx.get(f"{broken.address}/hong")
    assert answer.status_code == 500
    assert "Anh/chị thử lại sau ít phút" in words(answer)
    assert "LookupError" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "LookupError" in caplog.text
    assert SECRET not in caplog.text + answer.text
    reference = caplog.records[-1].getMessage().partition("reference ")[2][:8]
    assert reference in answer.text


def most(path: str, method: str = "") -> int:
    return next(most for at, how, most in MOST_OF_PATH if (at, how) == (path, method))


def test_who_asks_too_often_is_told_to_wait_and_the_next_village_is_not(whole: Whole) -> None:
    with whole.visitor("113.161.7.7") as visitor:
        statuses = [visitor.get("/robots.txt").status_code for _n in range(most("/") + 1)]
        assert set(statuses[:-1]) == {200}
        answer = visitor.get("/ho-so")
        assert (statuses[-1], answer.status_code) == (429, 429)
        assert answer.headers["Retry-After"] == "60"
        assert "Anh/chị đợi một phút" in words(answer)
        assert visitor.get("/admin/sign-in").status_code == 200, "another rate"
    with whole.visitor("113.161.7.8") as other:
        assert other.get("/ho-so").status_code == 200
    with whole.visitor() as this_machine:
        assert this_machine.get("/ho-so").status_code == 200


def test_an_ipv6_line_is_one_address_however_it_changes(whole: Whole) -> None:
    statuses = []
    with whole.visitor() as visitor:
        for number in range(most("/admin/start", "POST") + 1):
            visitor.headers["X-Forwarded-For"] = f"2402:800:1:2::{number:x}"
            statuses.append(visitor.post("/admin/start", data={"code": "x"}).status_code)
    assert statuses[-1] == 429
    assert 429 not in statuses[:-1]


def test_webhooks_are_not_counted_by_address(whole: Whole) -> None:
    with whole.visitor("113.161.7.9") as platform:
        statuses = {platform.post("/webhooks/zalo").status_code for _n in range(most("/") + 5)}
    assert statuses == {401}


def test_an_address_that_somebody_claims_from_outside_is_not_believed(whole: Whole) -> None:
    """uvicorn takes the claim only from a proxy on this machine, and of a list the last stranger."""
    with whole.visitor() as visitor:
        for number in range(most("/admin/start", "POST") + 1):
            visitor.headers["X-Forwarded-For"] = f"10.0.0.{number}, 113.161.8.8"
            last = visitor.post("/admin/start", data={"code": "x"}).status_code
    assert last == 429


async def test_what_an_answer_says_itself_is_kept() -> None:
    own = {"Cache-Control": "max-age=5"}
    app = Headers(PlainTextResponse("x", headers=own), headers=HEADERS | HTTPS_ONLY)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        assert (await client.get("/")).headers["Cache-Control"] == "max-age=5"


def test_two_pages_and_a_talk_work_behind_the_guards(whole: Whole) -> None:
    with whole.visitor("113.161.9.9", username="canbo") as officer:
        assert officer.open("/admin/").status_code == 200
    with Visitor(whole.address) as parent:
        form = {"like": "telegram", "person": "1", "text": "chào em"}
        assert parent.post("/simulator", data=form).status_code == 303
