"""Học tập suốt đời: titles with points, the ward's percentage, courses and titles in one place."""

from tests.acceptance.other_provinces import opens_tan_dinh
from tests.acceptance.steps import Desk, Phone, Town

SIGNED = {"Số quyết định": "7/QĐ-UBND", "Ngày ký": "23/11/2026", "Người ký": "Lê Văn Ký (mẫu)"}
LAN = "Trần Thị Lan"


def applies(phone: Phone, head: str) -> str:
    """A family applies by chat, with two photos; the last answer."""
    phone.says("gia đình tôi muốn đăng ký gia đình học tập", "đồng ý", head, "tất cả đi học đều")
    phone.says("[ảnh]", "học thường xuyên", "[ảnh]", "đủ", "không có ảnh")
    return phone.says("hai con có giấy khen", "phường tân định", "khu phố 1", "gửi đi")


def recognises(town: Town, head: str) -> Desk:
    """The neighbourhood confirms, the association scores, the ward signs."""
    assesses, signs = town.desk("hoi2"), town.desk("hoi")
    assesses.opens("learning-titles")
    assesses.follows(head)
    assesses.presses("Xác nhận")
    points = {"Học tập của trẻ em": "20", "Vì sao, học tập của trẻ em": "một cháu nghỉ nhiều"}
    assesses.presses("Ghi điểm, đạt", {**points, "Vì sao, điều kiện": "đã xem tận nhà"})
    signs.opens("title-decisions")
    signs.presses("Lập dự thảo")
    signs.presses("Chốt danh sách", {**SIGNED, "Chức vụ": "Chủ tịch UBND phường"})
    return signs


def test_i_sent_evidence_by_phone_saw_my_points_and_got_the_decision_number(town: Town) -> None:
    """«Tôi gửi minh chứng bằng điện thoại, xem được điểm và nhận số quyết định.» Các danh hiệu học tập
    và Công dân học tập."""
    opens_tan_dinh(town)
    phone = town.phone("Chị Lan")
    sent = applies(phone, LAN)
    assert "DH-2026-000001" in sent
    assert "Điểm tự chấm: 100/100" in sent
    assert phone.all.count("Em đã nhận ảnh") == 2
    signs = recognises(town, LAN)
    heard = phone.hears()
    assert "Hội Khuyến học chấm 90/100 điểm" in heard
    assert "Quyết định 7/QĐ-UBND ngày 23/11/2026" in heard
    assert "Số giấy chứng nhận: GCN-2026-000001" in heard
    assert "được 90/100 điểm" in phone.says("trạng thái")
    assert signs.downloads("PDF").startswith(b"%PDF")


STUDY = ("học thường xuyên", "[ảnh]")  # of oneself, with a photo
# The other titles: how they ask, what they are called, and their answers up to the words of evidence.
OTHERS = {
    "Họ Trần Tân Định": (
        ("dòng họ tôi muốn đăng ký danh hiệu", "đồng ý", "Họ Trần Tân Định"),
        ("tất cả đi học đều", "[ảnh]", *STUDY, "đủ", "không có ảnh"),
    ),
    "Khu phố 1": (
        ("khu phố tôi muốn đăng ký cộng đồng học tập", "đồng ý"),
        ("trên một nửa", "[ảnh]", *STUDY, "đủ", "không có ảnh"),
    ),
    "Trường Tiểu học Mẫu": (
        ("đăng ký đơn vị học tập", "đồng ý", "Trường Tiểu học Mẫu"),
        ("trên một nửa", "[ảnh]", *STUDY, "đủ", "không có ảnh"),
    ),
    "Nguyễn Văn An": (
        ("đăng ký danh hiệu công dân học tập", "đồng ý", "cán bộ, viên chức", "Nguyễn Văn An"),
        ("hai khoá", "[ảnh]", *STUDY, "đủ", "không có ảnh"),
    ),
}
TITLES = ("Dòng họ", "Cộng đồng", "Đơn vị", "Công dân")


