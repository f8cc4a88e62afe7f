import pytest

from backend.poverty_lists.reading.bands import Band, band_at, is_number_row
from backend.poverty_lists.reading.formats.content import Area, Row, Sheet
from tests.backend.poverty_lists.reading.sheets import Cells, sheet


def _band(page: Sheet) -> Band:
    return band_at(page.rows, page.merged, 1, 1)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([1, 2, 3, 4], True),
        (["A", "B", 1, 2, 3], True),
        (["(1)", "(2)", "(3)", "(4)=(2)+(3)"], True),
        ([3, 4, 5], True),
        ([1, "Hồ A Dư", 3], False),
        ([1, 2], False),
        ([1, 5, 40], False),
        (["x", "x", "x"], False),
    ],
)
def test_the_row_that_counts_columns_is_told_from_data(cells: Cells, expected: bool) -> None:
    assert is_number_row(sheet(cells).rows[0]) is expected
    assert not is_number_row(Row(1, {}))


def test_merged_and_centred_groups_stand_above_all_their_columns() -> None:
    page = sheet(
        ["Họ tên", "Phân loại", None, "Điểm", None],
        [None, "HN", "CN", "B1", "B2"],
        merged=[Area(1, 2, 1, 3)],
    )

    assert _band(page).paths == {
        1: ("Họ tên",),
        2: ("Phân loại", "HN"),
        3: ("Phân loại", "CN"),
        4: ("Điểm", "B1"),
        5: ("Điểm", "B2"),
    }


def test_a_header_does_not_swallow_the_first_household() -> None:
    page = sheet(["Họ tên", "Giới tính"], ["Hồ A Dư", "Nam"], [None, "Nữ", "x"])

    assert _band(page).rows == (1,)


def test_thousands_of_merges_over_a_header_are_not_followed() -> None:
    page = sheet(["Họ tên"], merged=[Area(1, 1, 9, 16_384)] * 100_000)

    assert _band(page).rows[0] == 1


def test_a_cell_of_blanks_heads_no_column() -> None:
    assert _band(sheet(["Họ tên", " ", "Diện"])).paths == {1: ("Họ tên",), 3: ("Diện",)}
