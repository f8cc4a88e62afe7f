"""An officer's way with a list, in a real browser."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from playwright.sync_api import expect
from sqlalchemy import select

from backend.db import Database
from backend.officers.models import Officer
from backend.poverty_lists import importing
from backend.poverty_lists.models import ListId, ListKind, PovertyList
from tests.backend.poverty_lists.reading.sheets import HEADER, Cells, write
from tests.browser.conftest import Watched
from tests.factories import World, make_request

pytestmark = pytest.mark.browser
LONG = "Nguyễn Thị Ngọc Ánh Nguyệt Tôn Nữ Bảo Hoàng Phương Thảo"
TITLE = ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The list of the world's commune with one household left out, one poor no more but near-poor,
    one that moved, thirty that are new, and two bad rows."""
    rows: list[Cells] = [
        TITLE,
        HEADER,
        [1, "Hồ Thị A Lơ", "1985", "", "Tà Ôi", "Thôn 1", "Cận nghèo", ""],
        [2, "Hồ Văn Nghiên", "1979", "", "Tà Ôi", "Thôn 1", "Cận nghèo", ""],
        [3, "Hồ Thị Hoa", "1988", "", "Tà Ôi", "Thôn 1", "Nghèo", ""],
    ]
    for number in range(4, 34):
        name = f"Pơ Loong Thị Mai {number}" if number > 5 else f"{LONG} {number}"
        person: Cells = [number, name, str(1950 + number), "4608500123", "Cơ Tu"]
        rows.append([*person, f"Thôn {number % 3 + 1}", "Nghèo", ""])
    rows.append([34, "Hồ Văn Lạ", "31/2/1985", "", "", "Thôn 1", "Nghèo", ""])
    rows.append([35, "", "1985", "", "", "Thôn 1", "Nghèo", ""])
    return write(tmp_path / "Danh sách hộ nghèo xã A Lưới 1.xlsx", {"Danh sách": rows})


def send(window: Watched, file: Path, kind: str = "Danh sách cả năm") -> None:
    window.open("/admin/poverty-lists")
    window.page.get_by_label("Loại danh sách").select_option(kind)
    window.page.get_by_label("Tệp danh sách").set_input_files(file)
    window.press("Xem trước")


def test_a_list_is_looked_at_published_and_taken_back(
    window: Watched, database: Database, world: World, file: Path
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
    window.sign_in()
    window.open("/admin/poverty-lists")
    window.looks_right("lists-form")
    send(window, file)
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("chưa công bố")
    window.looks_right("list-preview")
    window.page.get_by_role("link", name="Hộ nghèo → Hộ cận nghèo").click()
    expect(window.page.get_by_text("trước: Hộ nghèo")).to_be_visible()
    window.looks_right("list-moved-rows")
    window.page.go_back()
    window.page.get_by_role("link", name="Không còn trong danh sách").click()
    expect(window.page.get_by_role("rowheader", name="Hồ Thị Hòa")).to_be_visible()
    window.page.go_back()
    window.page.get_by_role("link", name="Xem và sửa cách đọc").click()
    window.looks_right("list-columns")
    window.page.get_by_label("Cột H là").select_option("Không dùng cột này")
    window.press("Đọc lại")
    expect(window.page.get_by_role("status")).to_contain_text("đọc lại tệp theo cách")
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="Tải tệp đã đánh dấu").click()
    assert download.value.suggested_filename.endswith("chỗ cần sửa.xlsx")
    window.press("Công bố danh sách")
    expect(window.page.get_by_role("status")).to_contain_text("Đã công bố danh sách")
    window.looks_right("list-version")
    window.page.get_by_role("link", name="Hoàn tác công bố").click()
    window.looks_right("list-undo")
    window.press("Hoàn tác công bố")
    expect(window.page.get_by_role("status")).to_contain_text("Đã hoàn tác")
    window.looks_right("list-undone")
    window.open("/admin/poverty-lists")
    window.looks_right("lists-after-undo")


