"""Quotas, approved lists, inspections and the own steps in a real browser: with none and with some."""

import pytest

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.officers.models import Role
from tests.backend.counter import APPROVE, Counter
from tests.backend.quotas.factory import (
    approve,
    approved_by_commune,
    divided,
    load_programme,
    set_quota,
)
from tests.browser.conftest import Watched
from tests.factories import World, make_officer

pytestmark = pytest.mark.browser
PAGES = {
    "quotas": "/admin/quotas?programme=hai-buoc",
    "quotas-waiting": "/admin/quotas/waiting?programme=hai-buoc",
    "lists": "/admin/approved-lists",
    "inspections": "/admin/inspections",
    "approvals": "/admin/approvals",
}


@pytest.fixture
def counter(database: Database, world: World) -> Counter:
    """The commune's counter, with the programme of two steps and an inspector."""
    made = Counter(database, world)
    load_programme(made)
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, UnitId(world.commune))
        make_officer(session, "kiemtra", "Phan Thị Soi", commune, Role.INSPECTOR)
    return made


def some(counter: Counter) -> int:
    """A quota that is used up, some who wait, and machines that were handed over."""
    divided(counter, 1)
    set_quota(counter, 5, unit=counter.world.province, source="xa-hoi-hoa")
    for number in (1, 2, 3):
        approve(counter, approved_by_commune(counter, number))
    last = approved_by_commune(counter, 4)
    hoa = {"head_name": "Hồ Thị Hoa", "head_birth_year": 1988}
    counter.delivered("tele-8", "SN-8", child_name="Hồ Thị Nhận", **hoa)
    counter.decide(counter.submit("tele-9", child_name="Hồ Thị Duyệt", **hoa), APPROVE)
    return last


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_page_says_what_to_do(window: Watched, counter: Counter, name: str) -> None:
    window.sign_in("tinh")
    window.open(PAGES[name])
    window.looks_right(f"{name}-none")


def test_quotas_and_own_steps(window: Watched, counter: Counter) -> None:
    last = some(counter)
    window.sign_in("tinh")
    for name in ("quotas", "quotas-waiting", "approvals"):
        window.open(PAGES[name])
        window.looks_right(name)
    window.open("/admin/quotas/1")
    window.looks_right("quota")
    window.open(f"/admin/requests/{last}")
    window.looks_right("case-at-the-province")


def test_a_list_from_draft_to_amendment_without_scripts(
    plain_window: Watched, counter: Counter
) -> None:
    some(counter)
    page = plain_window.page
    plain_window.sign_in()
    plain_window.open(PAGES["lists"])
    page.get_by_label("Chương trình").select_option("song-va-may-tinh")
    plain_window.press("Lập dự thảo")
    plain_window.looks_right("list-draft", scripts=False)
    page.get_by_label("Số quyết định").fill("168/QĐ-UBND")
    page.get_by_label("Ngày ký").fill("2026-11-01")
    page.get_by_label("Người ký").fill("Hồ Văn Ký")
    page.get_by_label("Chức vụ").fill("Chủ tịch UBND xã")
    plain_window.press("Chốt danh sách")
    plain_window.looks_right("list-signed", scripts=False)
    page.get_by_text("Rút tên, thay người, sửa sai").click()
    plain_window.press("Lập quyết định sửa đổi")
    plain_window.looks_right("list-amendment", scripts=False)


def test_an_inspection(window: Watched, counter: Counter) -> None:
    some(counter)
    window.sign_in("kiemtra")
    window.open(PAGES["inspections"])
    window.page.get_by_label("Bao nhiêu hộ").fill("100%")
    window.press("Bốc thăm")
    window.looks_right("inspection")
    window.page.get_by_role("link", name="Hồ Thị Nhận").click()
    window.looks_right("inspection-row")
