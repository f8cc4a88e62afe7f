"""The register and the workbook in Chromium: a list given by hand, a breach from discovery to notice."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.breaches import service
from backend.db import Database
from backend.officers.models import Role
from tests.backend.breaches.factory import account, inspector, make_breach
from tests.backend.disclosures.factory import make_disclosure
from tests.browser.conftest import Watched
from tests.browser.test_every_page import COLD, LONG, UNFIT, WARM, weight
from tests.factories import World, make_officer, make_request
from tests.site import Visitor

pytestmark = pytest.mark.browser


def test_a_list_that_was_given_by_hand_is_entered(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune, child_name=LONG, head_name=LONG)
        make_disclosure(session, world, requests=request.code)
    window.sign_in()
    window.open("/admin/disclosures")
    window.looks_right("disclosures")
    window.page.get_by_role("link", name="Ghi một lần đưa bằng tay").click()
    window.page.get_by_label("Nơi nhận là").select_option("school")
    window.page.get_by_label("Căn cứ").select_option("duty")
    window.page.get_by_label("tên học sinh").check()
    window.page.get_by_label("Bao nhiêu trường hợp").fill("12")
    window.page.get_by_label("Để làm gì").select_option("support")
    window.press("Ghi vào sổ")
    expect(window.page.get_by_role("alert")).to_be_visible()
    expect(window.page.get_by_label("tên học sinh")).to_be_checked()
    window.looks_right("disclosure-new")
    window.page.get_by_label("Tên nơi nhận").fill("Tiểu học Hồng Thủy (mẫu)")
    window.press("Ghi vào sổ")
    expect(window.page.get_by_role("heading", name="Nhà trường: Tiểu học")).to_be_visible()
    window.open("/admin/disclosures/1")
    window.looks_right("disclosure")


def test_a_breach_is_recorded_and_its_pages_fit_weigh_little_and_print(
    window: Watched, address: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, UnitId(world.commune))
        make_officer(session, "quantri", "Hồ Thị Quản", commune, Role.ADMINISTRATOR)
        long_ago: dict[str, Any] = {"found_at": clock.now() - timedelta(hours=30), "via_zalo": True}
        made = make_breach(session, world, happened=f"{LONG}. " * 4, **long_ago)
        later = account(data=frozenset({"names", "phones", "citizen_ids", "messages"}), **long_ago)
        service.amend(session, inspector(session, world), made.id, 1, later)
        place = f"/admin/breaches/{made.id}"
    window.sign_in("quantri")
    expect(window.page.get_by_text("Vụ lộ dữ liệu: đã quá hạn báo")).to_be_visible()
    window.looks_right("breach-today")
    window.open("/admin/breaches/new")
    window.page.get_by_label("Việc gì đã xảy ra").fill("Mất máy tính có tệp danh sách (mẫu)")
    window.page.get_by_label("Lúc").fill("trưa")
    window.press("Ghi vào sổ")
    expect(window.page.get_by_role("alert")).to_be_visible()
    window.looks_right("breach-refused")
    window.page.get_by_label("Lúc").fill("0h")
    window.press("Ghi vào sổ")
    expect(window.page.get_by_text("còn").first).to_be_visible()
    for path in ("/admin/breaches", place, f"{place}/amend"):
        window.open(path)
        window.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        window.looks_right("breach" + path.replace("/", "-"))
        window.page.emulate_media(media="print")
        assert window.page.evaluate(UNFIT) == [], path
        window.page.emulate_media(media="screen")
    with Visitor(address) as visitor:
        visitor.sign_in("quantri")
        style = visitor.open("/admin/").text.split('"')
        kept = sum(weight(visitor, one) for one in {part for part in style if "/static/" in part})
        for path in ("/admin/breaches", place, f"{place}/amend", "/admin/breaches/new"):
            weighed = weight(visitor, path)
            assert weighed <= WARM, path
            assert weighed + kept <= COLD, path
