"""The library's digital collection, asked for by chat."""

from tests.acceptance.steps import Town


def test_i_found_the_history_item_of_sa_thay_from_chat(town: Town) -> None:
    """«Tôi nhắn tin là tìm được tư liệu lịch sử Sa Thầy.» Bộ sưu tập số, thư mục và kho phim."""
    desk, reader = town.desk(), town.phone("Anh Thanh")
    link = "https://example.org/phim/sa-thay"
    for title, kind, where, about, subtitles in (
        ("Chiến thắng Sa Thầy (mẫu)", "him", link, "lịch sử Sa Thầy, Chư Tan Kra", "Anh, Việt"),
        ("Thế giới động vật (mẫu)", "him", f"{link}-2", "thiếu nhi, khoa học", ""),
    ):
        desk.opens("collection")
        typed = {"Tên": title, "Loại": kind, "Đường dẫn": where, "Nói về gì": about}
        desk.presses("Thêm", {**typed, "Phụ đề": subtitles})
    answer = reader.says("có phim về lịch sử Sa Thầy không")
    assert f"Chiến thắng Sa Thầy (mẫu) (phim, phụ đề Anh, Việt): {link}" in answer
    assert "động vật" not in answer
    assert reader.sent == 1, "nothing has to be agreed to"
    assert "chưa" in town.phone("Chị Lơ").says("có sách nói về trồng nấm không")
