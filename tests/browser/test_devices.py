"""Devices, days of handing over and donors in a real browser: with none, some, and long names."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.deliveries import days
from backend.deliveries.days import DayForm
from backend.devices import service
from backend.devices.checks import Note
from backend.devices.words import Happened
from backend.officers.models import Officer, OfficerId
from backend.support_requests.models import Status
from tests.backend.devices.factory import make_device
from tests.browser.conftest import Watched
from tests.factories import World, make_contact, make_request
from tests.site import Visitor

pytestmark = pytest.mark.browser
LONG = "Nguyễn Thị Ngọc Ánh Nguyệt Tôn Nữ Bảo Hoàng Phương Thảo"
MODEL = "Máy tính bảng Samsung Galaxy Tab A9+ 5G bản dành cho chương trình Sóng và máy tính cho em"
DONOR = "Công ty Trách nhiệm hữu hạn Một thành viên Thương mại và Dịch vụ Sông Xanh (mẫu)"


def stock(database: Database, world: World, count: int = 6) -> list[int]:
    """Devices given by somebody, one on loan and late, one in repair."""
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        ago = clock.today() - timedelta(days=9)
        devices = [
            make_device(
                session,
                world,
                f"R52T90817{number:03d}",
                donor=DONOR if number % 2 else "",
                source="" if number % 2 else "Quỹ dịch vụ viễn thông công ích",
                model=MODEL if number == 0 else "Samsung Tab A9",
                received_on=ago,
            )
            for number in range(count)
        ]
        loan = Note(ago, person=LONG, until=clock.today() + timedelta(days=2))
        service.happen(session, officer, devices[0], Happened.LENT, loan)
        service.happen(session, officer, devices[1], Happened.BROKE, Note(ago, "vỡ màn hình"))
        repair = Note(ago, workshop="Cửa hàng điện tử Tâm, chợ xã")
        service.happen(session, officer, devices[1], Happened.SENT_TO_REPAIR, repair)
        return [device.id for device in devices]


def approved(database: Database, world: World, count: int) -> None:
    """Requests that wait for a device."""
    with database.transaction() as session:
        contact_id = make_contact(session, "nhiều-con")
        for number in range(count):
            child = LONG if number == 1 else f"Hồ Thị Mẫu {number}"
            request = make_request(session, world.commune, contact_id=contact_id, child_name=child)
            request.status = Status.APPROVED


def test_the_stock_with_none_some_and_one_device(
    window: Watched, database: Database, world: World
) -> None:
    window.sign_in()
    for place in ("devices", "devices/loans", "hand-overs", "receipts", "donors"):
        window.open(f"/admin/{place}")
        window.looks_right(f"{place.replace('/', '-')}-none")
    lent, repaired, *_rest = stock(database, world)
    window.open("/admin/devices?state=in_stock")
    window.looks_right("devices-in-stock")
    window.open("/admin/devices")
    window.looks_right("devices-all")
    window.open("/admin/devices/loans?due=soon")
    window.looks_right("loans-soon")
    window.open(f"/admin/devices/{lent}")
    window.page.get_by_text("Gia hạn mượn", exact=True).click()
    window.looks_right("device-lent")
    window.open(f"/admin/devices/{repaired}")
    window.page.get_by_text("Sửa xong", exact=True).click()
    window.page.get_by_label("Chi phí").fill("nhiều")
    window.press("Ghi: sửa xong")
    expect(window.page.get_by_role("alert")).to_contain_text("số tiền bằng chữ số")
    window.looks_right("device-cost-refused")
    window.open("/admin/donors")
    window.page.get_by_role("link", name=DONOR).click()
    window.looks_right("donor")
    window.page.context.clear_cookies()
    window.sign_in("tinh")
    window.open("/admin/devices")
    window.looks_right("devices-province")


def test_many_devices_are_checked_and_taken_in_without_scripts(plain_window: Watched) -> None:
    plain_window.sign_in()
    plain_window.open("/admin/device-intake")
    page = plain_window.page
    plain_window.looks_right("intake", scripts=False)
    page.get_by_label("Loại thiết bị").select_option("tablet")
    page.get_by_label("Loại máy").fill("Samsung Tab A9")
    page.get_by_label("Mỗi máy một dòng").fill("SN001\nSN001\nmáy hai\nSN004;;123")
    plain_window.press("Kiểm tra")
    expect(page.get_by_role("alert")).to_contain_text("3 trên 4 dòng")
    plain_window.looks_right("intake-bad", scripts=False)
    page.get_by_label("Mỗi máy một dòng").fill("SN001\nSN002\nSN003")
    plain_window.press("Kiểm tra")
    plain_window.looks_right("intake-good", scripts=False)
    plain_window.press("Nhập 3 máy")
    expect(page.get_by_role("status")).to_contain_text("Đã nhập 3 máy")
    plain_window.looks_right("intake-done", scripts=False)


def test_the_intake_has_no_barrier(window: Watched) -> None:
    window.sign_in()
    window.open("/admin/device-intake")
    window.looks_right("intake-scripts")
    window.page.get_by_label("Loại thiết bị").select_option("tablet")
    window.page.get_by_label("Mỗi máy một dòng").fill("SN001\nSN001")
    window.press("Kiểm tra")
    window.looks_right("intake-scripts-bad")


def test_a_day_of_handing_over(window: Watched, database: Database, world: World) -> None:
    stock(database, world)
    approved(database, world, 4)
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        place = "hội trường UBND xã, cạnh trường tiểu học và trạm y tế, Thôn 1"
        form = DayForm(place, clock.today(), "7:30", f"{LONG}; Trần Văn Hải")
        day = days.plan(session, officer, UnitId(world.commune), form).id
    window.sign_in()
    window.open(f"/admin/hand-overs/{day}")
    window.looks_right("day-empty")
    for box in window.page.get_by_role("checkbox").all()[:3]:
        box.check()
    window.press("Mời và nhắn nơi, giờ")
    window.press("Xếp theo thứ tự")
    window.looks_right("day-assigned")
    for number, answer in enumerate(("đến", "đến", "vắng")):
        window.page.get_by_label(answer, exact=True).nth(number).check()
    window.press("Ghi điểm danh")
    expect(window.page.get_by_role("alert")).to_contain_text("Dòng 3")
    window.looks_right("day-absent-without-reason")
    window.page.get_by_label("Vì sao vắng, dòng 3").fill("đi rẫy xa chưa về")
    window.press("Ghi điểm danh")
    window.looks_right("day-ticked")
    window.open(f"/admin/hand-overs/{day}/sheet")
    window.looks_right("day-sheet")
    window.page.emulate_media(media="print")
    window.looks_right("day-sheet-print", scripts=False)
    window.page.emulate_media(media="screen")
    window.open("/admin/hand-overs")
    window.page.get_by_role("link", name=re.compile("7:30")).click()
    window.press("Kết thúc buổi bàn giao")
    window.looks_right("day-closed")


def test_the_lists_are_light_on_the_wire(address: str, database: Database, world: World) -> None:
    with database.transaction() as session:
        for number in range(45):
            make_device(session, world, f"R52T{number * 7919 % 100_000:05d}", source="NSTW")
    with Visitor(address) as officer:
        officer.sign_in()
        for place in ("devices?state=in_stock", "hand-overs", "receipts", "donors"):
            page = officer.get(f"/admin/{place}")
            files = set(re.findall(r"/admin/static/[^\"]+", page.text))
            warm = weight(officer, f"/admin/{place}")
            cold = warm + sum(weight(officer, file) for file in files)
            assert warm <= 5 * 1024, f"{place}: {warm}"
            assert cold <= 12 * 1024, f"{place}: {cold}"


def weight(officer: Visitor, address: str) -> int:
    """Bytes of the answer's body as they travel."""
    with officer.stream("GET", address) as answer:
        return sum(len(chunk) for chunk in answer.iter_raw())
