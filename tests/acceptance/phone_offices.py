"""Phones for households: how a family asks, and the four offices that a request goes through."""

from backend.administrative_units.models import AdministrativeUnit
from backend.officers.models import Role
from tests.acceptance.steps import CODE, Desk, Phone, Town
from tests.factories import make_officer

PROGRAMME = "Điện thoại thông minh cho hộ nghèo, cận nghèo và gia đình chính sách"
PUBLIC_TELECOM = "Chương trình viễn thông công ích (Quyết định 2269/QĐ-TTg)"
PROVINCE = "Ngân sách tỉnh theo Nghị quyết 20/2023/NQ-HĐND"
RAISED = "Nguồn huy động hợp pháp và nguồn lực xã hội hóa"
PHONE, CASH = "Điện thoại thông minh kèm dịch vụ di động", "500.000 đồng cho hộ đã tự mua"
OFFICES = ("thamdinh", "canbo", "so", "tinh")


def opens_offices(town: Town) -> None:
    """Accounts of those who check in the commune and in the department, besides those who decide."""
    with town.database.transaction() as session:
        for username, name, unit_id in (
            ("thamdinh", "Hồ Thẩm Định (mẫu)", town.world.commune),
            ("so", "Lê Thị Sở (mẫu)", town.world.province),
        ):
            unit = session.get_one(AdministrativeUnit, unit_id)
            make_officer(session, username, name, unit, Role.VERIFIER)


def asks_for_phone(
    phone: Phone,
    head: str,
    born: str,
    hamlet: str,
    *,
    standing: str = "hộ nghèo",
    merit: str = "không thuộc",
    bought: str = "chưa mua",
) -> str:
    """The head of a household asks by chat; the request's code."""
    phone.says("xin điện thoại cho nhà", "đồng ý", "tôi là chủ hộ", "a lưới 1", standing, merit)
    phone.says(bought, hamlet, head, born, "0912 345 678")
    code = CODE.search(phone.taps("Đúng rồi, gửi đi"))
    assert code, phone.all
    return code[0]


def decide_in_turn(town: Town, head: str) -> None:
    """The hamlet's step, the commune, the department and the city's committee approve."""
    for username in OFFICES:
        desk = town.desk(username)
        desk.opens("approvals")
        desk.follows(head)
        desk.presses("Duyệt hồ sơ")


def allots(desk: Desk, commune: str, benefit: str, source: str, amount: int) -> None:
    """The city writes down how many it may give from a source, and gives them to a commune."""
    desk.opens("quotas?programme=dien-thoai-thong-minh")
    typed = {"Khoản hỗ trợ": benefit, "Nguồn": source, "Đợt": "Hồ sơ gửi sau năm 2025"}
    said = desk.presses("Ghi chỉ tiêu", {"Đơn vị": "Huế", **typed, "Số lượng": str(amount)})
    assert "Đã ghi chỉ tiêu" in said, said
    said = desk.presses("Chia", {"Xã": commune, "Số lượng": str(amount)})
    assert "Đã chia chỉ tiêu" in said, said


def hands_over_phone(desk: Desk, head: str, serial: str) -> None:
    """Notes that the head of the household took the phone."""
    desk.opens("requests?status=approved")
    desk.follows(head)
    receiver = {"Họ tên người nhận": head, "Quan hệ với chủ hộ": "chủ hộ"}
    typed = {"Loại máy": "Điện thoại (mẫu)", "Số sê-ri": serial, **receiver}
    said = desk.presses("Ghi đã bàn giao", typed)
    assert "Đã ghi bàn giao" in said, said


def signs_list(city: Desk, number: str) -> str:
    """Gathers what is approved, and writes down the signed decision; the page of the list."""
    city.opens("approved-lists")
    city.presses("Lập dự thảo", {"Chương trình": PROGRAMME})
    signer = {"Người ký": "Lê Văn Ký (mẫu)", "Chức vụ": "Chủ tịch UBND thành phố"}
    typed = {"Số quyết định": number, "Ngày ký": "23/11/2026", **signer}
    return city.presses("Chốt danh sách", typed)
