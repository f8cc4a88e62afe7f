"""Needs of schools in a real browser: none, one and many, the longest words, and every form."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backend import clock
from backend.db import Database
from backend.school_needs import focal_officers
from tests.backend.school_needs.factory import make_gift, make_need, make_pledge, province
from tests.backend.schools.factory import make_school, make_site
from tests.browser.conftest import Watched
from tests.factories import World

pytestmark = pytest.mark.browser
LONG = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Suối Trong Thượng Nguồn"
WORDS = "Điểm trường chưa có nhà vệ sinh, các cháu phải đi nhờ nhà dân cách hai trăm mét. " * 3
HOME = "/admin/school-needs"


def test_the_list_and_one_need(window: Watched, database: Database, world: World) -> None:
    window.sign_in()
    window.open(HOME)
    window.looks_right("needs-none")
    with database.transaction() as session:
        school = make_school(session, world, LONG, "liên cấp")
        site = make_site(session, world, school, "Điểm trường Thôn Trên Đỉnh Đèo")
        first = make_need(
            session, world, school, site, text=WORDS[:290], urgency="danger", cost="85.000.000"
        )
        for number, group in enumerate(("lunch", "supplies", "power-water", "fitness")):
            make_need(session, world, school, group=group, text=f"Việc số {number}", published=True)
        part = make_need(session, world, school, group="supplies", text="áo ấm", quantity="30")
        today = clock.today()
        make_pledge(session, world, part, quantity="10", received=today, amount="2.000.000")
        make_pledge(session, world, part, quantity="15", text="giao trước Tết")
        focal_officers.appoint(
            session, province(session, world), "combined", 0, "cô Mẫu", "0215 3825 111"
        )
    window.open(HOME)
    window.looks_right("needs-many")
    window.open(f"{HOME}?work=to_read")
    window.looks_right("needs-to-read")
    window.open(f"{HOME}/{first.id}")
    window.looks_right("need-open")
    window.open(f"{HOME}/{part.id}")
    window.looks_right("need-partly")


def test_schools_gifts_and_focal_officers(
    window: Watched, database: Database, world: World
) -> None:
    window.sign_in()
    window.open("/admin/school-gifts")
    window.looks_right("school-gifts-none")
    with database.transaction() as session:
        for number in range(4):
            make_school(session, world, f"Trường Mầm non số {number} (mẫu)", "MN")
        school = make_school(session, world, LONG, "liên cấp")
        make_need(session, world, school, make_site(session, world, school))
        make_gift(session, world, received=clock.today() - timedelta(days=3), amount="5000000")
        make_gift(session, world, school, received=clock.today(), thing="hoc-bong", kind="money")
        focal_officers.appoint(
            session, province(session, world), "primary", 0, "thầy Mẫu", "0215 3825 222"
        )
    window.open(f"{HOME}/reporting")
    window.page.locator("summary").first.click()
    window.looks_right("needs-reporting")
    window.open(f"{HOME}/schools/{school.id}")
    window.looks_right("need-school")
    window.open("/admin/school-gifts")
    window.looks_right("school-gifts")
    window.open(f"{HOME}/focal-officers")
    window.page.locator("summary").first.click()
    window.looks_right("focal-officers")


def test_a_need_is_told_shown_promised_and_met_without_scripts(
    plain_window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        place = f"{HOME}/schools/{school.id}"
    window = plain_window
    window.sign_in()
    window.open(place)
    window.page.get_by_label("Nhóm").select_option(label="Nhà vệ sinh")
    window.page.get_by_label("Cần gì").fill("Nhà vệ sinh hai ngăn")
    window.page.get_by_label("Số lượng").fill("1")
    window.press("Ghi nhu cầu")
    window.looks_right("need-told", scripts=False)
    window.page.get_by_label("Tên người ủng hộ").fill("Công ty Sao Mai (mẫu)")
    window.page.get_by_label("Giúp bằng").select_option(label="Công trình, công sức")
    window.press("Ghi người giúp")
    window.looks_right("need-promised", scripts=False)
    window.press("Ghi trường đã nhận")
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("Đã đủ")
    window.looks_right("need-met", scripts=False)


def test_needs_from_pasted_lines(window: Watched, database: Database, world: World) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        make_site(session, world, school)
    window.sign_in()
    window.open(f"{HOME}/import")
    window.looks_right("needs-import")
    lines = "TH Suối Trong; Thôn 2; nhà vệ sinh; Nhà vệ sinh 2 ngăn; 1; 80.000.000; gấp"
    field = window.page.get_by_label("Mỗi dòng một nhu cầu")
    field.fill(f"{lines}\nTH Không Có; ; sách; vở; 100")
    window.press("Xem trước")
    window.looks_right("needs-import-bad")
    window.page.get_by_label("Mỗi dòng một nhu cầu").fill(lines)
    window.press("Xem trước")
    window.looks_right("needs-import-planned")
    window.press("Ghi 1 nhu cầu")
    expect(window.page.get_by_text("Đã ghi 1 nhu cầu mới")).to_be_visible()
