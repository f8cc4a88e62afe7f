"""What stands around the households of a sheet: groups, totals, several tables, merges."""

from backend.poverty_lists.draft import Standing, StatedCount
from backend.poverty_lists.reading.formats.content import Area, Sheet
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.tables import Table, read_tables
from tests.backend.poverty_lists.reading.sheets import HEADER, TODAY, Cells, sheet

BARE: Cells = ["STT", "Họ và tên", "Năm sinh"]


def _person(name: str, hamlet: str | None = None) -> Cells:
    return [1, name, 1985, None, "Tà Ôi", hamlet, "HN"]


def _only(page: Sheet) -> Table:
    [table] = read_tables(page, TODAY)
    return table


def _hamlets(page: Sheet) -> dict[str, str]:
    return {row.head_name: row.hamlet for row in _only(page).rows}


def test_the_hamlet_comes_from_the_group_row_above() -> None:
    page = sheet(HEADER, ["I", "Thôn 1"], _person("A"), ["THÔN PARING"], _person("B"))

    assert _hamlets(page) == {"A": "Thôn 1", "B": "THÔN PARING"}


def test_the_column_goes_before_the_group_row() -> None:
    assert _hamlets(sheet(HEADER, ["I", "Thôn 1"], _person("A", "Thôn 2"))) == {"A": "Thôn 2"}


def test_the_name_of_the_sheet_helps_where_nothing_else_does() -> None:
    assert _hamlets(sheet(HEADER, _person("A"), name="Paring")) == {"A": "Paring"}
    assert _hamlets(sheet(HEADER, _person("A"), name="Sheet1")) == {"A": ""}


def test_a_hamlet_merged_down_holds_for_all_its_rows() -> None:
    page = sheet(
        HEADER,
        _person("A", "Thôn 1"),
        _person("B"),
        _person("C"),
        _person("D", "Thôn 2"),
        merged=[Area(2, 6, 4, 6), Area(2, 6, 4, 6)],
    )

    assert _hamlets(page) == {"A": "Thôn 1", "B": "Thôn 1", "C": "Thôn 1", "D": "Thôn 2"}
    assert _only(page).problems == []


def test_a_hamlet_written_once_is_carried_down_and_flagged() -> None:
    table = _only(sheet(HEADER, _person("A", "Thôn 1"), _person("B")))

    assert [row.hamlet for row in table.rows] == ["Thôn 1", "Thôn 1"]
    assert [problem.kind for problem in table.problems] == [Kind.HAMLET_FROM_ABOVE]


def test_the_title_gives_the_class_where_no_column_does() -> None:
    table = _only(sheet(["DANH SÁCH HỘ CẬN NGHÈO NĂM 2026"], BARE, _person("A")))

    assert [row.standing for row in table.rows] == [Standing.NEAR_POOR]


def test_sections_give_the_class_where_no_column_does() -> None:
    page = sheet(
        ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"],
        BARE,
        ["A", "HỘ NGHÈO"],
        _person("A"),
        ["B", "HỘ CẬN NGHÈO"],
        _person("B"),
    )

    assert [row.standing for row in _only(page).rows] == [Standing.POOR, Standing.NEAR_POOR]


def test_the_name_of_the_sheet_gives_the_class_at_last() -> None:
    assert [row.standing for row in _only(sheet(BARE, _person("A"), name="HCN")).rows] == [
        Standing.NEAR_POOR
    ]


def test_two_tables_of_one_sheet_keep_their_own_class() -> None:
    page = sheet(
        ["DANH SÁCH HỘ NGHÈO NĂM 2026"],
        BARE,
        _person("A"),
        ["NGƯỜI LẬP BIỂU"],
        [None, "Hồ Văn Ký"],
        ["DANH SÁCH HỘ CẬN NGHÈO NĂM 2026"],
        BARE,
        _person("B"),
    )

    poor, near_poor = read_tables(page, TODAY)

    assert [row.standing for row in poor.rows] == [Standing.POOR]
    assert [row.standing for row in near_poor.rows] == [Standing.NEAR_POOR]
    assert poor.problems == [] or {problem.kind for problem in poor.problems} == {
        Kind.HAMLET_MISSING
    }


def test_a_table_without_any_class_is_no_list() -> None:
    assert read_tables(sheet(BARE, _person("A")), TODAY) == []


def test_the_total_row_states_counts_in_words_and_under_columns() -> None:
    header: Cells = ["STT", "Họ và tên", "Năm sinh", "Số khẩu", "HN", "HCN"]
    page = sheet(
        header,
        [1, "A", 1985, 4, "x"],
        ["Cộng thôn 1", None, None, 4, 1, 0],
        ["Tổng cộng: 2 hộ", None, None, 8, 1, 1],
    )

    assert _only(page).stated_count == StatedCount(1, 1, 2)


