"""Reports, counts of areas and every public page in a real browser."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.routing import Mount

from backend import clock
from backend.db import Database
from backend.public.pages import public_routes
from backend.site.app import build_site
from backend.support_requests.models import SupportRequest
from tests.backend.admin.rows import make_rows
from tests.browser.conftest import Watched
from tests.factories import World, make_request
from tests.site import demo_settings, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def address(database: Database, world: World) -> Iterator[str]:
    """Public pages and admin site, as `bot.app` serves them, with a row of everything."""
    settings = demo_settings(
        telegram_bot_name="noisong_bot",
        zalo_link="https://zalo.me/1234567890",
        operator_name="UBND xã A Lưới 1",
        operator_phone="0234 3878 123",
    )
    with database.transaction() as session:
        make_rows(session, world)
        for number in range(13):
            commune = world.other_commune if number % 3 == 0 else world.commune
            make_request(session, commune, chat_id=f"x{number}", child_name=f"Hồ Văn {number}")
        earlier = clock.now() - timedelta(days=40)
        session.execute(update(SupportRequest).values(created_at=earlier))
    site = Mount("/admin", build_site(database, settings))
    with serving(Starlette(routes=[*public_routes(database, settings), site])) as address:
        yield address


def test_every_public_page(window: Watched) -> None:
    waiting, known = ["/chuong-trinh"], {"/chuong-trinh"}
    while waiting:
        path = waiting.pop()
        window.open(path)
        expect(window.page.get_by_role("heading", level=1)).to_have_count(1)
        window.looks_right("public" + path.replace("/", "-"))
        for link in window.page.locator('a[href^="/"]').all():
            to = link.get_attribute("href") or ""
            if to not in known and "?" not in to:
                known.add(to)
                waiting.append(to)
    assert len(known) >= 8
    assert window.page.context.cookies() == []


def test_a_code_without_scripts(plain_window: Watched) -> None:
    plain_window.open("/ho-so")
    plain_window.page.get_by_label("Mã hồ sơ").fill("ht 2026 3")
    plain_window.press("Xem")
    expect(plain_window.page.get_by_text("Cập nhật ngày")).to_be_visible()
    plain_window.looks_right("public-status", scripts=False)


def test_a_report_is_written_and_issued(window: Watched, world: World) -> None:
    window.sign_in()
    window.open("/admin/reports")
    window.looks_right("reports")
    window.page.get_by_label("Báo cáo nào").select_option("song-va-may-tinh/thu-nam")
    window.press("Lập báo cáo")
    window.looks_right("report-draft")
    window.page.get_by_label("IV. KHÓ KHĂN, ĐỀ XUẤT").fill("Đường vào thôn còn xa.")
    window.press("Lưu")
    window.page.get_by_text("Báo cáo đã ký? Ghi số và ngày").click()
    window.page.get_by_label("Số báo cáo").fill("12/BC-UBND")
    window.page.get_by_label("Ngày ký").fill("2/11/2026")
    window.page.get_by_label("Họ tên người ký").fill("Hồ Văn Mẫu")
    window.press("Phát hành")
    expect(window.page.get_by_role("status")).to_contain_text("Đã phát hành.")
    window.looks_right("report-issued")
    window.open("/admin/area-counts")
    window.looks_right("area-counts")
