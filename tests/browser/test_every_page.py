"""Every page of the site, with one row of everything and very long names: fits, reads, weighs little."""

import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, ViewportSize

from backend.db import Database
from tests.backend.admin.rows import Numbers, make_rows
from tests.backend.admin.test_every_page import routes
from tests.browser.conftest import DESKTOP, Watched, opened
from tests.factories import World, make_request
from tests.site import Visitor

LONG = "Hồ Thị Ngọc Ánh Nguyệt Thùy Dương Phương Thảo Uyên Nhi Nguyễn Hoàng Bảo Trâm Anh"
COLD, WARM = 12 * 1024, 5 * 1024  # bytes on the wire, with style, script and picture, and without
LINE = {"downloadThroughput": 256 * 1024 / 8, "uploadThroughput": 256 * 1024 / 8, "latency": 300}
USABLE = 2.0  # seconds
PAPER = ViewportSize(width=718, height=1047)  # A4 inside margins of one centimetre, in CSS pixels
UNFIT = Path(__file__).with_name("unfit_for_paper.js").read_text()

pytestmark = pytest.mark.browser


@pytest.fixture
def numbers(database: Database, world: World) -> Numbers:
    """What addresses can hold."""
    with database.transaction() as session:
        made = make_rows(session, world)
        make_request(session, world.commune, chat_id="dai", child_name=LONG, head_name=LONG)
        return made


def pages(visitor: Visitor, numbers: Numbers) -> list[str]:
    """The addresses that this officer can open and that answer with a page."""
    found = []
    for path in routes("GET"):
        address = path.format(**numbers)
        answer = visitor.get(address)
        if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
            found.append(address)
    assert len(found) > 15
    return found


def test_every_page_fits_and_can_be_read_by_everybody(
    window: Watched, address: str, numbers: Numbers
) -> None:
    with Visitor(address) as visitor:
        visitor.sign_in()
        addresses = pages(visitor, numbers)
    window.sign_in()
    for path in addresses:
        window.open(path)
        assert window.page.locator("h1").count() == 1, path
        window.looks_right("every" + path.replace("/", "-"))


def test_every_page_prints_cleanly(window: Watched, address: str, numbers: Numbers) -> None:
    with Visitor(address) as visitor:
        visitor.sign_in()
        addresses = pages(visitor, numbers)
    window.sign_in()
    window.page.set_viewport_size(PAPER)
    window.page.emulate_media(media="print")
    unfit = {}
    for path in addresses:
        window.open(path)
        unfit[path] = window.page.evaluate(UNFIT)
        window.picture("print" + path.replace("/", "-"))
    assert {path: found for path, found in unfit.items() if found} == {}


def test_every_page_weighs_little_on_a_slow_line(address: str, numbers: Numbers) -> None:
    with Visitor(address) as visitor:
        visitor.sign_in()
        kept = sum(
            weight(visitor, found)
            for found in sorted(
                set(part for part in visitor.open("/admin/").text.split('"') if "/static/" in part)
            )
        )
        heavy = {
            path: weighed
            for path in pages(visitor, numbers)
            if (weighed := weight(visitor, path)) > WARM or weighed + kept > COLD
        }
    assert heavy == {}


def weight(visitor: httpx.Client, path: str) -> int:
    """Bytes of the answer as they come over the line."""
    with visitor.stream("GET", path) as answer:
        return sum(len(part) for part in answer.iter_raw())


def test_the_queue_can_be_used_in_two_seconds_on_an_old_machine_and_a_slow_line(
    chromium: Browser, address: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        for number in range(50):
            make_request(
                session, world.commune, chat_id=f"c{number}", child_name=f"{LONG} {number}"
            )
    context = opened(chromium, viewport=DESKTOP, locale="vi-VN")
    window = Watched(context, address)
    window.sign_in()
    slow = context.new_cdp_session(window.page)
    slow.send("Network.enable")
    slow.send("Network.clearBrowserCache")
    slow.send("Network.emulateNetworkConditions", {"offline": False, **LINE})
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    taken = []
    for _turn in range(3):
        slow.send("Network.clearBrowserCache")
        start = time.monotonic()
        window.page.goto(address + "/admin/requests?status=waiting", wait_until="domcontentloaded")
        window.page.locator("a.whole").first.wait_for(state="visible")
        taken.append(time.monotonic() - start)
    context.close()
    assert sorted(taken)[1] < USABLE, taken
