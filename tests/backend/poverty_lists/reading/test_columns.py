import pytest

from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.columns import (
    GROUPS,
    IGNORED,
    KNOWN,
    field_of,
    group_of,
    header_words,
)
from backend.poverty_lists.reading.fields import FIELDS


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("number", "STT|Số TT|TT"),
        ("head_name", "Họ và tên chủ hộ|Họ tên chủ hộ|Chủ hộ|Họ và tên|HỌ TÊN|Tên chủ hộ"),
        ("head_name", "Họ và tên chủ hộ (ghi chữ in hoa)|HỌ VÀ TÊN\nCHỦ HỘ"),
        ("birth", "Ngày sinh|Ngày, tháng, năm sinh|Năm sinh|NS|Sinh năm|Ngày tháng năm sinh của chủ hộ"),
        ("birth", "Sinh ngày … tháng … năm|Ngày/tháng/năm sinh"),
        ("sex", "Giới tính|Giới tính (1: Nam; 2: Nữ)"),
        ("citizen_id", "CCCD|Số CCCD/CMND|CMND|Số định danh|ĐDCN|Mã định danh|Số căn cước công dân"),
        ("citizen_id", "Số CMND/CCCD chủ hộ|Số định danh cá nhân|Căn cước"),
        ("ethnicity", "Dân tộc|DT|Dân tộc chủ hộ"),
        ("hamlet", "Thôn|Bản|Buôn|Làng|Tổ|TDP|Khu phố|Ấp|Khóm|Địa chỉ|Nơi cư trú|Địa chỉ (thôn)"),
        ("hamlet", "Thôn, bản|Tổ dân phố|Nơi ở hiện tại|Nơi thường trú"),
        ("member_count", "Số khẩu|Số nhân khẩu|Khẩu|Tổng số khẩu|Số khẩu trong hộ|Số thành viên"),
        ("standing", "Diện|Phân loại|Đối tượng|N/CN|Hộ nghèo, hộ cận nghèo|Loại hộ|Thuộc diện"),
        ("poor", "Hộ nghèo"),
        ("near_poor", "Hộ cận nghèo|C.Nghèo"),
        ("income_points", "B1|Điểm A|Điểm B1"),
        ("deprivation_points", "B2|Điểm B|Điểm B2"),
        ("points", "Kết quả điểm|Điểm"),
        ("phone", "Số điện thoại|SĐT|ĐT|Điện thoại liên hệ|SĐT phụ huynh|Số ĐT"),
        ("household_number", "Mã hộ|Số hộ|Hộ số|STT hộ"),
        ("member_name", "Họ và tên thành viên|Họ và tên chủ hộ và các thành viên"),
        ("pupil_name", "Họ và tên học sinh|Họ tên HS|Tên học sinh"),
        ("parent_name", "Họ tên cha/mẹ|Họ và tên phụ huynh|Cha (mẹ)|Họ tên bố, mẹ"),
        ("father_name", "Họ tên cha|Họ tên bố"),
        ("mother_name", "Họ tên mẹ|Mẹ"),
        ("school_class", "Lớp|Học lớp|Lớp học"),
        ("has_device", "Đã có thiết bị (x)|Có máy tính|Đã có thiết bị học trực tuyến"),
        ("commune", "Xã|Xã/Phường|Xã cũ|Phường"),
        ("given_name", "Tên"),
        ("family_name", "Họ đệm|Họ và chữ đệm"),
        ("deprivations", "Thiếu hụt|Các chỉ số thiếu hụt|Thiếu hụt các dịch vụ XH cơ bản (đánh dấu X)"),
        ("cause", "Nguyên nhân nghèo"),
        ("relation", "Quan hệ với chủ hộ"),
        ("note", "Ghi chú"),
        (IGNORED, "Số GCN|Chưa có thiết bị|Nhu cầu thiết bị|Họ tên vợ|Nghề nghiệp|Ngày cấp"),
        (None, "Ý kiến|CN|HN|N|Nam|Nữ|DANH SÁCH HỘ NGHÈO NĂM 2026|"),
    ],
)  # fmt: skip
def test_header_words_name_their_field(field: str | None, headers: str) -> None:
    assert {
        header: field_of(header_words(header)) for header in headers.split("|")
    } == dict.fromkeys(headers.split("|"), field)


def test_words_of_the_table_are_written_as_they_are_compared() -> None:
    for known in KNOWN:
        for pattern in known.header.split(" | "):
            assert words(pattern.replace("*", "1")) == pattern.replace("*", "1")


def test_every_group_that_a_line_stands_under_is_opened_by_a_line() -> None:
    opened = {group_of(known.field) for known in KNOWN}

    assert {known.under for known in KNOWN} <= opened
    assert opened == GROUPS | {""}


def test_every_field_that_a_header_names_has_a_label_for_the_officer() -> None:
    named = {known.field for known in KNOWN} - {IGNORED, "points", "cause"}

    assert named <= FIELDS.keys()
