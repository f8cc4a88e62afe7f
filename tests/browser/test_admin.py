"""The officer's day in a real browser."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from backend import clock
from backend.db import Database
from backend.officers.models import Officer, OfficerSession
from backend.support_requests.models import DecisionKind, RequestId
from backend.support_requests.service import decide
from backend.tickets.commands import AskOfficer
from backend.tickets.service import ask_officer
from tests.browser.conftest import Watched
from tests.factories import PASSWORD, World, make_contact, make_request

pytestmark = pytest.mark.browser
LONG = "Nguyễn Thị Ngọc Ánh Nguyệt Tôn Nữ Bảo Hoàng Phương Thảo"


@pytest.fixture
def requests(database: Database, world: World) -> list[RequestId]:
    """One that the list proves, one that an officer has to look at, one that nobody knows."""
    with database.transaction() as session:
        proven = make_request(session, world.commune)
        unsure = make_request(
            session,
            world.commune,
            chat_id="tele-2",
            head_name="Hồ Thị Hoá",
            head_birth_year=1988,
            child_name="Hồ Thị Kăn Tưi",
        )
        unknown = make_request(
            session,
            world.commune,
            chat_id="tele-3",
            head_name=LONG,
            hamlet="Thôn Paring xã Hồng Hạ cũ, nay là thôn 7",
            child_name=LONG,
            school="Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Hồng Thủy",
        )
        return [proven.id, unsure.id, unknown.id]


def test_an_officer_takes_a_request_from_the_queue_to_the_data_package(
    window: Watched, requests: list[RequestId]
) -> None:
    window.sign_in()
    window.looks_right("today")
    window.page.get_by_role("link", name="Hồ sơ chờ duyệt").click()
    window.looks_right("queue")
    window.page.get_by_role("link", name="Hồ Văn Nam").click()
    window.looks_right("case-waiting")
    window.press("Duyệt hồ sơ")
    expect(window.page.get_by_role("status")).to_contain_text("Đã duyệt hồ sơ")
    expect(window.page.get_by_role("status").get_by_role("link")).to_contain_text("tiếp theo")
    window.looks_right("case-approved")
    window.page.get_by_label("Loại máy").fill("Máy tính bảng Samsung Galaxy Tab A9")
    window.page.get_by_label("Số sê-ri").fill("r9xt20abc")
    window.page.get_by_label("Họ tên người nhận").fill("Hồ Thị A Lơ")
    window.page.get_by_label("Quan hệ với học sinh").select_option("bố hoặc mẹ")
    window.press("Ghi đã bàn giao")
    expect(window.page.get_by_role("status")).to_contain_text("Đã ghi bàn giao")
    window.looks_right("case-handed-over")
    window.page.get_by_label("Nhà mạng").select_option("Viettel")
    window.page.get_by_label("Số thuê bao").fill("09123")
    window.press("Ghi đã đăng ký")
    expect(window.page.get_by_text("Số thuê bao có 10 chữ số").first).to_be_visible()
    window.looks_right("case-wrong-number")
    window.page.get_by_label("Số thuê bao").fill("")
    window.press("Ghi đã đăng ký")
    window.press("Ghi gói đã mở")
    expect(window.page.get_by_role("heading", name="Gói cước")).to_contain_text("Đã mở")
    window.page.get_by_label("Cần xem số để làm gì?").select_option("call_family")
    window.press("Hiện số")
    expect(window.page.get_by_role("link", name="0912345678")).to_be_visible()
    window.looks_right("case-activated")


def test_everything_works_without_scripts(plain_window: Watched, requests: list[RequestId]) -> None:
    window = plain_window
    window.sign_in()
    window.page.get_by_role("link", name="Hồ sơ chờ duyệt").click()
    window.page.get_by_role("link", name="Hồ Thị Kăn Tưi").click()
    window.press("Đúng hộ này: Hồ Thị Hoa, dòng 13")
    window.press("Duyệt hồ sơ")
    expect(window.page.get_by_role("status")).to_contain_text("Đã duyệt hồ sơ")
    window.open(f"/admin/requests/{requests[0]}")
    window.page.get_by_text("Trả lại để bổ sung").click()
    window.page.get_by_label("Ghi thêm hoặc lý do khác").first.fill("Xin gửi ảnh thẻ học sinh.")
    window.press("Gửi lời nhắn cho gia đình")
    expect(window.page.locator("blockquote").first).to_contain_text("Xin gửi ảnh thẻ học sinh.")
    window.looks_right("case-sent-back-without-scripts", scripts=False)


def test_requests_that_the_list_does_not_prove(window: Watched, requests: list[RequestId]) -> None:
    window.sign_in()
    window.open(f"/admin/requests/{requests[1]}")
    window.page.get_by_text("Từ chối", exact=True).click()
    window.looks_right("case-unsure")
    window.open(f"/admin/requests/{requests[2]}")
    window.looks_right("case-unknown-long-names")
    window.page.get_by_label("Tên chủ hộ trong danh sách").fill("ho thi")
    window.press("Tìm trong danh sách")
    window.looks_right("case-search-in-list")
    window.open("/admin/requests")
    window.looks_right("queue-all")
    window.page.get_by_label("Tìm theo mã, tên, trường, thôn hoặc số điện thoại").fill(
        "khong co ai"
    )
    window.press("Tìm")
    window.looks_right("queue-nothing-found")


def test_the_queue_is_walked_with_three_keys(window: Watched, requests: list[RequestId]) -> None:
    window.sign_in()
    window.open("/admin/requests?status=waiting")
    for key in ("j", "j", "j", "k", "Enter"):
        window.page.keyboard.press(key)
    expect(window.page).to_have_url(re.compile(f"/admin/requests/{requests[1]}$"))


def test_empty_pages_say_what_to_do(window: Watched) -> None:
    window.sign_in()
    for name, path in (
        ("today-empty", "/admin/"),
        ("queue-empty", "/admin/requests?status=waiting"),
        ("tickets-empty", "/admin/tickets?status=open"),
    ):
        window.open(path)
        window.looks_right(name)
    window.page.context.clear_cookies()
    window.sign_in("canbo5")
    window.open("/admin/poverty-lists")
    window.looks_right("lists-empty")


def test_the_other_pages(window: Watched, database: Database, world: World) -> None:
    with database.transaction() as session:
        for number, text in enumerate(("Cho em hỏi bao giờ có máy ạ?", "Nhà em ở Thôn 2. " * 20)):
            contact = make_contact(session, f"hoi-{number}", consents=not number)
            ask_officer(session, contact, AskOfficer(world.commune, text))
    window.open("/admin/")
    window.looks_right("sign-in")
    window.sign_in()
    window.open("/admin/tickets?status=open")
    window.looks_right("tickets")
    window.open("/admin/tickets/1")
    window.looks_right("ticket")
    window.page.get_by_label("Kết quả").select_option(label="Đã trả lời")
    window.page.get_by_label("Lời trả lời").fill("Tuần sau xã giao máy, anh/chị nhé.")
    window.page.get_by_role("button", name="Trả lời và kết thúc").click()
    window.looks_right("ticket-closed")
    window.open("/admin/poverty-lists")
    window.looks_right("lists")
    window.open(f"/admin/poverty-lists/{world.poverty_list}")
    window.looks_right("list")
    window.page.goto(window.address + "/admin/khong-co")
    window.looks_right("not-found")


def test_a_province_officer_sees_the_commune_of_each_request(
    window: Watched, database: Database, world: World, requests: list[RequestId]
) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        decide(session, officer, requests[0], 1, DecisionKind.APPROVE)
    window.sign_in("tinh")
    window.open("/admin/requests")
    expect(window.page.get_by_role("columnheader", name="Xã")).to_be_visible()
    window.looks_right("queue-province")


def test_what_was_typed_is_there_again_after_signing_in_anew(
    window: Watched, database: Database, requests: list[RequestId]
) -> None:
    window.sign_in()
    window.open(f"/admin/requests/{requests[0]}")
    window.page.get_by_text("Từ chối", exact=True).click()
    window.page.get_by_label("Ghi thêm hoặc lý do khác").nth(1).fill("Học sinh đã chuyển đi.")
    with database.transaction() as session:
        session.execute(update(OfficerSession).values(ended_at=clock.now()))
    window.press("Từ chối hồ sơ")
    window.looks_right("sign-in-again")
    window.page.get_by_label("Tên đăng nhập").fill("canbo")
    window.page.get_by_label("Mật khẩu").fill(PASSWORD)
    window.press("Đăng nhập")
    window.looks_right("reopen")
    window.press("Mở lại phần đã ghi")
    expect(window.page.get_by_label("Ghi thêm hoặc lý do khác").nth(1)).to_have_value(
        "Học sinh đã chuyển đi."
    )
    window.press("Từ chối hồ sơ")
    expect(window.page.get_by_role("status")).to_contain_text("Đã từ chối hồ sơ")
    window.looks_right("case-refused")
