"""Máy tính công cộng: what readers, a librarian and the culture office must be able to say."""

from datetime import datetime

import pytest

from backend.administrative_units.models import Level
from backend.administrative_units.service import add_unit
from backend.officers.models import Role
from tests.acceptance.steps import Desk, Town, cells
from tests.factories import SINCE, make_officer

HOURS = "T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00"
LIBRARY = "Thư viện Sa Thầy"


@pytest.fixture
def librarian(town: Town) -> Desk:
    """The desk of xã Sa Thầy's office, at the page of its library that has just been written down."""
    with town.database.transaction() as session:
        province = add_unit(
            session, Level.PROVINCE, "tỉnh", "Quảng Ngãi", code="51", valid_from=SINCE
        )
        commune = add_unit(
            session, Level.COMMUNE, "xã", "Sa Thầy", parent=province, code="23527", valid_from=SINCE
        )
        make_officer(session, "thuvien", "Y Thư (mẫu)", commune)
        make_officer(session, "kiemtra", "Phan Thị Kiểm (mẫu)", commune, Role.INSPECTOR)
    desk = town.desk("thuvien")
    desk.opens("access-points")
    place = {"Tên nơi đặt máy": LIBRARY, "Giờ mở cửa": HOURS, "Số máy": "10"}
    desk.presses("Thêm", {**place, "Ở đâu trong xã": "cạnh chợ"})
    desk.opens("access-points")
    desk.follows(LIBRARY)
    return desk


def test_i_asked_whether_the_library_is_open_on_sunday_and_the_answer_was_true(
    town: Town, librarian: Desk
) -> None:
    """«Tôi hỏi "thư viện mở chủ nhật không" và câu trả lời đúng thật.» Điểm máy tính công cộng."""
    reader = town.phone("Anh Đọc")
    reader.says("thư viện mở chủ nhật không")
    closed = reader.says("Sa Thầy")
    assert f"{LIBRARY}: Chủ nhật 29/11 nghỉ; mở lại 7:30 sáng thứ Hai 30/11" in closed
    assert "cạnh chợ, có 10 máy" in closed
    assert reader.sent == 2

    day = {"Ngày": "29/11/2026", "Vì sao": "hội đọc sách"}
    librarian.presses("Ghi ngày này", {**day, "Giờ mở cửa ngày đó": "8:00-10:30"})
    again = "thư viện Sa Thầy mở chủ nhật không"
    assert "Chủ nhật 29/11 mở 8:00-10:30 (hội đọc sách)" in reader.says(again)
    town.days_pass(6)
    librarian.opens("access-points")
    assert "đang mở, đến 10:30" in librarian.table(heading="Nơi đặt máy")[0]["Bây giờ"]
    assert "đang mở, đến 10:30" in reader.says("bây giờ thư viện Sa Thầy có mở không")
    assert "Chủ nhật 6/12 nghỉ" in reader.says("chủ nhật tuần sau thư viện Sa Thầy mở không")


def test_i_log_in_a_minute_a_day_and_uptime_hours_and_growth_come_out(
    town: Town, librarian: Desk
) -> None:
    """«Mỗi ngày tôi ghi một phút; tỷ lệ máy chạy, giờ phục vụ, mức tăng lượt người tự ra.»
    Bảo trì máy, giờ phục vụ, lượt người sử dụng."""
    place = librarian.path
    librarian.opens(f"{place}/machines")
    librarian.presses("Thêm máy", {"Số máy": "1-10", "Nhận ngày": "1/1/2026"})
    broken = {"Máy nào": "Máy 2", "Bị làm sao": "không lên nguồn", "Hỏng từ ngày": "13/11/2026"}
    librarian.presses("Ghi máy hỏng", broken)
    assert "10 trong 10" in librarian.presses(
        "Dùng lại được", {"Dùng lại được từ ngày": "23/11/2026"}
    )

    librarian.opens(f"{place}/log?day=2025-11-21")
    librarian.presses("Ghi sổ", {"Lượt học sinh": "40", "Lượt người lớn": "10"})
    librarian.opens(f"{place}/log?day=2026-11-21")
    short = {"Ngày này mở thế nào": "Mở giờ khác", "Giờ đã mở": "8:00-9:30"}
    librarian.presses("Ghi sổ", {**short, "Vì sao không mở đủ giờ": "mất điện"})
    librarian.opens(f"{place}/log")
    today = {"Lượt học sinh": "43", "Lượt người lớn": "10"}
    assert len(today) == 2, "two numbers are a day"
    assert "Đã ghi sổ hôm nay" in librarian.presses("Ghi sổ", today)

    book = librarian.opens(f"{place}/book")
    assert "99,6 % số ngày máy mất 10 trong 3.270 ngày máy" in book
    assert "9 trong 1.828,5 giờ" in book, "7,5 hours of today, 1,5 of Saturday"
    assert "53 cùng kỳ năm trước 50, tăng 6 %; mục tiêu 5-7 % ✓" in book


