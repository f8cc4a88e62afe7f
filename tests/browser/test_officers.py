"""Officers, appointments, the own page, the second step and programmes in a real browser."""

from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers import second_step, service
from backend.officers.models import Officer, Role
from backend.officers.rules import Term
from backend.officers.service import NewOfficer
from backend.programmes.models import ProgrammeRevision
from tests.browser.conftest import Watched
from tests.factories import PASSWORD, World, make_officer
from tests.site import Visitor

pytestmark = pytest.mark.browser
LONG = "Hồ Thị Ngọc Ánh Nguyệt Thùy Dương Phương Thảo Uyên Nhi Nguyễn Hoàng Bảo Trâm Anh"
UNBROKEN = "nguyen-hoang-bao-tram-anh-nguyet-thuy-duong-phuong-thao-uyen-nhi"


def staff(session: Session, world: World) -> None:
    """The administrator of xã A Lưới 1, and officers in every state."""
    unit = session.get_one(AdministrativeUnit, world.commune)
    chief = make_officer(session, "quantri", LONG, unit, Role.ADMINISTRATOR)
    today = clock.today()
    keeper = Term(Role.STOREKEEPER, unit.id, today)
    service.invite(session, chief, NewOfficer(UNBROKEN, LONG, keeper))
    gone = make_officer(session, "nghi", "Hồ Văn Nghỉ", unit, Role.VERIFIER)
    service.switch_off(session, chief, gone.id, 1)
    two = make_officer(session, "hai", LONG, unit, Role.VERIFIER)
    service.appoint(session, chief, two.id, 1, keeper)
    later = Term(Role.VERIFIER, unit.id, today + timedelta(days=40), today + timedelta(days=400))
    past = Term(Role.INSPECTOR, unit.id, today - timedelta(days=400), today - timedelta(days=40))
    promised = make_officer(session, "hen", "Hồ Thị Hẹn", unit, Role.STOREKEEPER)
    for version, term in enumerate((later, past), 1):
        service.appoint(session, chief, promised.id, version, term)


def test_the_list_and_each_account_read_well(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        staff(session, world)
    window.sign_in("quantri")
    window.open("/admin/officers")
    window.looks_right("officers")
    window.page.get_by_role("link", name="Hồ Thị Hẹn").click()
    window.page.locator("summary").first.click()
    window.looks_right("officer")
    window.open("/admin/officers")
    window.page.get_by_role("link", name="Trần Văn Hải").click()
    window.page.get_by_text("Đặt lại mật khẩu").click()
    window.press("Tạo mã một lần")
    expect(window.page.get_by_text("Đưa tận tay hoặc gọi điện đọc")).to_be_visible()
    window.looks_right("officer-link")
    window.open("/admin/more")
    window.looks_right("officers-more")


def test_an_officer_is_added_without_scripts(
    plain_window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        staff(session, world)
    page = plain_window.page
    plain_window.sign_in("quantri")
    plain_window.open("/admin/officers")
    page.get_by_role("link", name="Thêm cán bộ").click()
    page.get_by_label("Họ tên").fill("Hồ Thị Mới")
    page.get_by_label("Tên đăng nhập").fill("hai")
    page.get_by_label("Vai trò").select_option("inspector")
    plain_window.press("Thêm và lấy mã một lần")
    expect(page.get_by_text("Tên đăng nhập này đã có").first).to_be_visible()
    plain_window.looks_right("officer-new", scripts=False)
    page.get_by_label("Tên đăng nhập").fill("moi")
    plain_window.press("Thêm và lấy mã một lần")
    code = page.locator("dd strong code").inner_text()
    plain_window.press("Đăng xuất")
    plain_window.open("/admin/start")
    page.get_by_label("Mã một lần").fill(code)
    page.get_by_label("Mật khẩu mới").fill("ngắn")
    page.get_by_label("Gõ lại mật khẩu").fill("ngắn")
    plain_window.press("Đặt mật khẩu")
    plain_window.looks_right("officer-start", scripts=False)
    page.get_by_label("Mật khẩu mới").fill("bún bò cơm hến")
    page.get_by_label("Gõ lại mật khẩu").fill("bún bò cơm hến")
    plain_window.press("Đặt mật khẩu")
    expect(page.get_by_text("Đã đặt mật khẩu")).to_be_visible()


def test_the_own_page_and_the_second_step_read_well(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        staff(session, world)
    window.sign_in("hai")
    with Visitor(window.address) as other:
        other.sign_in("hai")
    window.open("/admin/me")
    window.page.get_by_text("Đặt mật khẩu khác").click()
    window.looks_right("me")
    window.press("Làm việc với chức vụ này")
    expect(window.page.locator(".who")).to_contain_text("Đang làm việc: Cán bộ thiết bị")
    window.open("/admin/me")
    window.press("Đặt mã hai bước")
    window.looks_right("second-step")
    with database.reading() as session:
        officer = session.scalars(select(Officer).where(Officer.username == "hai")).one()
        secret = second_step.unconfirmed(session, officer)
    window.page.get_by_label("6 chữ số trong ứng dụng").fill(pyotp.TOTP(secret).now())
    window.press("Xác nhận")
    expect(window.page.locator("main code")).to_have_count(10)
    window.looks_right("recovery")
    code = window.page.locator("main code").first.inner_text()
    window.press("Đăng xuất")
    window.page.get_by_label("Tên đăng nhập").fill("hai")
    window.page.get_by_label("Mật khẩu").fill(PASSWORD)
    window.press("Đăng nhập")
    window.looks_right("code")
    window.page.get_by_label("6 chữ số trong ứng dụng").fill(code)
    window.press("Tiếp tục")
    expect(window.page.get_by_text("Lần đăng nhập trước")).to_be_visible()
    window.looks_right("last-time")


def test_a_programme_reads_well(window: Watched, database: Database, world: World) -> None:
    with database.transaction() as session:
        ours = ProgrammeRevision.code == "song-va-may-tinh"
        first = session.scalars(select(ProgrammeRevision).where(ours)).one()
        content = {**first.content, "offer": "Lời giới thiệu của bản sau (mẫu)."}
        content["steps"] = [{**content["steps"][0], "working_days": 7}]
        at = clock.now()
        session.add(
            ProgrammeRevision(
                code=first.code, number=2, content=content, content_hash="1" * 64, created_at=at
            )
        )
    window.sign_in()
    window.open("/admin/programmes")
    window.looks_right("programmes")
    window.page.get_by_role("link", name="Sóng và Máy tính cho em").click()
    window.page.get_by_text("chỗ khác bản trước").click()
    window.looks_right("programme")
