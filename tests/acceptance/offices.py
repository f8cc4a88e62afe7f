"""What an officer of a commune does again and again, page by page."""

from collections.abc import Sequence

from tests.acceptance.steps import Desk


def approves(desk: Desk, child: str) -> None:
    """Opens the child's request in the list of those that wait, and approves it."""
    desk.opens("requests?status=waiting")
    page = desk.follows(child)
    if "Đúng hộ này" in page:  # many children of one household: a person looks
        desk.presses("Đúng hộ này")
    assert "Đã duyệt" in desk.presses("Duyệt hồ sơ")


def takes_in(
    desk: Desk, serials: Sequence[str], kind: str, donor: str = "", stock: str = ""
) -> None:
    """Writes new machines into the stock; a city says into whose."""
    desk.opens("device-intake")
    typed = {"Loại thiết bị": kind, "Loại máy": f"{kind} (mẫu)", "Người ủng hộ": donor}
    typed |= {"Kho": stock} if stock else {}
    desk.presses("Kiểm tra", {**typed, "Mỗi máy một dòng": "\n".join(serials)})
    assert f"{len(serials)} máy" in desk.presses(f"Nhập {len(serials)} máy")


def hands_over(desk: Desk, child: str, serial: str) -> None:
    """Notes that the mother took the machine of her child."""
    desk.opens("requests?status=approved")
    desk.follows(child)
    receiver = {"Họ tên người nhận": "Hồ Thị A Lơ", "Quan hệ với học sinh": "bố hoặc mẹ"}
    said = desk.presses("Ghi đã bàn giao", {"Số sê-ri": serial, **receiver})
    assert "Đã ghi bàn giao" in said, said