def test_a_clan_a_community_a_unit_and_a_citizen_do_the_same(town: Town) -> None:
    """«Tôi gửi minh chứng bằng điện thoại, xem được điểm và nhận số quyết định.» Dòng họ, cộng đồng,
    đơn vị và Công dân học tập."""
    opens_tan_dinh(town)
    phones = {name: town.phone(name) for name in OTHERS}
    for (name, phone), title in zip(phones.items(), TITLES, strict=True):
        asked, answered = OTHERS[name]
        phone.says(*asked, *answered, "có giấy khen của phường (mẫu)", "phường tân định")
        phone.says("khu phố 1")
        sent = phone.says("gửi đi")
        assert f"{title} học tập" in sent, phone.all
        assert "Điểm tự chấm: 100/100" in sent
        assert phone.all.count("Em đã nhận ảnh") == 2
    assesses, signs = town.desk("hoi2"), town.desk("hoi")
    for name in OTHERS:
        assesses.opens("learning-titles")
        assesses.follows(name)
        assesses.presses("Xác nhận")
        assesses.presses("Ghi điểm, đạt", {"Vì sao, điều kiện": "đã xem tận nơi"})
    signs.opens("title-decisions")
    signs.presses("Lập dự thảo")
    signs.presses("Chốt danh sách", {**SIGNED, "Chức vụ": "Chủ tịch UBND phường"})
    numbers = set()
    town.days_pass(0)  # what waits goes out
    for name, phone in phones.items():
        heard = phone.all
        assert "Hội Khuyến học chấm 100/100 điểm" in heard, name
        assert "Quyết định 7/QĐ-UBND ngày 23/11/2026" in heard, name
        numbers.add(heard.partition("Số giấy chứng nhận: ")[2][:15])
        assert "được 100/100 điểm" in phone.says("trạng thái"), name
    assert len(numbers) == len(OTHERS), "each has a certificate of its own"


def test_the_percentage_of_our_ward_is_right_and_traceable(town: Town) -> None:
    """«Tỷ lệ của phường tôi đúng và lần ra được từng hồ sơ.» Phần mềm chấm điểm và báo cáo."""
    opens_tan_dinh(town)
    applies(town.phone("Chị Lan"), LAN)
    applies(town.phone("Anh Minh"), "Lê Văn Minh")
    desk = recognises(town, LAN)
    desk.opens("area-counts")
    desk.presses("Ghi", {"Số lượng": "4", "Lấy ở văn bản nào": "Báo cáo số 12/BC-UBND (mẫu)"})
    desk.opens("reports")
    desk.presses("Lập báo cáo", {"Báo cáo nào": "Sơ kết việc", "Kỳ báo cáo": "Năm nay"})
    family = desk.table(heading="Danh hiệu")[0]
    assert family["Danh hiệu"] == "Gia đình học tập"
    shown = [family[column] for column in ("Trên địa bàn", "Đăng ký", "Công nhận", "Tỷ lệ")]
    assert shown == ["4", "2", "1", "25%"]
    report = desk.path
    desk.follows("1")
    rows = desk.table(heading="Dòng")
    assert [LAN in row["Dòng"] for row in rows] == [True]
    desk.opens(report)
    assert desk.downloads("Tải Excel").startswith(b"PK")


def test_one_place_to_see_courses_and_titles(town: Town) -> None:
    """«Một nơi xem được cả lớp học và danh hiệu.» Trung tâm học tập cộng đồng, gắn với danh hiệu văn
    hóa."""
    opens_tan_dinh(town)
    applies(town.phone("Chị Lan"), LAN)
    desk = recognises(town, LAN)
    desk.opens("learning-centres")
    centre = {"Tên trung tâm": "Trung tâm Tân Định (mẫu)", "Địa chỉ": "Khu phố 1"}
    desk.presses("Thêm trung tâm", centre)
    desk.opens("learning-centres")
    desk.follows("Trung tâm Tân Định")
    when = {"Từ ngày": "1/12/2026", "Đến ngày": "20/12/2026"}
    course = {"Tên lớp": "Lớp may (mẫu)", **when, "Cách tham gia": "đến ghi tên, miễn phí"}
    assert "Lớp may (mẫu) ● đang nhận" in desk.presses("Thêm lớp", course)
    assert "Danh hiệu học tập" in desk.opens("more") or "học tập" in desk.opens("more")
    desk.opens("learning-titles?status=recognised")
    assert LAN in desk.follows(LAN)
    marked = desk.presses("Ghi", {"Gia đình văn hóa": "Đã đạt"})
    assert "Đã đạt" in marked
    desk.opens("learning-titles")
    assert "Trung tâm Tân Định" in desk.follows("Trung tâm, lớp học")
    person = town.phone("Anh Bình")
    answer = person.says("có lớp học nào cho người lớn không", "phường tân định")
    assert "Lớp may (mẫu)" in answer
