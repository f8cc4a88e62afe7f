"""Entering, asking, merging, giving away and deciding on many requests, in a real browser, with the
longest names."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.support_requests import asking
from backend.support_requests.models import SupportRequest
from tests.browser.conftest import Watched
from tests.factories import World, make_request

pytestmark = pytest.mark.browser
LONG = "Nguyễn Thị Ngọc Ánh Nguyệt Tôn Nữ Bảo Hoàng Phương Thảo"
SCHOOL = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Hồng Thủy"


def test_a_request_is_entered_beside_a_duplicate(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune, child_name=LONG)
    window.sign_in()
    window.open("/admin/requests/new?programme=song-va-may-tinh")
    window.looks_right("enter-empty")
    page = window.page
    for label, text in (
        ("Họ và tên học sinh", LONG),
        ("Năm sinh của học sinh", "2014"),
        ("Trường", SCHOOL),
        ("Lớp", "5A"),
        ("Họ và tên chủ hộ", "Hồ Thị A Lơ"),
        ("Năm sinh của chủ hộ", "1985"),
        ("Ai ký", "Hồ Thị A Lơ"),
    ):
        page.get_by_label(label).first.fill(text)
    for label in ("Máy để học", "Diện", "Ai xin cho học sinh", "Thôn"):
        page.get_by_label(label, exact=True).select_option(index=1)
    window.press("Lưu hồ sơ")
    expect(page.get_by_role("heading", name="Có thể trùng với hồ sơ đã có")).to_be_visible()
    window.looks_right("enter-duplicate")
    page.get_by_label("Tôi đã xem, vẫn lưu hồ sơ mới").check()
    window.press("Lưu hồ sơ")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phiếu hẹn")
    window.looks_right("slip")


def test_a_case_with_all_that_surrounds_it(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        for unit in session.scalars(select(AdministrativeUnit)):
            unit.served = True
        request = make_request(session, world.commune, child_name=LONG)
        make_request(session, world.commune, chat_id="tele-2", child_name=LONG)
        make_request(
            session, world.commune, chat_id="tele-3", child_name="Hồ Thị Na", child_birth_year=2018
        )
        place = f"/admin/requests/{request.id}"
    window.sign_in()
    window.open(place)
    page = window.page
    page.get_by_text("Hỏi gia đình").click()
    page.get_by_text("Chuyển đến xã khác").click()
    page.get_by_text("Gộp vào hồ sơ này").click()
    window.looks_right("case-moves-open")
    page.get_by_label("Câu hỏi").fill("Cháu học buổi sáng hay buổi chiều ạ? " * 6)
    window.press("Gửi câu hỏi")
    with database.transaction() as session:
        numbers = select(SupportRequest.id).order_by(SupportRequest.id).limit(1)
        asked = asking.open_question(session, session.scalars(numbers).one())
        assert asked
        asked.answer, asked.answered_at = "Cháu học buổi sáng ạ. " * 9, asked.created_at
    window.open(place)
    window.looks_right("case-answered")
    window.open("/admin/requests/answers")
    window.looks_right("answers")
    window.open(place)
    page.get_by_text("Chuyển đến xã khác").click()
    page.get_by_label("Xã nhận hồ sơ").fill("Không Đâu")
    page.get_by_label("Vì sao chuyển").fill("Gia đình đã chuyển nhà sang xã bên từ tháng trước.")
    window.press("Chuyển hồ sơ")
    window.looks_right("transfer-refused")
    page.get_by_label("Xã nhận hồ sơ").fill("A Lưới 5")
    window.press("Chuyển hồ sơ")
    expect(page.get_by_role("heading", level=1)).to_contain_text("đã chuyển đi")
    window.looks_right("transferred")


def test_many_at_once_without_scripts(
    plain_window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune, child_name=LONG, head_name=LONG)
        for number in range(3):
            make_request(
                session,
                world.commune,
                chat_id=f"t-{number}",
                child_name=f"Hồ Văn {'Nam' * number}x",
            )
    plain_window.sign_in()
    plain_window.open("/admin/requests/batch")
    page = plain_window.page
    plain_window.looks_right("batch", scripts=False)
    for box in page.get_by_role("checkbox").all():
        box.check()
    plain_window.press("Duyệt…")
    expect(page.get_by_role("heading", level=1)).to_contain_text("xem trước")
    plain_window.looks_right("batch-check", scripts=False)
    page.locator("main button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã duyệt")
    plain_window.looks_right("batch-done", scripts=False)


def test_many_at_once_is_fit_for_a_phone(window: Watched, database: Database, world: World) -> None:
    with database.transaction() as session:
        make_request(session, world.commune, child_name=LONG, head_name=LONG)
    window.sign_in()
    window.open("/admin/requests/batch")
    window.looks_right("batch-one")
    window.page.get_by_role("checkbox").check()
    window.press("Từ chối…")
    window.looks_right("batch-refuse")
