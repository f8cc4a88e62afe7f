"""Phones for poor, near-poor and policy households: lists, sources, figures and complaints."""

import io
import re

import openpyxl

from backend.administrative_units.models import AdministrativeUnit
from backend.officers.models import Role
from tests.acceptance import phone_offices as offices
from tests.acceptance.phone_offices import (
    allots,
    asks_for_phone,
    decide_in_turn,
    hands_over_phone,
    opens_offices,
    signs_list,
)
from tests.acceptance.steps import Desk, Town
from tests.factories import make_officer

LO, HOA = "Hồ Thị A Lơ", "Hồ Thị Hoa"


def test_i_know_which_list_i_am_on_and_why_and_which_form_i_chose(town: Town) -> None:
    """«Tôi biết nhà tôi ở danh sách nào, vì sao, và đã chọn nhận gì: điện thoại kèm SIM hay 500.000
    đồng.» Điện thoại từ chương trình viễn thông công ích."""
    opens_offices(town)
    city = town.desk("tinh")
    for benefit in (offices.PHONE, offices.CASH):
        allots(city, "A Lưới 1", benefit, offices.PUBLIC_TELECOM, 5)
    families = {
        LO: (town.phone("Chị Lơ"), "1985", "chưa mua", "Điện thoại thông minh kèm dịch vụ di động"),
        HOA: (town.phone("Chị Hoa"), "1988", "đã tự mua", "500.000 đồng"),
    }
    for head, (phone, born, bought, form) in families.items():
        asks_for_phone(phone, head, born, "thôn 1", bought=bought)
        assert f"Nhận: {form}" in phone.all, "the form is read back before it is sent"
        assert "quyết định" not in phone.says("trạng thái").split("Cán bộ quyết định")[0]
        decide_in_turn(town, head)
    page = signs_list(city, "168/QĐ-UBND")
    assert LO in page
    assert HOA in page
    for head, (phone, _born, _bought, form) in families.items():
        told = phone.says("trạng thái")
        assert "danh sách của quyết định 168/QĐ-UBND ngày 23/11/2026, diện Hộ nghèo" in told
        assert f"Được nhận: {form}" in told
        assert f"Nguồn: {offices.PUBLIC_TELECOM}." in told
        assert "Nguồn đầu tiên theo thứ tự của chương trình" in told
        assert not [other for other in families if other != head and other in phone.all]
    hands_over_phone(town.desk(), LO, "DT-0001")
    families[LO][0].hears()
    assert "đã nhận" in families[LO][0].says("đã nhận")


def test_a_family_outside_the_first_programme_was_picked_up_by_the_next(town: Town) -> None:
    """«Gia đình không thuộc chương trình viễn thông công ích được nguồn của tỉnh đón, không bị bỏ
    sót.» Ngân sách tỉnh theo Nghị quyết 20/2023/NQ-HĐND."""
    opens_offices(town)
    city, old = town.desk("tinh"), town.phone("Ông Lai")
    for source in (offices.PUBLIC_TELECOM, offices.PROVINCE):
        allots(city, "A Lưới 1", offices.PHONE, source, 5)
    standing = {"standing": "gia đình chính sách", "merit": "người có công"}
    code = asks_for_phone(old, "Hồ Văn Lai", "1948", "thôn 2", **standing)
    decide_in_turn(town, "Hồ Văn Lai")
    assert f"duyệt hồ sơ {code}" in old.hears()
    page = signs_list(city, "169/QĐ-UBND")
    assert "Hồ Văn Lai" in page
    assert offices.PROVINCE in page
    assert offices.PUBLIC_TELECOM not in page
    told = old.says("trạng thái")
    assert "diện Gia đình chính sách" in told
    assert f"Nguồn: {offices.PROVINCE}" in told


def test_i_have_the_list_of_households_that_still_wait_with_a_need(town: Town) -> None:
    """«Tôi có danh sách hộ có nhu cầu mà vẫn đang chờ.» Nguồn huy động của doanh nghiệp."""
    opens_offices(town)
    city = town.desk("tinh")
    for source in (offices.PUBLIC_TELECOM, offices.PROVINCE):
        allots(city, "A Lưới 1", offices.PHONE, source, 1)
    households = (
        (LO, "1985", "thôn 1", "hộ nghèo"),
        (HOA, "1988", "thôn 1", "hộ nghèo"),
        ("Hồ Văn Nghiên", "1979", "thôn 2", "hộ cận nghèo"),
    )
    for head, born, hamlet, standing in households:
        asks_for_phone(town.phone(head), head, born, hamlet, standing=standing)
        decide_in_turn(town, head)
    none = town.phone("Anh Đủ")
    none.says("nhà em có điện thoại rồi, không xin nữa", "ghi giúp tôi", "đồng ý", "a lưới 1")
    none.says("thôn 2", "Hồ Văn Đủ", "1970", "0912 345 679", "gửi đi")

    waiting = city.opens("quotas/waiting?programme=dien-thoai-thong-minh")
    assert "Hồ Văn Nghiên" in waiting
    assert "Hồ Văn Đủ" not in waiting, "who needs nothing does not wait"
    assert LO not in waiting
    assert HOA not in waiting
    assert "danh sách chờ" in town.phone("Hồ Văn Nghiên").says("trạng thái")
    need = city.opens("figures/rows?figure=with-need&always=1")
    assert all(head in need for head, *_rest in households)
    assert "Hồ Văn Đủ" in city.opens("figures/rows?figure=no-need&always=1")

    allots(city, "A Lưới 1", offices.PHONE, offices.RAISED, 5)
    city.opens("quotas/waiting?programme=dien-thoai-thong-minh")
    if "Hồ Văn Nghiên" in city.opens("quotas/waiting?programme=dien-thoai-thong-minh"):
        city.presses("Xét lại danh sách chờ")
    left = city.opens("quotas/waiting?programme=dien-thoai-thong-minh")
    assert "Hồ Văn Nghiên" not in left
    assert "UBND thành phố Huế đã duyệt" in town.phone("Hồ Văn Nghiên").says("trạng thái")
    assert offices.RAISED in signs_list(city, "170/QĐ-UBND")


