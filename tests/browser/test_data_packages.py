"""Data packages in a real browser: tabs, an order from its draft to the operator's answer, a case."""

import pytest
from playwright.sync_api import FilePayload, expect

from backend.data_packages import service
from backend.data_packages.models import RefusalReason
from backend.db import Database
from backend.officers.models import Officer
from backend.support_requests.models import RequestId, SupportRequest
from tests.backend.counter import Counter
from tests.backend.data_packages.factory import delivered, draft, sent, take_in, workbook
from tests.browser.conftest import Watched
from tests.factories import World

pytestmark = pytest.mark.browser
ORDERS = "/admin/data-packages/orders"


@pytest.fixture
def counter(database: Database, world: World) -> Counter:
    """The counter of xã A Lưới 1."""
    return Counter(database, world)


def hold_up(counter: Counter, request_id: RequestId, reason: RefusalReason | None) -> None:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        request = session.get_one(SupportRequest, request_id)
        package = service.of_request(session, request_id)
        assert package is not None
        service.hold_up(session, officer, request, package, reason, "Lỗi: sai số")


def test_with_nothing_the_pages_say_what_comes_first(window: Watched) -> None:
    window.sign_in()
    window.open("/admin/data-packages")
    expect(window.page.get_by_text("Chưa có gói cước nào.")).to_be_visible()
    window.looks_right("packages-none")
    window.open(ORDERS)
    expect(window.page.get_by_text("Chưa có đơn nào.")).to_be_visible()
    window.looks_right("orders-none")


def test_an_order_goes_from_its_draft_to_the_operators_answer(
    window: Watched, counter: Counter
) -> None:
    requests = delivered(counter, 5)
    window.sign_in()
    window.open("/admin/data-packages")
    window.looks_right("packages-owed")
    window.open(ORDERS)
    window.page.get_by_label("Nhà mạng").select_option("Viettel")
    window.press("Soạn đơn")
    for number in (1, 2, 3, 4):
        window.page.get_by_label(f"Hồ Văn Mẫu {number}").check()
    window.looks_right("order-ticks")
    window.press("Thêm vào đơn")
    expect(window.page.get_by_text("Chốt đơn 4 số")).to_be_visible()
    window.looks_right("order-draft")
    window.press("Chốt đơn 4 số")
    with window.page.expect_download() as download:
        window.press("Tải tệp Excel")
    assert download.value.suggested_filename.startswith("dat-goi-Viettel-GC-")
    window.page.reload()
    window.looks_right("order-sent")
    content = workbook(
        (1, "84912000001", "OK", "20/11/2026", ""),
        (2, "912000002", "Lỗi: thuê bao chưa chuẩn hoá thông tin", "", ""),
        (3, "0912000003", "Sai số", "", ""),
        (4, "0912000004", "OK", "", ""),
        (5, "0912000004", "Đã có gói", "", ""),
        (6, "0912777777", "OK", "", ""),
    )
    file: FilePayload = {
        "name": "ket-qua-thang-11.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": content,
    }
    window.page.get_by_label("Tệp .xlsx, .xls hoặc .csv").set_input_files(file)
    window.press("Xem trước")
    window.looks_right("answer-preview")
    window.page.locator(".figures a").nth(3).click()
    window.looks_right("answer-rows")
    window.press("Ghi 3 dòng")
    expect(window.page.get_by_text("Ghi xong lúc")).to_be_visible()
    window.looks_right("answer-applied")
    window.open("/admin/data-packages?state=needs_identity")
    window.looks_right("packages-identity")
    window.open(f"/admin/requests/{requests[1]}")
    window.looks_right("case-identity")
    window.open("/admin/data-packages?state=active")
    window.looks_right("packages-active")


def test_it_works_without_scripts(plain_window: Watched, counter: Counter) -> None:
    first, second, third = delivered(counter, 3)
    order = sent(counter, [first, second])
    hold_up(counter, first, RefusalReason.WRONG_NUMBER)
    take_in(counter, order, workbook((1, "0912000002", "OK", "", "")))
    other = draft(counter, [third])
    window = plain_window
    window.sign_in()
    for place, name in (
        ("/admin/data-packages?state=refused", "plain-packages"),
        (ORDERS, "plain-orders"),
        (f"{ORDERS}/{other}", "plain-order"),
        ("/admin/data-packages/answers/1", "plain-answer"),
        (f"/admin/requests/{first}", "plain-case"),
    ):
        window.open(place)
        window.looks_right(name, scripts=False)
