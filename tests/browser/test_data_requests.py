"""Requests about data in a real browser: entered, acknowledged, looked at before erasing, erased."""

import pytest

from backend.db import Database
from tests.backend.data_requests.factory import ask_by_chat
from tests.browser.conftest import Watched
from tests.factories import World, make_request

pytestmark = pytest.mark.browser
LONG = "Tôi muốn xóa hết thông tin của cháu và của cả nhà tôi, vì nhà tôi không xin máy nữa. " * 3


def test_a_wish_is_seen_through_to_its_end(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        case = make_request(session, world.commune)
        ask_by_chat(session, world, words=LONG.strip(), contact_id=case.contact_id)
        ask_by_chat(session, world, "data_fix", "Sửa tên con")
    window.sign_in()
    window.open("/admin/data-requests")
    window.looks_right("data-requests")
    window.page.get_by_role("link", name="Xóa thông tin").click()
    window.looks_right("data-request")
    window.page.get_by_role("button", name="Báo đã nhận").click()
    window.page.get_by_text("Gia hạn một lần").click()
    window.looks_right("data-request-in-hand")
    window.page.get_by_role("link", name="Xem sẽ xóa những gì").click()
    window.looks_right("data-request-erase")
    window.page.get_by_role("button", name="Xóa và kết thúc yêu cầu").click()
    assert "đã xóa thông tin của anh/chị" in window.page.inner_text("main")
    window.looks_right("data-request-done")
    window.open("/admin/data-requests/new")
    window.page.get_by_role("button", name="Ghi yêu cầu").click()
    window.looks_right("data-request-new")
