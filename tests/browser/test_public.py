"""The public page and the officer's posters in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.applications import Starlette
from starlette.routing import Mount

from backend.db import Database
from backend.public.pages import public_routes
from backend.site.app import build_site
from tests.backend.invitations.factory import make_invitation
from tests.browser.conftest import DESKTOP, Watched, opened
from tests.demo_process import free_port, running_demo
from tests.factories import World
from tests.site import demo_settings, serving

pytestmark = pytest.mark.browser
SCHOOL = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Hồng Thủy"


@pytest.fixture
def address(database: Database, world: World) -> Iterator[str]:
    """Public pages and admin site, as `bot.app` serves them."""
    settings = demo_settings(
        telegram_bot_name="noisong_bot",
        zalo_link="https://zalo.me/1234567890",
        operator_name="UBND xã A Lưới 1",
        operator_phone="0234 3878 123",
    )
    with database.transaction() as session:
        make_invitation(session, world, "TRUONG 1450", SCHOOL)
        make_invitation(session, world)
    site = Mount("/admin", build_site(database, settings))
    with serving(Starlette(routes=[*public_routes(database, settings), site])) as address:
        yield address


def test_the_landing_page_of_a_poster(window: Watched) -> None:
    window.open("/s/ma-truong-1450")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Xin máy tính cho con học")
    for name in ("Nhắn qua Zalo", "Nhắn qua Telegram", "Gọi 0234 3878 123"):
        expect(window.page.get_by_role("link", name=name)).to_be_visible()
    window.looks_right("landing-school")
    assert window.page.context.cookies() == []


def test_the_landing_page_without_scripts_looks_the_same(plain_window: Watched) -> None:
    plain_window.open("/s/ma-thon-4825")
    expect(plain_window.page.get_by_text("THON 4825")).to_be_visible()
    plain_window.looks_right("landing-hamlet", scripts=False)


def test_an_old_code_leads_on(window: Watched) -> None:
    window.open("/s/khong-co")
    expect(window.page.get_by_role("link", name="Nhắn qua Zalo")).to_be_visible()
    window.looks_right("landing-old")


def test_an_officer_makes_a_poster(window: Watched, tmp_path: Path) -> None:
    window.sign_in()
    window.page.get_by_role("link", name="Thêm", exact=True).click()
    window.page.get_by_role("link", name="Áp phích").click()
    window.looks_right("posters")
    window.page.get_by_label("Dán ở thôn").select_option("Thôn 2")
    window.press("Làm áp phích")
    expect(window.page.get_by_role("status")).to_contain_text(re.compile(r"mã THON \d{4}"))
    window.looks_right("posters-made")
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="Tải áp phích (PDF)").first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    window.page.get_by_role("button", name="Thu hồi THON 4825").click()
    expect(window.page.get_by_role("status")).to_contain_text("Đã thu hồi mã THON 4825.")


def test_in_the_demo_both_buttons_lead_to_the_simulator(chromium: Browser, tmp_path: Path) -> None:
    port = free_port()
    with running_demo(tmp_path, port):
        context = opened(chromium, viewport=DESKTOP, locale="vi-VN")
        window = Watched(context, f"http://127.0.0.1:{port}")
        window.open("/admin/")
        window.page.get_by_label("Tên đăng nhập").fill("canbo")
        window.page.get_by_label("Mật khẩu").fill("noisong-demo")
        window.press("Đăng nhập")
        window.page.get_by_role("link", name="Thêm", exact=True).click()
        window.page.get_by_role("link", name="Áp phích").click()
        link = window.page.get_by_role("link", name=re.compile("Xem trang TRUONG")).first
        landing = link.get_attribute("href") or ""
        window.open(landing)
        window.looks_right("landing-demo")
        typed = window.page.locator(".code").inner_text()
        window.press("Nhắn qua Telegram")
        window.page.wait_for_url("**/simulator?*")
        greeting = window.page.locator("article.theirs").last
        expect(greeting).to_contain_text("Em nhận được mã của Trường Tiểu học Hồng Thủy (mẫu)")
        window.open(landing)
        window.page.get_by_role("link", name="Nhắn qua Zalo").click()
        window.page.get_by_label("Tin nhắn", exact=True).fill(typed.lower().replace(" ", ""))
        window.page.keyboard.press("Enter")
        expect(greeting).to_contain_text("Em nhận được mã của Trường Tiểu học Hồng Thủy (mẫu)")
        context.close()
