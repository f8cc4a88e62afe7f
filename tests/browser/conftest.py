"""A real Chromium on the site, watched for broken rules."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from backend.db import Database
from tests.factories import PASSWORD, World
from tests.site import running

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = ViewportSize(width=1366, height=768), ViewportSize(width=360, height=740)
TABLET = ViewportSize(width=700, height=1000)
# Milliseconds. On a machine that reads its programs from the disk again a page stood still for half a
# minute; waits end at a standstill only, and how fast pages are is asked by `test_every_page`.
STANDSTILL = 180_000
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests here; not longer, as its event loop runs on in this thread and no
    asynchronous test could follow it."""
    if not shutil.which(CHROMIUM):
        pytest.fail("The browser tests need Chromium: apt install chromium", pytrace=False)
    expect.set_options(timeout=STANDSTILL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """SQLite only: what a browser sees does not depend on the database."""
    path = tmp_path / "noisong.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def address(database: Database, world: World) -> Iterator[str]:
    """Where the site runs."""
    with running(database) as address:
        yield address


def opened(chromium: Browser, **options: Any) -> BrowserContext:
    """A fresh window, which waits for pages until nothing goes on any more."""
    context = chromium.new_context(**options)
    context.set_default_timeout(STANDSTILL)
    return context


class Watched:
    """A browser window that remembers every violation and every request to another host."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._only_here)
        self._shots = os.environ.get("NOISONG_SCREENSHOTS")

    def _said(self, message: ConsoleMessage) -> None:
        # Chromium also reports a page with the status of a refusal, which is no fault
        if "the server responded with a status of 4" not in message.text:
            self.complaints.append(message.text)

    def _only_here(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"request to {request.url}")

    def open(self, path: str) -> None:
        """Goes to a page of the site."""
        self.page.goto(self.address + path)

    def sign_in(self, username: str = "canbo") -> None:
        """Through the form."""
        self.open("/admin/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def press(self, name: str) -> None:
        """A button by its words."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def looks_right(self, name: str, *, scripts: bool = True) -> None:
        """No axe violation on a desk and on a phone, no sideways scroll there and on a tablet;
        pictures when they are wanted."""
        self.page.wait_for_load_state()  # what was pressed last may still be on its way
        if scripts:
            self.page.set_viewport_size(TABLET)
            self._fits(name)
        for width, size in (("360", PHONE), ("1366", DESKTOP)):
            self.page.set_viewport_size(size)
            if scripts:
                found = Axe().run(self.page)
                assert found.violations_count == 0, f"{name}: {found.generate_report()}"
                self._fits(name)
            if self._shots and scripts:
                self.page.evaluate("scrollTo(0, 0)")
            self.picture(f"{name}-{width}")
        assert self.complaints == []

    def picture(self, name: str) -> None:
        """The whole page as a file, when pictures are wanted."""
        if self._shots:
            Path(self._shots).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(self._shots) / f"{name}.png", full_page=True)

    def _fits(self, name: str) -> None:
        assert self.page.evaluate(SIDEWAYS) == 0, (
            f"{name} scrolls sideways: {self.page.viewport_size}"
        )


@pytest.fixture
def window(chromium: Browser, address: str) -> Iterator[Watched]:
    """A fresh window with scripts."""
    context = opened(chromium, viewport=DESKTOP, locale="vi-VN")
    yield Watched(context, address)
    context.close()


@pytest.fixture
def plain_window(chromium: Browser, address: str) -> Iterator[Watched]:
    """A fresh window without scripts."""
    context = opened(chromium, viewport=DESKTOP, java_script_enabled=False)
    yield Watched(context, address)
    context.close()
