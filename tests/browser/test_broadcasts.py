"""The trail, texts that are used again and messages to many in a real browser."""

import pytest
from playwright.sync_api import expect

from backend import audit
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Officer, Role
from backend.support_requests.models import SupportRequest
from bot.demo.broadcasts import TEXTS, make_broadcasts
from tests.browser.conftest import Watched
from tests.factories import World, make_contact, make_officer, make_request

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _rows(database: Database, world: World) -> None:
    with database.transaction() as session:
        first = session.get_one(Officer, world.officer)
        for number in range(3):
            contact = make_contact(session, f"gd-{number}")
            request = make_request(session, world.commune, contact_id=contact)
            audit.record(session, "show_phone", request, by=first, why="call_family")
        make_broadcasts(session, first)
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "kiemtra", "Phan Thị Kiểm", commune, Role.INSPECTOR)
        assert session.get_one(SupportRequest, 1)


def test_a_text_is_written_looked_at_and_kept(window: Watched) -> None:
    window.sign_in()
    window.open("/admin/message-templates")
    page = window.page
    page.get_by_label("Tên mẫu").fill("Nhắc sạc máy")
    page.get_by_label("Nội dung tin").fill("Em {child} nhớ sạc máy. " * 16)
    window.press("Xem thử")
    expect(page.get_by_text("Nên viết ngắn lại")).to_be_visible()
    window.looks_right("template-seen")
    page.get_by_label("Nội dung tin").fill(TEXTS[0][1])
    window.press("Lưu mẫu này")  # another text than the one that was seen
    window.press("Lưu mẫu này")
    expect(page.get_by_role("link", name="Nhắc sạc máy")).to_be_visible()
    window.looks_right("templates")
    page.get_by_role("link", name="Nhắc sạc máy").click()
    window.looks_right("template")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_message_is_written_to_many_looked_at_and_sent(
    window: Watched, plain_window: Watched, scripts: bool
) -> None:
    here = window if scripts else plain_window
    here.sign_in()
    here.open("/admin/broadcasts")
    here.looks_right(f"broadcasts-{scripts}", scripts=scripts)
    here.page.get_by_role("link", name="Soạn tin mới").click()
    here.page.get_by_label("Mẫu tin").select_option(TEXTS[0][0])
    here.press("Lấy mẫu này")
    here.press("Xem trước")
    expect(here.page.get_by_role("alert")).to_be_visible()
    here.looks_right(f"broadcast-new-{scripts}", scripts=scripts)
    here.page.get_by_label("Ngày, nếu").fill("15/12/2026")
    here.page.get_by_label("Nơi đến, nếu").fill("nhà văn hóa Thôn 1")
    here.press("Xem trước")
    here.looks_right(f"broadcast-draft-{scripts}", scripts=scripts)
    here.press("Gửi tin này")
    here.looks_right(f"broadcast-sending-{scripts}", scripts=scripts)
    here.press("Tạm dừng")
    expect(here.page.get_by_role("button", name="Gửi tiếp")).to_be_visible()


def test_the_trail_is_read_and_found_whole(window: Watched) -> None:
    window.sign_in("kiemtra")
    window.open("/admin/audit")
    window.page.get_by_label("Việc").select_option("xem số điện thoại")
    window.press("Lọc")
    expect(window.page.get_by_text("Gọi cho gia đình")).to_have_count(3)
    window.looks_right("audit")
    window.page.get_by_role("link", name="Kiểm tra nhật ký còn nguyên vẹn").click()
    window.looks_right("audit-chain")
