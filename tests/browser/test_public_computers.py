"""The books of a public place in a real browser, with a story behind them and with nothing yet."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backend import clock
from backend.access_points.models import AccessPoint
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.public_computers import book, collection, log, machines
from backend.public_computers.book import Cost, Looked
from backend.public_computers.log import DayForm
from backend.public_computers.words import Group
from tests.backend.public_computers.factory import librarian, machine_id, make_place
from tests.browser.conftest import Watched
from tests.factories import World

pytestmark = pytest.mark.browser
PAGES = ("", "/log", "/machines", "/book")


@pytest.fixture
def place(database: Database, world: World) -> str:
    """A library with ten machines, one of them out of order, and some days written down."""
    today = clock.today()
    with database.transaction() as session:
        officer, point = librarian(session, world), make_place(session, world, "1-10")
        for ago in (1, 2, 3, 6, 7):
            day = today - timedelta(days=ago)
            planned = log.planned_hours(session, session.get_one(AccessPoint, point.id), day)
            form = DayForm(day, "planned" if planned else "closed")
            if planned:
                form = DayForm(day, groups={Group.PUPIL: 12 + ago, Group.ADULT: 3})
            log.write(session, officer, point.id, form)
        machine, began = machine_id(session, point.id, "3"), today - timedelta(days=4)
        fault = machines.out_of_order(session, officer, point.id, machine, began, "không lên nguồn")
        machines.note_step(session, officer, point.id, fault.id, "Gọi thợ, hẹn sáng thứ Năm")
        for line, dong in (
            ("dien", "420.000"),
            ("duong-truyen", "220.000"),
            ("thu-lao", "900.000"),
        ):
            book.add_cost(session, officer, point.id, Cost(line, today, "budget", dong))
        book.add_training(session, officer, point.id, today, "Diệt vi rút, sao lưu", "2")
        looked = Looked(
            today, "Phòng Văn hóa - Xã hội", "Có trò chơi nạp tiền", "no", "Gỡ trò chơi"
        )
        book.inspect(session, officer, point.id, looked)
        for title, kind in (
            ("Lịch sử xã nhà (mẫu)", "history"),
            ("Thế giới động vật (mẫu)", "film"),
        ):
            told = {"title": title, "kind": kind, "about": "thiếu nhi, khoa học"}
            link = f"https://example.org/thu-vien/{kind}"
            collection.add(session, officer, UnitId(world.commune), link=link, **told)
        return f"/admin/access-points/{point.id}"


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_a_place(window: Watched, place: str, page: str) -> None:
    window.sign_in()
    window.open(f"{place}{page}")
    window.looks_right(f"place{page.replace('/', '-')}")


def test_inspections_the_collection_and_the_list(window: Watched, place: str) -> None:
    window.sign_in()
    for path, name in (
        (place.replace("access-points", "inspections/places"), "place-inspections"),
        ("/admin/collection", "collection"),
        ("/admin/access-points", "places-with-logs"),
    ):
        window.open(path)
        window.looks_right(name)


def test_a_day_is_written_without_javascript(plain_window: Watched, place: str) -> None:
    plain_window.sign_in()
    plain_window.open(f"{place}/log")
    plain_window.page.get_by_label("Lượt học sinh, trẻ em").fill("14")
    plain_window.page.get_by_label("Ngày này mở thế nào").select_option("otherwise")
    plain_window.page.get_by_text("Mở giờ khác, không mở").click()
    plain_window.page.get_by_label("Giờ đã mở, nếu khác lịch").fill("8:00-11:00")
    plain_window.page.get_by_label("Vì sao không mở đủ giờ").fill("mất điện")
    plain_window.page.get_by_role("button", name="Ghi sổ").click()
    expect(plain_window.page.get_by_text("Đã ghi sổ hôm nay.")).to_be_visible()