def test_the_annual_report_is_generated_and_the_inspection_has_a_trail(
    town: Town, librarian: Desk
) -> None:
    """«Báo cáo năm tự lập; đợt kiểm tra có dấu vết.» Tập huấn cán bộ, kiểm tra, báo cáo hằng năm."""
    place, point = librarian.path, librarian.path.rpartition("/")[2]
    librarian.opens(f"{place}/machines")
    librarian.presses("Thêm máy", {"Số máy": "1-10", "Nhận ngày": "1/1/2026"})
    librarian.opens(f"{place}/book")
    training = {"Ngày": "20/11/2026", "Nội dung": "Diệt vi rút", "Số cán bộ dự": "2"}
    assert "Diệt vi rút, 2 cán bộ" in librarian.presses("Ghi buổi tập huấn", training)
    cost = {"Khoản chi": "Tiền điện", "Số tiền": "1.250.000", "Ngày chi": "20/11/2026"}
    librarian.presses("Ghi khoản chi", cost)

    inspector = town.desk("kiemtra")
    inspector.opens(f"inspections/places/{point}")
    found = {"Kết quả": "9/10 máy dùng được", "Việc phải khắc phục": "Gỡ trò chơi nạp tiền"}
    asked = {"Cơ quan kiểm tra": "Phòng Văn hóa - Xã hội", "Máy có dùng đúng": "Chưa đúng mục đích"}
    assert "chưa khắc phục" in inspector.presses("Ghi kết quả", {**asked, **found})
    town.days_pass(2)
    librarian.opens(f"inspections/places/{point}")
    librarian.presses("Ghi đã khắc phục", {"Đã khắc phục thế nào": "Đã gỡ, đã dán nội quy"})
    trail = inspector.opens(f"inspections/places/{point}")
    for step in ("23/11/2026", "Phòng Văn hóa - Xã hội", "Gỡ trò chơi", "đã khắc phục 25/11/2026"):
        assert step in trail
    inspector.opens("audit")
    acts = [(row["Ai"], row["Việc"]) for row in inspector.table(heading="Việc")]
    assert ("Phan Thị Kiểm (mẫu)", "ghi kết quả kiểm tra điểm máy tính") in acts
    assert ("Y Thư (mẫu)", "ghi đã khắc phục sau kiểm tra") in acts

    librarian.opens("reports")
    which = "Báo cáo tình hình và kết quả thực hiện Kế hoạch duy trì bền vững"
    librarian.presses("Lập báo cáo", {"Báo cáo nào": which, "Kỳ báo cáo": "Năm nay"})
    report = librarian.path
    assert "1/1/2026 – 31/12/2026" in librarian.opens(report)
    rows = [[each for each in row if each is not None] for row in cells(sheet(librarian, report))]
    assert [1, "Máy tính công cộng", 10] in rows
    assert [1, datetime(2026, 11, 20), LIBRARY, "Diệt vi rút", 2] in rows  # noqa: DTZ001 - a day
    inspected = next(row for row in rows if "Phòng Văn hóa - Xã hội: 9/10 máy dùng được" in row)
    assert inspected[-2:] == ["chưa đúng", "đã xong 25/11/2026: Gỡ trò chơi nạp tiền"]
    assert [1, "Tiền điện", 1_250_000, 0, 1_250_000] in rows
    assert librarian.fetches(f"{report}/report.pdf").startswith(b"%PDF")


def sheet(desk: Desk, report: str) -> bytes:
    """The report as a workbook."""
    return desk.fetches(f"{report}/report.xlsx")
