"""Sóng và máy tính cho em, for one family: the machine, the data package, the pages to learn on."""

from tests.acceptance.offices import approves, hands_over, takes_in
from tests.acceptance.steps import Town
from tests.backend.data_packages.factory import workbook


def test_i_registered_my_child_by_chat_and_the_right_child_got_the_machine(town: Town) -> None:
    """«Tôi đăng ký cho con qua chat chưa đầy 5 phút, có mã hồ sơ, tuần nào cũng biết hồ sơ đến đâu; máy
    đến đúng cháu.» Hỗ trợ thiết bị học tập cho học sinh."""
    mother, neighbour = town.phone("Chị Lơ"), town.phone("Chị Hoa")
    code = mother.registers("Hồ Văn Tí")
    assert mother.sent <= 15
    assert mother.seconds < 5 * 60
    other = neighbour.registers("Hồ Thị Na")
    assert code != other

    weeks = [mother.says("hồ sơ đến đâu rồi em")]
    desk = town.desk()
    approves(desk, "Hồ Văn Tí")
    assert code in mother.hears()
    for week in range(2):
        town.days_pass(7)
        weeks.append(mother.says("trạng thái"))
        if week == 0:
            takes_in(desk, ["MTB-0001", "MTB-0002"], "Máy tính bảng")
            hands_over(desk, "Hồ Văn Tí", "MTB-0001")
            assert "đã giao máy" in mother.hears()
    assert all(f"Hồ sơ {code} (Hồ Văn Tí)" in week for week in weeks)
    assert all("Hồ Thị Na" not in week and other not in week for week in weeks)
    told = ("sẽ trả lời chậm nhất hết thứ", "đã duyệt", "đã giao máy")
    assert [words in week for words, week in zip(told, weeks, strict=True)] == [True] * 3

    mother.says("đã nhận")
    assert "đã xác nhận nhận máy" in mother.taps("Đúng")
    assert "đã nhận máy" in mother.says("trạng thái")
    desk.opens("devices?state=handed_over")
    assert code in desk.follows("MTB-0001")
    assert "Hồ Văn Tí" in desk.follows(code)
    assert "đã nhận" not in neighbour.all
    assert "MTB-0002" in desk.opens("devices?state=in_stock")


def test_after_the_tablet_i_know_my_number_my_data_and_my_last_day(town: Town) -> None:
    """«Có máy rồi tôi hỏi SIM; tôi biết số nào, mỗi ngày được bao nhiêu và ngày cuối cùng.»
    Gói cước học tập."""
    mother, desk = town.phone("Chị Lơ"), town.desk()
    code = mother.registers("Hồ Văn Tí")
    approves(desk, "Hồ Văn Tí")
    takes_in(desk, ["MTB-0001"], "Máy tính bảng")
    hands_over(desk, "Hồ Văn Tí", "MTB-0001")
    mother.says("đã nhận")
    mother.taps("Đúng")
    assert "cán bộ đăng ký gói cước" in mother.says("máy về rồi, cho em hỏi bao giờ có sim")

    desk.opens("data-packages/orders")
    desk.presses("Soạn đơn", {"Nhà mạng": "Viettel"})
    desk.presses("Thêm vào đơn", {"Hồ Văn Tí": "x"})
    order = desk.presses("Chốt đơn 1 số") and str(desk.page.url.path).removeprefix("/admin/")
    assert "091•••••78" in mother.hears()
    sent = desk.downloads("Tải tệp Excel")
    assert sent.startswith(b"PK")
    desk.opens(order)
    file = ("ket-qua.xlsx", workbook((1, "0912345678", "OK", "24/11/2026", "")))
    town.days_pass(2)
    desk.opens(order)
    desk.presses("Xem trước", file=file)
    desk.presses("Ghi 1 dòng")
    town.worker_runs()

    opened = mother.hears()
    assert "Hồ Văn Tí" in opened
    assert "đến hết ngày 23/2/2027" in opened
    asked = mother.says("gói cước số nào, dùng đến khi nào")
    assert "091•••••78" in asked
    assert "hết ngày 23/2/2027" in asked
    amount = mother.says("mỗi ngày được bao nhiêu gb")
    assert "4Gb trong 3 tháng" in amount
    assert "không chia theo ngày" in amount
    assert code in mother.all


def test_the_bot_gave_me_the_free_link_that_opens_without_charge(town: Town) -> None:
    """«Bot gửi đường dẫn học miễn phí, mở ra thật sự không mất tiền.» Nền tảng học trực tuyến."""
    pupil, desk = town.phone("Em Tí"), town.desk()
    link, asked = "https://onluyen.vn", "có trang web học miễn phí nào không"
    untried = pupil.says(asked)
    assert link in untried
    assert pupil.sent == 1, "no question before the link"
    assert "Danh sách mẫu, cán bộ chưa xác nhận" in untried
    desk.opens("programmes")
    assert "chưa ai mở thử" in desk.follows("Sóng và Máy tính cho em")

    town.programme_says(
        "song-va-may-tinh",
        f'link = "{link}"',
        f'link = "{link}"\nconfirmed = true\nuntil = 2026-12-20',
    )
    tried, _mark, _untried = pupil.says(asked).partition("Danh sách mẫu")
    assert f"{link}, miễn phí đến hết ngày 20/12/2026" in tried
    assert "Trang nào đòi tiền, anh/chị đừng trả" in pupil.all
    town.days_pass(28)
    assert link not in pupil.says(asked), "a link that may cost money"
