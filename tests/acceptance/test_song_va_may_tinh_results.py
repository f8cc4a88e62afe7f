"""Sóng và máy tính cho em, what comes of it: where gifts went, the month's report, the loudspeaker."""

import re

from tests.acceptance.offices import approves, hands_over, takes_in
from tests.acceptance.steps import CODE, NEAR_POOR, Desk, Town, cells, document_text

CHILDREN = ("Hồ Văn Một", "Hồ Văn Hai", "Hồ Văn Ba", "Hồ Văn Tư", "Hồ Văn Năm")
SECRETS = (*CHILDREN, "Hồ Thị A Lơ", "0912345678", "091•", "HT-2026", "5A", "Hồng Thủy")


def moves(city: Desk, commune: Desk, serial: str) -> None:
    """A machine goes from the stock of the city into that of xã A Lưới 1."""
    city.opens("devices?state=in_stock")
    city.follows(serial)
    city.presses("Ghi: chuyển đi", {"Kho nhận": "xã A Lưới 1"})
    commune.opens("devices?state=on_the_way")
    commune.follows(serial)
    commune.presses("Ghi: nơi nhận đã nhận")


def test_i_gave_20_laptops_and_can_see_without_names_where_they_went(town: Town) -> None:
    """«Tôi ủng hộ 20 máy tính xách tay và xem được máy đã về đâu, không lộ tên em nào.»
    Vận động ủng hộ qua Mặt trận Tổ quốc."""
    donor, city, desk = town.phone("Anh Bình"), town.desk("tinh"), town.desk()
    donor.says("mình muốn ủng hộ 20 laptop cho các em", "đồng ý", "laptop", "gửi đi")
    donor.says("Lê Văn Bình", "0905123456")
    offered = CODE.search(donor.says("gửi đi"))
    assert offered
    assert "UBND thành phố Huế" in donor.all
    city.opens("tickets?status=open")
    assert offered[0] in city.follows("20 laptop cho các em")

    serials = [f"LT-{number:02}" for number in range(1, 21)]
    takes_in(city, serials, "Máy tính xách tay", donor="Lê Văn Bình", stock="thành phố Huế")
    city.opens("gifts")
    gift = {"Người ủng hộ": "Lê Văn Bình", "Loại quà": "Máy", "Quà gì": "20 máy tính xách tay"}
    kept = {"Số lượng": "20", "Số biên nhận": "BN-01 (mẫu)", "Mã phiếu ủng hộ": offered[0]}
    receipt = CODE.search(city.presses("Ghi phần ủng hộ", {**gift, **kept}))
    assert "Đã gắn 20 trên 20 máy" in city.presses("Gắn máy của người này trong kho")

    few = ""
    for child, serial in zip(CHILDREN, serials, strict=False):
        town.phone(child).registers(child)
        approves(desk, child)
        moves(city, desk, serial)
        hands_over(desk, child, serial)
        few = few or donor.says("quà của mình đã đến đâu rồi")
    assert "dưới 5 máy đã giao ở xã A Lưới 1" in few
    assert "19 máy" not in few, "what is left would count out the one child"

    answer = donor.says("quà của mình đã đến đâu rồi")
    assert "5 máy đã giao ở xã A Lưới 1" in answer
    assert "15 máy chưa giao" in answer
    assert receipt
    told_by_receipt = town.phone("Chị kế toán").says(receipt[0])
    assert "5 máy đã giao ở xã A Lưới 1" in told_by_receipt
    city.opens("gifts")
    city.follows("Lê Văn Bình")
    page = city.follows("Xem từng máy")
    assert [row["Bây giờ"][2:] for row in city.table(heading="Đến tay")].count("Đã bàn giao") == 5
    for secret in SECRETS:
        assert secret not in donor.all + told_by_receipt + page, secret


