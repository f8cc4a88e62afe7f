import pytest

from backend.poverty_lists.draft import Standing
from backend.poverty_lists.reading.find_header import find_headers
from backend.poverty_lists.reading.layout import Layout
from backend.poverty_lists.reading.rows import Line, LineKind, read_line
from tests.backend.poverty_lists.reading.sheets import Cells, sheet

# STT, name, birth, id, ethnicity, hamlet, members, HN, CN, note
HEADER: Cells = [
    "STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Dân tộc", "Thôn", "Số khẩu", "HN", "CN", "Ghi chú"
]  # fmt: skip


def _line(cells: Cells, width: int = 1, after_footer: bool = False) -> Line:
    page = sheet(HEADER, cells)
    return read_line(page.rows[1], Layout(find_headers(page)[0], []), width, after_footer)


@pytest.mark.parametrize(
    "cells",
    [
        [1, "Hồ Thị A Lơ", 1985, "046185001234", "Tà Ôi", "Thôn 1", 5, "x"],
        [1, "Hồ Thị A Lơ"],
        [None, "Hồ Thị A Lơ", None, None, None, None, None, "x"],
        [None, "Hồ Thị A Lơ"],
        [5, None, 1985],
        [5, None, None, None, None, "Thôn 1", 4],
        [5, None, None, None, None, "Thôn 1", None, "x"],
        [None, None, None, "046185001234"],
        [1, "Tống Thị Lan", 1985],
        [1, "Bàn Văn Tổ"],
        [1, "Tòng Văn Ín", None, None, "Thái"],
        [1, "Trương Văn Kt", None, None, None, None, None, None, "x"],
        [1, "Hồ Văn A", None, None, None, None, None, None, None, "Xác nhận của cán bộ xã"],
        [1, "Hồ Văn A", None, None, None, None, None, None, None, "Cộng dồn"],
        [None, "Thôn Văn A", 1985],
    ],
)
def test_a_row_that_tells_of_a_person_is_a_household(cells: Cells) -> None:
    assert _line(cells).kind is LineKind.PERSON


@pytest.mark.parametrize(
    ("cells", "width", "hamlet"),
    [
        (["I", "Thôn 1", None, None, None, None, 62], 1, "Thôn 1"),
        (["I", "Thôn 1", None, None, None, None, 250, 62, 1], 1, "Thôn 1"),
        (["I. Thôn 1"], 10, "Thôn 1"),
        (["II.THÔN PARING"], 1, "THÔN PARING"),
        (["THÔN PARING"], 1, "THÔN PARING"),
        ([None, "THON 1"], 1, "THON 1"),
        ([None, None, None, None, None, "Thôn 2"], 1, "Thôn 2"),
        ([None, None, "Thôn 12"], 1, "Thôn 12"),
        ([None, None, None, None, "Thôn 2"], 1, "Thôn 2"),
        ([1, "Thôn A Năm", None, None, None, None, 30], 1, "Thôn A Năm"),
        (["II", "Pa Ring"], 1, "Pa Ring"),
        (["PA RING"], 10, "PA RING"),
        ([None, "Thôn 1 (62 hộ)"], 1, "Thôn 1"),
        (["Thôn 1: 62 hộ"], 10, "Thôn 1"),
        (["IV", "Tổ dân phố 3"], 1, "Tổ dân phố 3"),
        (["I Thôn 1"], 1, "Thôn 1"),
    ],
)
def test_a_group_row_names_its_hamlet(cells: Cells, width: int, hamlet: str) -> None:
    assert _line(cells, width) == Line(LineKind.GROUP, hamlet)


def test_a_group_row_may_name_a_commune_or_a_class_of_a_school() -> None:
    assert _line(["I", "XÃ HỒNG THỦY CŨ"]) == Line(LineKind.GROUP, commune="XÃ HỒNG THỦY CŨ")
    assert _line(["Lớp 5A"]) == Line(LineKind.GROUP, school_class="5A")
    assert _line([None, "LỚP: 10A1 (12 học sinh)"]) == Line(LineKind.GROUP, school_class="10A1")


@pytest.mark.parametrize(
    ("cells", "standing"),
    [
        (["A", "HỘ NGHÈO", None, None, None, None, 64], Standing.POOR),
        (["B. Hộ cận nghèo"], Standing.NEAR_POOR),
        (["C", "Hộ thoát nghèo"], Standing.LEFT_POVERTY),
    ],
)
def test_a_group_row_may_name_a_class(cells: Cells, standing: object) -> None:
    assert _line(cells) == Line(LineKind.GROUP, standing=standing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cells",
    [
        [None, "Tổng cộng: 112 hộ (HN: 64; HCN: 48)"],
        ["Tổng cộng", None, None, None, None, None, 450, 64, 48],
        ["Cộng", None, None, None, None, None, 250, 40, 22],
        [None, "CỘNG THÔN 1", 30, 32],
        ["Tổng cộng", "112 hộ"],
        [None, "Tổng số hộ: 112"],
        ["TONG CONG", None, None, None, None, None, 450],
    ],
)
def test_totals_are_recognised(cells: Cells) -> None:
    assert _line(cells).kind is LineKind.TOTAL


@pytest.mark.parametrize(
    "cells",
    [
        [None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, "CHỦ TỊCH"],
        [None, None, None, None, None, "Hồng Thủy, ngày 12 tháng 12 năm 2025"],
        [None, None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
        ["Ghi chú: HN là hộ nghèo, CN là hộ cận nghèo"],
        ["Nơi nhận:"],
        ["Danh sách này có 112 hộ"],
        [None, "Trưởng thôn"],
        [None, "TỔ TRƯỞNG"],
    ],
)
def test_footers_are_recognised(cells: Cells) -> None:
    line = _line(cells, after_footer=cells == [None, "TỔ TRƯỞNG"])
    assert line.kind is LineKind.FOOTER


def test_a_signature_is_a_name_only_after_a_footer() -> None:
    assert _line([None, "Hồ Văn Ký"], after_footer=True).kind is LineKind.FOOTER
    assert _line([None, "Hồ Văn Ký"]).kind is LineKind.PERSON
    assert _line([7, "Hồ Văn Ký"], after_footer=True).kind is LineKind.PERSON


def test_the_row_that_counts_columns_is_recognised() -> None:
    assert _line(list(range(1, 11))).kind is LineKind.NUMBERS
    assert _line(["A", "B", 1, 2, 3, 4, "5=3+4"]).kind is LineKind.NUMBERS


@pytest.mark.parametrize(
    "cells",
    [
        ["Bổ sung theo công văn của tỉnh, xem thêm tệp gửi kèm tháng trước nữa nhé"],
        [None, None, None, None, None, None, 5],
        [None, None, None, None, None, None, None, None, None, "?"],
    ],
)
def test_what_is_none_of_these_is_said_to_be_unknown(cells: Cells) -> None:
    assert _line(cells).kind is LineKind.UNKNOWN
