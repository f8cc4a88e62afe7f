"""The queue in a real browser: filters, saved views, search and the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from backend.db import Database
from backend.programmes.rules import Circumstance
from tests.browser.conftest import Watched
from tests.factories import World, make_contact, make_request

pytestmark = pytest.mark.browser
VIEW = "status=waiting&circumstance=near_poor"


@pytest.fixture
def cases(database: Database, world: World) -> None:
    """A full page and more, half of them near poor."""
    with database.transaction() as session:
        contact = make_contact(session)
        for number in range(56):
            make_request(
                session,
                world.commune,
                contact_id=contact,
                child_name=f"Hồ Văn Số {number}",
                circumstance=Circumstance.POOR if number % 2 else Circumstance.NEAR_POOR,
            )


@pytest.mark.usefixtures("cases")
def test_filters_and_saved_views(window: Watched) -> None:
    window.sign_in()
    window.open("/admin/requests?status=waiting")
    window.page.get_by_text("Lọc thêm").click()
    window.looks_right("queue-filters-open")
    window.page.get_by_label("Diện gia đình khai").select_option("near_poor")
    window.page.get_by_role("button", name="Lọc").click()
    expect(window.page.get_by_text("Đang lọc:")).to_be_visible()
    window.page.get_by_text("Lưu bộ lọc này").click()
    window.page.get_by_label("Tên bộ lọc").fill("Cận nghèo đang chờ")
    window.looks_right("queue-save-view")
    window.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(window.page.get_by_role("link", name="★ Cận nghèo đang chờ")).to_be_visible()
    window.looks_right("queue-saved-view")
    window.open("/admin/saved-views")
    window.looks_right("saved-views")


@pytest.mark.usefixtures("cases")
def test_searching_and_paging_what_was_found(window: Watched) -> None:
    window.sign_in("tinh")
    window.open("/admin/requests")
    window.page.keyboard.press("/")
    window.page.keyboard.type("ho van so")
    window.page.keyboard.press("Enter")
    window.page.get_by_role("button", name="Xem tiếp").click()
    expect(window.page.get_by_role("button", name="Trang trước")).to_be_visible()
    window.looks_right("queue-found-second-page")


@pytest.mark.usefixtures("cases")
def test_n_goes_to_the_next_case_of_the_view(window: Watched) -> None:
    window.sign_in()
    window.open(f"/admin/requests?{VIEW}")
    window.page.keyboard.press("j")
    window.page.keyboard.press("Enter")
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("Số 0")
    window.page.keyboard.press("n")
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("Số 2")
    expect(window.page).to_have_url(re.compile(r"view="))
