"""Figures in a real browser: drawn and readable on a desk and on a phone, without scripts too."""

import pytest
from playwright.sync_api import expect

from backend.db import Database
from tests.backend.counter import Counter
from tests.backend.figures.factory import delivered, make_figures
from tests.browser.conftest import PHONE, Watched
from tests.factories import World

pytestmark = pytest.mark.browser


def test_figures_are_drawn_and_can_be_read(
    window: Watched, database: Database, world: World
) -> None:
    make_figures(database, world)
    for number, days in enumerate([(2, 40, 1), (5, 70, 9), (9, 95, 3)]):
        delivered(Counter(database, world), number, *days)
    window.sign_in()
    for name, path in (
        ("commune", "?always=1"),
        ("month", "?always=1&by=month"),
        ("nothing", "?since=2001-01-01&until=2001-12-31"),
        ("way", "/way?always=1"),
        ("rows", "/rows?figure=made&always=1"),
    ):
        window.open(f"/admin/figures{path}")
        window.looks_right(f"figures-{name}")
    window.open("/admin/")
    window.looks_right("today-first-case")


def test_a_province_looks_closer_without_scripts(
    plain_window: Watched, database: Database, world: World
) -> None:
    make_figures(database, world)
    plain_window.sign_in("tinh")
    plain_window.open("/admin/figures")
    plain_window.page.get_by_role("link", name="xã A Lưới 1").click()
    expect(plain_window.page.get_by_role("heading", level=1)).to_contain_text("xã A Lưới 1")
    plain_window.looks_right("figures-province", scripts=False)
    plain_window.page.get_by_role("link", name="← thành phố Huế").click()
    expect(plain_window.page.get_by_role("heading", level=1)).to_contain_text("thành phố Huế")
    plain_window.page.set_viewport_size(PHONE)
    nothing = plain_window.page.locator("td.zero")
    assert nothing.count(), "some unit has nothing"
    expect(nothing.first).to_be_hidden()  # else a province's page is a metre of noughts
