"""Lists of a school: a row is a pupil, the head is the parent that it names."""

import pytest

from backend.poverty_lists.draft import Shape, Standing
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.tables import Table, read_tables
from tests.backend.poverty_lists.reading.sheets import TODAY, Cells, sheet

TOP: Cells = [
    "STT", "Họ và tên học sinh", "Ngày sinh", "Lớp", "Họ tên cha/mẹ", "Diện (HN/HCN/MC)", "Thôn",
    "SĐT phụ huynh", "Đã có thiết bị (x)", "Ghi chú",
]  # fmt: skip
PUPIL: Cells = [1, "Hồ Văn Tí", "3/5/2014", "5A", "Hồ Văn Kê", "HN", "Thôn 1", 912345678, "x"]


def _table(*rows: Cells, top: Cells = TOP, name: str = "Sheet1") -> Table:
    [table] = read_tables(sheet(top, *rows, name=name), TODAY)
    return table


def test_a_pupil_is_the_one_member_of_the_parents_household() -> None:
    table = _table(PUPIL)
    [row] = table.rows
    [pupil] = row.members

    assert table.shape is Shape.PUPILS
    assert (row.head_name, row.standing, row.hamlet) == ("Hồ Văn Kê", Standing.POOR, "Thôn 1")
    assert (row.phone, row.birth_year) == ("0912345678", None)
    assert (pupil.name, pupil.school_class, pupil.has_device) == ("Hồ Văn Tí", "5A", True)
    assert (pupil.birth_year, table.problems) == (2014, [])


@pytest.mark.parametrize(
    ("said", "standing", "note"),
    [
        ("HN", Standing.POOR, ""),
        ("HCN", Standing.NEAR_POOR, ""),
        ("MC", None, "MC"),
        ("Mồ côi cha", None, "Mồ côi cha"),
        ("HN, mồ côi", Standing.POOR, "HN, mồ côi"),
        (None, None, ""),
        ("Con hộ cận nghèo", Standing.NEAR_POOR, "Con hộ cận nghèo"),
    ],
)
def test_a_standing_is_taken_where_one_is_said_and_the_rest_is_noted(
    said: str | None, standing: Standing | None, note: str
) -> None:
    [row] = _table([*PUPIL[:5], said, *PUPIL[6:]]).rows

    assert (row.standing, row.note) == (standing, note)


def test_two_parents_one_name_in_two_columns_and_any_header_of_the_pupil() -> None:
    top: Cells = [
        "TT",
        "Họ",
        "Tên",
        "Năm sinh",
        "Lớp",
        "Họ tên bố",
        "Họ tên mẹ",
        "Hộ nghèo",
        "Hộ cận nghèo",
    ]

    [first, second] = _table(
        [1, "Hồ Văn", "Tí", 2014, "5A", "Hồ Văn Kê", "Hồ Thị Lan", "x"],
        [2, "Vừ Thị", "Mỷ", 2013, "6/2", None, "Giàng Thị Máy", None, "x"],
        top=top,
    ).rows

    assert (first.head_name, first.members[0].name, first.note) == (
        "Hồ Văn Kê",
        "Hồ Văn Tí",
        "Hồ Thị Lan",
    )
    assert (second.head_name, second.members[0].school_class) == ("Giàng Thị Máy", "6/2")
    assert (first.standing, second.standing) == (Standing.POOR, Standing.NEAR_POOR)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Lớp 5A", []),
        ("5A", []),
        ("Sheet1", [["Lớp 5A"]]),
        ("Sheet1", [["I", "LỚP: 5A (12 học sinh)"]]),
    ],
)
def test_the_class_may_stand_in_a_group_row_or_the_name_of_the_sheet(
    name: str, rows: list[Cells]
) -> None:
    top: Cells = ["STT", "Họ và tên học sinh", "Ngày sinh", "Họ tên cha/mẹ", "Diện", "Thôn"]

    [row] = _table(
        *rows, [1, "Hồ Văn Tí", "3/5/2014", "Hồ Kê", "HN", "Thôn 1"], top=top, name=name
    ).rows

    assert (row.members[0].school_class, row.hamlet) == ("5A", "Thôn 1")


def test_a_pupil_without_parents_has_no_head() -> None:
    [row] = _table([*PUPIL[:4], None, *PUPIL[5:]]).rows

    assert row.head_name == ""


@pytest.mark.parametrize(
    ("cells", "devices"),
    [
        (["x", None], [True, False]),
        (["có", "không"], [True, False]),
        ([None, None], [None, None]),
        (["Có", "chưa"], [True, False]),
        (["1", "0"], [True, False]),
    ],
)
def test_a_blank_means_no_only_where_yes_is_ticked(
    cells: list[str | None], devices: list[bool | None]
) -> None:
    rows = _table(*([*PUPIL[:8], cell] for cell in cells)).rows

    assert [row.members[0].has_device for row in rows] == devices


def test_a_pupil_without_a_name_is_refused() -> None:
    table = _table([1, None, *PUPIL[2:]])

    assert table.rows == []
    assert [found.kind for found in table.problems] == [Kind.PUPIL_NAME_MISSING]