def lacking_information() -> bytes:
    """A commune's list that says who lacks information; the households are invented."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"])
    sheet.append([])
    head = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn", "Phân loại", "Thiếu hụt về thông tin")
    sheet.append(list(head))
    sheet.append([1, LO, 1985, "Thôn 1", "Hộ nghèo", "x"])
    sheet.append([2, HOA, 1988, "Thôn 1", "Hộ nghèo", "x"])
    sheet.append([3, "Hồ Thị Hòa", 1990, "Thôn 1", "Hộ nghèo", ""])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def figure(desk: Desk, code: str) -> list[str]:
    """The names in the rows of a figure."""
    desk.opens(f"figures/rows?figure={code}&always=1")
    try:
        return sorted(row["Dòng"] for row in desk.table(heading="Dòng"))
    except AssertionError:
        return []


def test_delivered_phones_update_the_figures_of_deprivation(town: Town) -> None:
    """«Giao điện thoại xong thì số hộ thiếu hụt về thông tin đổi theo.» Chỉ số thiếu hụt thông tin của
    hộ nghèo."""
    opens_offices(town)
    desk = town.desk()
    desk.opens("poverty-lists")
    desk.presses("Xem trước", file=("danh-sach.xlsx", lacking_information()))
    town.worker_runs()
    draft = desk.opens(desk.path)
    assert "Xem trước, chưa công bố" in draft, draft
    desk.presses("Công bố danh sách")
    assert figure(desk, "lacking-information") == [LO, HOA]
    assert figure(desk, "lacking-information-served") == []
    asks_for_phone(town.phone("Chị Lơ"), LO, "1985", "thôn 1")
    decide_in_turn(town, LO)
    assert figure(desk, "lacking-information-served") == [], "approved is not yet delivered"
    hands_over_phone(desk, LO, "DT-0001")
    assert figure(desk, "lacking-information-served") == [LO]
    city = town.desk("tinh")
    city.opens("reports")
    made = city.presses("Lập báo cáo", {"Báo cáo nào": "Báo cáo kết quả", "Kỳ báo cáo": "Năm nay"})
    assert re.search(r"Hộ thiếu hụt về thông tin 2 .*đã nhận hỗ trợ 1\b", made), made


def test_my_complaint_has_a_number_a_due_date_and_an_answer(town: Town) -> None:
    """«Khiếu nại của tôi có số, có ngày hẹn và có trả lời.» Kiểm tra, giám sát và khiếu nại."""
    opens_offices(town)
    with town.database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, town.world.commune)
        make_officer(session, "giamsat", "Mặt trận (mẫu)", unit, Role.INSPECTOR)
    mother = town.phone("Chị Lơ")
    code = asks_for_phone(mother, LO, "1985", "thôn 1")
    checking = town.desk("thamdinh")
    checking.opens("approvals")
    checking.follows(LO)
    checking.presses("Từ chối hồ sơ", {"Ghi thêm hoặc lý do khác": "Nhà đã có điện thoại (mẫu)"})
    assert "nhắn: khiếu nại" in mother.hears()
    mother.says("khiếu nại", "điện thoại hỏng từ lâu rồi")
    sent = mother.says("không có ảnh", "gửi đi")
    number = re.search(r"KN-2026-\d+", sent)
    assert number, mother.all
    assert "Chậm nhất ngày 23/12/2026 sẽ có trả lời" in sent
    assert "23/12/2026" in mother.says(f"phiếu {number[0]} đến đâu rồi")

    desk = town.desk("canbo2")
    desk.opens("tickets?status=open")
    assert number[0] in desk.follows("điện thoại hỏng từ lâu rồi")
    answer = {"Kết quả": "Chấp nhận khiếu nại", "Lời trả lời": "Xã đã đến xem, đúng là máy hỏng."}
    said = desk.presses("Trả lời và kết thúc", answer)
    told = mother.hears()
    assert number[0] in told, said
    assert "Xã đã đến xem, đúng là máy hỏng." in told
    decide_in_turn(town, LO)
    assert f"đã duyệt hồ sơ {code}" in mother.hears()
    hands_over_phone(desk, LO, "DT-0001")

    front = town.desk("giamsat")
    front.opens("inspections")
    assert "1 hộ trong 1" in front.presses("Bốc thăm", {"Bao nhiêu hộ": "1"})
    front.follows(LO)
    front.presses("Ghi kết quả", {"Kết quả": "Có máy, dùng tốt"})
