"""What stands around the households of a sheet: groups, totals, several tables, merges."""

from backend.poverty_lists.draft import Standing, StatedCount
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.tables import Table, read_tables
from backend.poverty_lists.reading.workbook import Area, Sheet
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