def test_when_many_households_leave_the_officer_is_asked_once_more(
    window: Watched, tmp_path: Path
) -> None:
    rows: list[Cells] = [
        TITLE,
        HEADER,
        [1, "Hồ Thị Hoa", "1988", "", "Tà Ôi", "Thôn 1", "Nghèo", ""],
    ]
    window.sign_in()
    send(window, write(tmp_path / "mot-ho.xlsx", {"Danh sách": rows}))
    window.press("Công bố danh sách")
    expect(window.page.get_by_role("alert")).to_contain_text("thiếu 3 hộ")
    window.looks_right("list-not-sure")
    window.page.get_by_label("Tôi đã xem").check()
    window.press("Công bố danh sách")
    expect(window.page.get_by_role("status")).to_contain_text("Đã công bố danh sách")


def test_a_file_that_cannot_be_read_says_what_to_do(window: Watched, tmp_path: Path) -> None:
    (tmp_path / "giay.xlsx").write_bytes(b"%PDF-1.7 khong phai bang")
    window.sign_in()
    send(window, tmp_path / "giay.xlsx")
    expect(window.page.get_by_role("alert")).to_contain_text("PDF")
    window.looks_right("list-unreadable")


def test_an_old_font_is_told_and_its_letters_may_be_left(window: Watched, tmp_path: Path) -> None:
    """In .VnTime: Hồ Thị A Lơ, Hồ Văn Nghiên, Vừ Thị Dở, Nguyễn Đức Đường."""
    names = ["Hå ThÞ A L¬", "Hå V¨n Nghiªn", "Võ ThÞ Dë", "NguyÔn §øc §\xadêng"]
    workbook = Workbook()
    for hamlet in ("Thôn 1", "Thôn 2", "Thôn Quảng Lộc và các cụm dân cư xa"[:31]):
        sheet = workbook.create_sheet(hamlet)
        sheet.append(TITLE)
        sheet.append(HEADER)
        for number, name in enumerate(names, 1):
            sheet.append([number, name, f"19{number}{len(hamlet) % 10}", "", "", "", "Nghèo", ""])
            sheet.cell(sheet.max_row, 2).font = Font(name=".VnTime")
    workbook.remove(workbook.worksheets[0])
    workbook.create_sheet("Tổng hợp").append(["Tổng hợp toàn xã", 12])
    workbook.save(tmp_path / "phong-cu.xlsx")
    window.sign_in()
    send(window, tmp_path / "phong-cu.xlsx")
    expect(window.page.get_by_text("Phông cũ").first).to_be_visible()
    expect(window.page.get_by_role("rowheader", name="Nguyễn Đức Đường").first).to_be_visible()
    window.looks_right("list-old-font")
    window.page.get_by_role("link", name="Xem và sửa cách đọc trang Thôn 1").click()
    window.looks_right("list-old-font-columns")
    window.page.get_by_label("Chữ trong cột B").select_option("Chữ đã đúng, giữ nguyên")
    window.press("Đọc lại")
    expect(window.page.get_by_role("rowheader", name="Hå ThÞ A L¬").first).to_be_visible()


def waiting(database: Database, world: World, content: bytes) -> ListId:
    """A list that no worker has begun to read."""
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        name = "Danh sách lớn.xlsx"
        begun = importing.upload(session, officer, world.commune, ListKind.YEAR, name, content)
        return begun.id


def test_progress_is_shown_until_the_file_is_read(
    window: Watched, database: Database, world: World, file: Path
) -> None:
    list_id = waiting(database, world, file.read_bytes())
    window.sign_in()
    window.open(f"/admin/poverty-lists/drafts/{list_id}")
    expect(window.page.get_by_text("Đang chờ đến lượt")).to_be_visible()
    window.looks_right("list-reading")
    importing.run_now(database, list_id)
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("chưa công bố")


def test_without_scripts_the_way_is_the_same(
    plain_window: Watched, database: Database, world: World, file: Path
) -> None:
    window = plain_window
    list_id = waiting(database, world, file.read_bytes())
    window.sign_in()
    window.open(f"/admin/poverty-lists/drafts/{list_id}")
    importing.run_now(database, list_id)
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("chưa công bố")
    window.looks_right("list-preview-without-scripts", scripts=False)
    window.press("Công bố danh sách")
    expect(window.page.get_by_role("status")).to_contain_text("Đã công bố danh sách")
    with database.reading() as session:
        newest = session.scalars(select(PovertyList).order_by(PovertyList.id.desc())).first()
    assert newest is not None
    assert newest.published_by_id == world.officer
