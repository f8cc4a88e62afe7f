"""Schools and their sites in a real browser, with none and many, and the longest names."""

import pytest

from backend.administrative_units.queries import hamlets
from backend.db import Database
from tests.backend.schools.factory import make_school, make_site
from tests.browser.conftest import Watched
from tests.factories import World

pytestmark = pytest.mark.browser
LONG = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Suối Trong Thượng Nguồn"
LINES = f"TH Đồi Xanh; TH; Điểm chính, Thôn 2\n{LONG}; liên cấp; Điểm chính\nTH Núi Cao"


def test_the_list_a_school_and_a_site(window: Watched, database: Database, world: World) -> None:
    window.sign_in()
    window.open("/admin/schools")
    window.looks_right("schools-none")
    with database.transaction() as session:
        for number in range(6):
            make_school(session, world, f"Trường Mầm non số {number}", "MN")
        school = make_school(session, world, LONG, "liên cấp", "bán trú Suối Trong")
        place = hamlets(session, school.unit_id)[1].id
        for name, internet in (("Điểm chính", "yes"), ("Điểm lẻ", ""), ("Điểm A Tia", "weak")):
            make_site(session, world, school, name, internet=internet)
        site = make_site(session, world, school, hamlet=str(place), internet="no")
        here = f"/admin/schools/{school.id}"
    window.open("/admin/schools")
    window.looks_right("schools-many")
    window.open(here)
    window.looks_right("school")
    window.open(f"{here}/sites/{site.id}")
    window.looks_right("school-site")


def test_pasted_lines_without_scripts(plain_window: Watched) -> None:
    window = plain_window
    window.sign_in()
    window.open("/admin/schools/import")
    window.page.get_by_label("Mỗi dòng một trường").fill(LINES)
    window.page.get_by_role("button", name="Xem trước").click()
    window.looks_right("school-import-bad", scripts=False)
    window.page.get_by_label("Mỗi dòng một trường").fill(f"{LINES}; TH")
    window.page.get_by_role("button", name="Xem trước").click()
    window.looks_right("school-import-planned", scripts=False)
    window.page.get_by_role("button", name="Thêm vào danh sách").click()
    window.looks_right("schools-imported", scripts=False)
