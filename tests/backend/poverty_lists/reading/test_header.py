"""Headers as communes build them; the same table drawn in many ways gives the same columns."""

import pytest

from backend.poverty_lists.reading.find_header import find_headers
from backend.poverty_lists.reading.formats.content import Area
from backend.poverty_lists.reading.header import Header
from tests.backend.poverty_lists.reading.sheets import HEADER, Cells, sheet

TITLE: list[Cells] = [
    ["UBND XÃ HỒNG THỦY", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["BCĐ RÀ SOÁT HỘ NGHÈO", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"],
    ["(Kèm theo Quyết định số 215/QĐ-UBND ngày 10/12/2025)"],
]
TOP: Cells = [
    "STT", "Họ và tên chủ hộ", "Ngày, tháng, năm sinh", None, "Số CCCD", "Thôn", "Phân loại", None,
    "Kết quả điểm", None, "Thiếu hụt các dịch vụ XH cơ bản", None, "Ghi chú",
]  # fmt: skip
BELOW: Cells = [None, None, "Nam", "Nữ", None, None, "HN", "CN", "B1", "B2", "VL", "TT", None]
NUMBERS: Cells = [*range(1, 14)]
GROUP: Cells = ["I", "Thôn 1", None, None, None, None, 62]
PERSON: Cells = [1, "Hồ Thị A Lơ", None, 1985, "046185001234", "Thôn 1", "x", None, 125, 40, "x"]

COLUMNS = {
    "number": 1,
    "head_name": 2,
    "male": 3,
    "female": 4,
    "citizen_id": 5,
    "hamlet": 6,
    "poor": 7,
    "near_poor": 8,
    "income_points": 9,
    "deprivation_points": 10,
    "note": 13,
}


def _columns(header: Header) -> dict[str, int]:
    return {name: column.number for name, column in header.fields.items()}


def _merges(top: int) -> list[Area]:
    across = [Area(top, left, top, left + 1) for left in (3, 7, 9, 11)]
    down = [Area(top, column, top + 1, column) for column in (1, 2, 5, 6, 13)]
    return across + down


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("title_rows", [0, 1, 4, 5])
def test_two_rows_are_found_wherever_they_stand(
    title_rows: int, numbers: bool, merged: bool
) -> None:
    rows = [*TITLE[:title_rows], TOP, BELOW, *([NUMBERS] if numbers else []), GROUP, PERSON]
    page = sheet(*rows, merged=_merges(title_rows + 1) if merged else [])

    [header] = find_headers(page)

    assert _columns(header) == COLUMNS
    assert header.indicators == {11: "VL", 12: "TT"}
    assert header.rows == tuple(range(title_rows + 1, title_rows + 3 + numbers))


def test_columns_may_be_counted_with_letters_first() -> None:
    numbers: Cells = ["A", "B", *range(1, 12)]

    [header] = find_headers(sheet(TOP, BELOW, numbers, PERSON))

    assert header.rows == (1, 2, 3)


def test_three_rows_with_the_name_in_the_middle() -> None:
    page = sheet(
        ["Thông tin chủ hộ", None, None, "Kết quả rà soát", None, None, None],
        ["STT", "Họ và tên", "Năm sinh", "Phân loại hộ", None, "Thiếu hụt", None],
        [None, None, None, "HN", "HCN", "BHYT", "NN"],
        [1, "Hồ Thị A Lơ", 1985, "x"],
        merged=[Area(1, 1, 1, 3), Area(1, 4, 1, 7), Area(2, 4, 2, 5), Area(2, 6, 2, 7)]
        + [Area(2, column, 3, column) for column in (1, 2, 3)],
    )

    [header] = find_headers(page)

    assert header.rows == (1, 2, 3)
    assert _columns(header) == {"number": 1, "head_name": 2, "birth": 3, "poor": 4, "near_poor": 5}
    assert header.indicators == {6: "BHYT", 7: "NN"}


def test_one_row_with_a_class_column() -> None:
    [header] = find_headers(sheet(HEADER))

    assert header.has_standing
    assert header.rows == (1,)


def test_classes_side_by_side_without_a_group_are_read() -> None:
    [header] = find_headers(sheet(["TT", "Họ tên", "Năm sinh", "HN", "CN"]))

    assert _columns(header)["poor"] == 4
    assert _columns(header)["near_poor"] == 5


def test_a_worker_beside_a_job_is_not_near_poor() -> None:
    [header] = find_headers(sheet(["TT", "Họ tên", "Năm sinh", "Hộ nghèo", "Nông dân", "CN"]))

    assert "near_poor" not in header.fields


def test_causes_of_poverty_are_neither_classes_nor_deprivations() -> None:
    page = sheet(
        ["TT", "Họ tên", "Năm sinh", "Phân loại", "Nguyên nhân nghèo", None],
        [None, None, None, None, "Thiếu vốn", "TT"],
        merged=[Area(1, 5, 1, 6), *(Area(1, column, 2, column) for column in range(1, 5))],
    )

    [header] = find_headers(page)

    assert header.indicators == {}
    assert _columns(header) == {"number": 1, "head_name": 2, "birth": 3, "standing": 4}


def test_day_month_and_year_may_have_a_column_each() -> None:
    page = sheet(
        ["TT", "Họ tên", "Ngày tháng năm sinh", None, None, "Phân loại"],
        [None, None, "Ngày", "Tháng", "Năm", None],
        merged=[Area(1, 3, 1, 5), *(Area(1, column, 2, column) for column in (1, 2, 6))],
    )

    [header] = find_headers(page)

    assert _columns(header) == {
        "number": 1,
        "head_name": 2,
        "birth_day": 3,
        "birth_month": 4,
        "birth_year": 5,
        "standing": 6,
    }


def test_the_hamlet_column_goes_before_a_full_address() -> None:
    [header] = find_headers(sheet(["Họ tên", "Năm sinh", "Địa chỉ", "Thôn", "Diện"]))

    assert _columns(header)["hamlet"] == 4


def test_points_may_be_headed_a_and_b() -> None:
    page = sheet(
        ["Họ tên", "Năm sinh", "Diện", "Điểm", None],
        [None, None, None, "A", "B"],
        merged=[Area(1, 4, 1, 5), *(Area(1, column, 2, column) for column in (1, 2, 3))],
    )

    [header] = find_headers(page)

    assert _columns(header)["income_points"] == 4
    assert _columns(header)["deprivation_points"] == 5


def test_two_tables_in_one_sheet_have_a_header_each() -> None:
    headers = find_headers(
        sheet(HEADER, [1, "A"], [], ["DANH SÁCH HỘ CẬN NGHÈO"], HEADER, [1, "B"])
    )

    assert [header.rows for header in headers] == [(1,), (5,)]


def test_a_merge_over_the_whole_sheet_does_no_harm() -> None:
    assert len(find_headers(sheet(HEADER, merged=[Area(1, 1, 1_048_576, 16_384)]))) <= 1


def test_two_columns_of_one_name_keep_both_texts() -> None:
    [header] = find_headers(sheet([*HEADER, "Ghi chú"]))

    assert len(set(header.texts.values())) == len(header.texts) == 9


def test_of_two_classes_the_newer_one_counts() -> None:
    page = sheet(
        ["TT", "Họ tên", "Năm sinh", "Phân loại hộ", None],
        [None, None, None, "Năm 2025", "Năm 2026"],
        [1, "Hồ A Dư", 1985, "HN", "HCN"],
        merged=[Area(1, 4, 1, 5)],
    )

    [header] = find_headers(page)

    assert _columns(header)["standing"] == 5


def test_a_name_may_have_two_columns_below_one_header() -> None:
    merged = [Area(1, 2, 1, 3)]
    across = sheet(["TT", "Họ và tên", None, "Năm sinh", "Diện"], [1, "Hồ Văn", "A"], merged=merged)
    below = sheet(["TT", "Họ và tên", None, "NS", "Diện"], [None, "Họ đệm", "Tên"], merged=merged)

    for page in (across, below):
        [header] = find_headers(page)
        assert (_columns(header)["family_name"], _columns(header)["given_name"]) == (2, 3)


@pytest.mark.parametrize(
    "rows",
    [
        [["Chỉ tiêu", "Số hộ", "Hộ nghèo"], ["Thôn 1", 62, 40]],
        [["Họ và tên", "Chức vụ"], ["Hồ Văn A", "Chủ tịch"]],
        [["DANH SÁCH HỘ NGHÈO"], ["Hồ Văn A", 1985, "x"]],
    ],
)
def test_other_tables_are_no_household_lists(rows: list[Cells]) -> None:
    assert find_headers(sheet(*rows)) == []
