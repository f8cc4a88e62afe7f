"""How every page is run: in one transaction, guarded, and never with a bare failure."""

import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.db import Database
from backend.errors import Conflict
from backend.officers.models import Officer
from tests.factories import World, make_request
from tests.site import Visitor, demo_settings, running, serving, words


def test_numbers_that_no_row_has_are_simply_not_found(officer: Visitor) -> None:
    for number in ("0", "-1", "999999999", "99999999999999999999", "abc", "1.5"):
        answer = officer.get(f"/admin/requests/{number}")
        assert answer.status_code == 404, number
        assert "Không" in words(answer)
    assert officer.get("/admin/requests?before=99999999999999999999&status=zzz").status_code == 200
    assert officer.get("/admin/khong-co").status_code == 404


def test_the_address_of_a_form_opened_by_hand_leads_to_its_page(officer: Visitor) -> None:
    answer = officer.get("/admin/requests/5/refuse")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/requests/5")


def test_every_answer_carries_the_security_headers(officer: Visitor) -> None:
    for path in ("/admin/", "/admin/khong-co", "/admin/requests"):
        headers = officer.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_only_the_demo_may_show_the_site_in_a_frame(database: Database) -> None:
    demo = demo_settings(simulator=True)
    with running(database, demo) as address:
        policy = httpx.get(f"{address}/admin/sign-in", timeout=60).headers[
            "content-security-policy"
        ]
    assert "frame-ancestors 'self'" in policy


def test_style_and_script_are_kept_for_ever_under_the_name_of_their_content(
    stranger: Visitor,
) -> None:
    page = stranger.get("/admin/sign-in").text
    for address in re.findall(r"/admin/static/[^\"]+", page):
        answer = stranger.get(address)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    old = stranger.get("/admin/static/0123456789ab/site.css")
    assert old.headers["cache-control"] == "no-store"
    assert stranger.get("/admin/static/0123456789ab/layout.py").status_code == 404


def test_a_long_queue_is_at_most_12_kilobytes_cold_on_the_wire(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        for number in range(50):
            name = f"Nguyễn Thị Ngọc Ánh Nguyệt {number}"
            make_request(session, world.commune, chat_id=f"dài-{number}", child_name=name)
    taken = 0
    page = officer.get("/admin/requests?status=waiting")
    assert page.text.count('class="whole"') == 50
    for address in {
        "/admin/requests?status=waiting",
        *re.findall(r"/admin/static/[^\"]+", page.text),
    }:
        with officer.stream("GET", address) as answer:
            taken += sum(len(chunk) for chunk in answer.iter_raw())
    assert taken <= 12 * 1024


# The pages below exist only here: they fail, or look around, in the middle of a request.


class Trial:
    """A site with pages that try something."""

    def __init__(self, database: Database) -> None:
        self.pages = Pages(public=True)
        self.app = Starlette()
        self.app.state.database = database
        self.app.state.settings = demo_settings()
        self.database = database
        self.pages.post("/rename")(self.rename)
        self.pages.post("/refuse", again=self.form)(self.refuse)
        self.pages.post("/fail")(self.fail)
        self.app.routes.extend(self.pages.routes)

    def rename(self, page: Page) -> Response:
        page.session.get_one(Officer, 1).full_name = page.form.text("name")
        return PlainTextResponse("kept")

    def refuse(self, page: Page) -> Response:
        page.session.get_one(Officer, 1).full_name = "Không Ai"
        page.session.flush()
        raise Conflict("Có người nhanh hơn.")

    def form(self, page: Page) -> Response:
        name = page.session.get_one(Officer, 1).full_name
        status = page.refusal.status if page.refusal else 200
        return PlainTextResponse(f"{page.refusal} {page.form.raw('typed')} {name}", status)

    def fail(self, page: Page) -> Response:
        page.session.get_one(Officer, 1).full_name = "Không Ai"
        page.session.flush()
        raise ValueError(page.form.raw("phone"))

    def name(self) -> str:
        with self.database.reading() as session:
            return session.scalars(select(Officer.full_name).where(Officer.id == 1)).one()


@pytest.fixture
def trial(database: Database, world: World) -> Trial:
    """The trial site; officer 1 is Lê Thị Mai."""
    return Trial(database)


def test_a_page_answers_only_after_its_commit(trial: Trial) -> None:
    seen_at_first_byte: list[str] = []

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        async def look_then_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen_at_first_byte.append(trial.name())
            await send(message)

        await trial.app(scope, receive, look_then_send)

    with serving(watched) as address:
        assert (
            httpx.post(f"{address}/rename", data={"name": "Lê Thị Mới"}, timeout=60).text == "kept"
        )
    assert seen_at_first_byte == ["Lê Thị Mới"]


def test_a_refusal_undoes_all_and_shows_the_form_with_what_was_typed(trial: Trial) -> None:
    with serving(trial.app) as address:
        answer = httpx.post(f"{address}/refuse", data={"typed": "giữ lại"}, timeout=60)
    assert answer.status_code == 409
    assert answer.text == "Có người nhanh hơn. giữ lại Lê Thị Mai"
    assert trial.name() == "Lê Thị Mai"


def test_a_fault_undoes_all_and_is_logged_without_its_words(
    trial: Trial, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(trial.app) as address, caplog.at_level(logging.ERROR):
        answer = httpx.post(f"{address}/fail", data={"phone": "0912345678"}, timeout=60)
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in words(answer)
    reference = re.search(r"số này: (\w{8})\.", words(answer))
    assert reference
    assert reference[1] in caplog.text
    assert "ValueError" in caplog.text
    assert "0912345678" not in caplog.text
    assert trial.name() == "Lê Thị Mai"


def test_a_crowd_of_writers_is_served_one_after_the_other(trial: Trial) -> None:
    """More at once than Starlette has threads: none may be left waiting for a thread that another
    one holds while it waits for the writer."""
    crowd = 60
    start = threading.Barrier(crowd)

    def post(number: int) -> int:
        start.wait()
        data = {"name": f"Cán bộ {number}"}
        return httpx.post(f"{address}/rename", data=data, timeout=60).status_code

    with serving(trial.app) as address, ThreadPoolExecutor(crowd) as pool:
        assert list(pool.map(post, range(crowd))) == [200] * crowd
