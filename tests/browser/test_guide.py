"""The officers' guide in `docs/` tells the truth: its pages open, its words stand on them, and its
pictures are taken here (`NOISONG_PICTURES=1` writes them anew)."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from backend.db import Database
from bot.demo.accounts import PASSWORD
from bot.demo.world import make_world
from tests.browser.conftest import DESKTOP, opened
from tests.site import running

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan-can-bo.md"
PICTURES = GUIDE.parent / "pictures"
SECTION = re.compile(r"^## ", re.MULTILINE)
# <!-- canbo: /admin/requests --> stands above the picture of that page, as that officer sees it.
PAGE = re.compile(
    r"<!-- (?P<officer>\w+): (?P<path>/\S+) -->\n!\[[^\]]+\]\(pictures/(?P<name>[\w-]+)\.png\)"
)
QUOTED = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Shown:
    """A page of the guide: who opens which, the picture's name, the words that must be there."""

    officer: str
    path: str
    name: str
    words: tuple[str, ...]


def shown() -> list[Shown]:
    """Every page with a picture, with what its section says in bold."""
    found = []
    for section in SECTION.split(GUIDE.read_text())[1:]:
        pages = list(PAGE.finditer(section))
        words = tuple(" ".join(word.split()) for word in QUOTED.findall(section))
        for page in pages:
            found.append(Shown(page["officer"], page["path"], page["name"], words))
    return found


@pytest.fixture
def demo(database: Database, tmp_path: Path) -> Iterator[str]:
    """The site with the demo's sample data."""
    make_world(database, tmp_path)
    with running(database) as address:
        yield address


def test_what_the_guide_names_is_on_its_pages(chromium: Browser, demo: str) -> None:
    windows = {
        officer: signed_in(chromium, demo, officer) for officer in {p.officer for p in shown()}
    }
    seen: dict[tuple[str, ...], str] = {}
    for page in shown():
        window = windows[page.officer]
        answer = open_page(window, demo, page.path)
        assert answer
        assert answer.status == 200, page.path
        if os.environ.get("NOISONG_PICTURES"):
            window.screenshot(path=PICTURES / f"{page.name}.png")
        seen[page.words] = seen.get(page.words, "") + " " + everything_written(window)
    missing = {word for words, text in seen.items() for word in words if word not in text}
    assert missing == set()


def open_page(window: Page, address: str, path: str) -> Response | None:
    """Goes there; `/admin/requests/first` is the first of those that wait, whichever it is today."""
    if path == "/admin/requests/first":
        window.goto(address + "/admin/requests?status=waiting")
        path = str(window.locator("a.whole").first.get_attribute("href"))
    return window.goto(address + path)


def signed_in(chromium: Browser, address: str, officer: str) -> Page:
    """A window of this officer; "nobody" stands before the door."""
    window = opened(chromium, viewport=DESKTOP, locale="vi-VN").new_page()
    if officer != "nobody":
        window.goto(address + "/admin/sign-in")
        window.get_by_label("Tên đăng nhập").fill(officer)
        window.get_by_label("Mật khẩu").fill(PASSWORD)
        window.get_by_role("button", name="Đăng nhập").click()
    return window


def everything_written(window: Page) -> str:
    """The texts of a page, also those that are folded up, with single spaces."""
    return " ".join(str(window.evaluate("document.body.textContent")).split())


def test_every_picture_of_the_guide_and_the_readme_is_there_and_no_other() -> None:
    texts = GUIDE.read_text() + (GUIDE.parents[1] / "README.md").read_text().replace("docs/", "")
    named = set(re.findall(r"\(pictures/([\w-]+\.png)\)", texts))
    assert named == {path.name for path in PICTURES.iterdir()}
    assert len(named) > 12