def test_a_row_that_nobody_understands_is_named() -> None:
    table = _only(sheet(HEADER, _person("A", "Thôn 1"), [None] * 7 + ["?"]))

    assert [(problem.kind, problem.row) for problem in table.problems] == [(Kind.NOT_UNDERSTOOD, 3)]


def test_signatures_are_no_households() -> None:
    page = sheet(
        HEADER,
        _person("A", "Thôn 1"),
        [None, "Người lập biểu", None, None, None, "CHỦ TỊCH"],
        [None, "(Ký, ghi rõ họ tên)"],
        [None, "Hồ Văn Ký", None, None, None, "Nguyễn Văn Đóng Dấu"],
    )

    table = _only(page)

    assert [row.head_name for row in table.rows] == ["A"]
    assert table.problems == []


def test_a_hamlet_or_a_class_above_the_header_holds_for_the_table() -> None:
    page = sheet(
        ["BIỂU 1"],
        ["Thôn Paring, xã Hồng Hạ"],
        ["I. HỘ NGHÈO"],
        BARE,
        [1, "Hồ A", 1985],
        ["Cộng: 1 hộ"],
        ["II. HỘ CẬN NGHÈO"],
        BARE,
        [1, "Hồ B", 1985],
    )

    poor, near_poor = read_tables(page, TODAY)

    assert [(row.standing, row.hamlet) for row in (*poor.rows, *near_poor.rows)] == [
        (Standing.POOR, "Thôn Paring"),
        (Standing.NEAR_POOR, "Thôn Paring"),
    ]
    assert poor.stated_count == StatedCount(total=1)
    assert near_poor.stated_count == StatedCount()


def test_a_header_that_each_page_repeats_is_no_new_table() -> None:
    page = sheet(
        HEADER,
        ["Thôn 1"],
        _person("Hồ A"),
        HEADER,
        _person("Hồ B"),
        ["Thôn 2"],
        HEADER,
        _person("C"),
    )

    table = _only(page)

    assert [row.hamlet for row in table.rows] == ["Thôn 1", "Thôn 1", "Thôn 2"]
    assert table.header.rows == (1, 4, 7)
    assert table.problems == []


def test_communes_may_stand_in_a_column_an_address_or_a_group_row() -> None:
    groups = sheet(
        HEADER,
        ["I", "XÃ HỒNG THỦY"],
        _person("Hồ A", "Thôn 1"),
        ["II", "XÃ HỒNG VÂN"],
        _person("B", "Thôn 1"),
    )
    addresses = sheet(HEADER, _person("Hồ A", "Thôn 1, xã Hồng Thủy"))
    columns = sheet(
        [*HEADER[:5], "Xã cũ", "Thôn", "Diện"], [*_person("Hồ A", "Hồng Thủy")[:6], "Thôn 1", "HN"]
    )

    assert [row.commune for row in _only(groups).rows] == ["XÃ HỒNG THỦY", "XÃ HỒNG VÂN"]
    assert [(row.hamlet, row.commune) for row in _only(addresses).rows] == [
        ("Thôn 1", "xã Hồng Thủy")
    ]
    assert [(row.hamlet, row.commune) for row in _only(columns).rows] == [("Thôn 1", "Hồng Thủy")]


def test_letterheads_and_signatures_between_two_tables_are_no_people() -> None:
    foot: list[Cells] = [
        [None, None, None, None, "Hồng Thủy, ngày 12 tháng 12 năm 2025"],
        [None, "NGƯỜI LẬP", None, None, "TM. UBND XÃ"],
        [None, "Hồ Văn Lập", None, None, "Lê Văn Ký"],
        ["UBND XÃ HỒNG THỦY", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH HỘ CẬN NGHÈO NĂM 2026"],
    ]
    page = sheet(
        ["DANH SÁCH HỘ NGHÈO NĂM 2026"],
        HEADER,
        _person("Hồ A", "Thôn 1"),
        *foot,
        HEADER,
        _person("B", "Thôn 1"),
    )

    tables = read_tables(page, TODAY)

    assert [row.head_name for table in tables for row in table.rows] == ["Hồ A", "B"]
    assert [table.problems for table in tables] == [[], []]


def test_no_household_is_lost_to_a_class_that_is_merged_down() -> None:
    page = sheet(
        HEADER,
        _person("Hồ A", "Thôn 1"),
        [*_person("Hồ B", "Thôn 1")[:6]],
        merged=[Area(2, 7, 3, 7)],
    )

    assert [row.standing for row in _only(page).rows] == [Standing.POOR, Standing.POOR]


def test_indicators_are_read_by_the_names_of_their_standard_without_a_group() -> None:
    header = [*BARE, "Diện", "Nhà tiêu", "Dịch vụ số", "Rác thải"]

    [row] = _only(sheet(header, [1, "Hồ A", 1985, "HN", "x", None, 10])).rows

    assert row.deprivations == ("NT", "Rác thải")