def test_the_months_table_is_ready_and_adds_up_to_the_lists(town: Town) -> None:
    """«Bảng của tháng có sẵn, cộng lại đúng bằng danh sách.» Báo cáo kết quả gửi Văn phòng."""
    desk = town.desk()
    for child in CHILDREN[:3]:
        town.phone(child).registers(child)
    town.phone(CHILDREN[3]).registers(CHILDREN[3], NEAR_POOR)
    for child in (CHILDREN[0], CHILDREN[3]):
        approves(desk, child)
    takes_in(desk, ["MTB-01"], "Máy tính bảng")
    hands_over(desk, CHILDREN[0], "MTB-01")

    desk.opens("reports")
    which = {"Báo cáo nào": "Kết quả thực hiện Chương trình “Sóng và Máy tính cho em”"}
    page = desk.presses("Lập báo cáo", {**which, "Kỳ báo cáo": "Tháng này"})
    assert "1/11/2026 – 30/11/2026" in page
    report = desk.path
    *hamlets, total = desk.table(heading="Đơn vị")
    counted = ("Đề nghị đã gửi", "Đã duyệt", "Chờ duyệt", "Đã bàn giao")
    assert [row["Đơn vị"] for row in hamlets] == ["Thôn 1", "Thôn 2"]
    assert [[int(row[column]) for column in counted] for row in hamlets] == [
        [3, 1, 2, 1],
        [1, 1, 0, 0],
    ]
    for column in counted:
        assert sum(int(row[column]) for row in hamlets) == int(total[column])

    def listed(status: str) -> int:
        desk.opens(f"requests?status={status}")
        return len(desk.table(heading="Học sinh"))

    assert int(total["Đề nghị đã gửi"]) == listed("")
    assert int(total["Chờ duyệt"]) == listed("waiting")
    assert int(total["Đã bàn giao"]) == listed("handed_over")
    assert int(total["Đã duyệt"]) == listed("approved") + listed("handed_over")

    rows = cells(desk.fetches(f"{report}/report.xlsx"))
    assert ["", "Tổng cộng", 0, 4, 2, 2, 1] in [row[:7] for row in rows]
    assert [1, "Không ghi nguồn", 1, 1, 0] in [row[:5] for row in rows]
    for ending, beginning in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert desk.fetches(f"{report}/report.{ending}").startswith(beginning)
    assert not any(child in str(rows) for child in CHILDREN)


def test_a_text_that_i_can_read_aloud_today_without_a_childs_name(town: Town) -> None:
    """«Có bài để đọc loa ngay hôm nay, không có tên em nào.» Đưa tin trên loa, trang thông tin."""
    desk = town.desk()
    for child in CHILDREN[:4]:
        town.phone(child).registers(child)
        approves(desk, child)
    desk.opens("approved-lists")
    desk.presses("Lập dự thảo", {"Chương trình": "Sóng và Máy tính cho em"})
    decision = {"Số quyết định": "168/QĐ-UBND", "Ngày ký": "23/11/2026"}
    signer = {"Người ký": "Nguyễn Văn Mẫu", "Chức vụ": "Chủ tịch UBND xã"}
    assert "Đã ghi quyết định" in desk.presses("Chốt danh sách", {**decision, **signer})
    signed = desk.path

    desk.follows("Bản đọc loa")
    paragraphs = desk.aloud()
    aloud = " ".join(paragraphs)
    assert "Ngày hai mươi ba tháng mười một năm hai nghìn không trăm hai mươi sáu" in aloud
    assert "bốn trường hợp" in aloud
    assert not re.search(r"[0-9]", aloud.replace("A Lưới 1", "").replace("Thôn 1", ""))
    assert max(map(len, paragraphs)) < 200, "one breath each"

    posted = document_text(desk.fetches(f"papers/{signed}/posting.docx"))
    assert "168/QĐ-UBND" in posted
    for secret in SECRETS:
        assert secret not in aloud, secret
    assert not any(child in posted for child in CHILDREN)

    desk.opens("posts")
    post = {"Tên tin": "Đọc loa danh sách được hỗ trợ", "Kênh": "Loa truyền thanh"}
    assert "Đọc loa danh sách" in desk.presses("Thêm", post)
