"""From a file to a draft; no written household is lost without a word."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.errors import Invalid
from backend.poverty_lists.draft import SheetRole, Standing, StatedCount
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.reader import read_list
from backend.poverty_lists.reading.tables import read_tables
from tests.backend.poverty_lists.reading.sheets import HEADER, TODAY, Cells, sheet, write

TITLE: Cells = ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"]


def _person(number: int, name: str, hamlet: str = "Thôn 1", standing: str = "HN") -> Cells:
    return [number, name, 1980 + number, None, "Tà Ôi", hamlet, standing]


def test_all_list_sheets_are_read_and_the_others_named(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.xlsx",
        {
            "Tổng hợp": [["Thôn", "Số hộ"], ["Thôn 1", 2]],
            "Thôn 1": [TITLE, HEADER, _person(1, "Hồ A Dư"), ["Tổng cộng: 3 hộ"]],
            "Thôn 2": [TITLE, HEADER, _person(1, "Hồ Kê", "Thôn 2"), ["Tổng cộng: 1 hộ"]],
            "Cũ": [HEADER, _person(1, "Hồ Văn Cũ")],
            "Sheet5": [],
        },
        hidden=["Cũ"],
    )

    draft = read_list(path, "danh sách.xlsx", TODAY)

    assert [sheet.role for sheet in draft.sheets] == [
        SheetRole.SUMMARY,
        SheetRole.LIST,
        SheetRole.LIST,
        SheetRole.HIDDEN,
        SheetRole.EMPTY,
    ]
    assert [(row.sheet, row.row, row.head_name) for row in draft.rows] == [
        ("Thôn 1", 3, "Hồ A Dư"),
        ("Thôn 2", 3, "Hồ Kê"),
    ]
    assert draft.notices == (
        "Tệp ghi tổng cộng 4 hộ nhưng em đọc được 2 hộ.",
        "Trang “Tổng hợp” không có dòng tiêu đề của danh sách nên em không đọc.",
        "Trang “Cũ” đang bị ẩn nên em không đọc.",
    )
    assert (draft.year, draft.standard) == (2026, "NĐ 07/2021/NĐ-CP")
    assert draft.stated_count == StatedCount(total=4)
    assert draft.file_name == "danh sách.xlsx"
    assert draft.file_hash == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_household_in_two_sheets_is_taken_once(tmp_path: Path) -> None:
    rows = [TITLE, HEADER, _person(1, "Hồ A Dư")]
    path = write(tmp_path / "a.xlsx", {"Thôn 1": rows, "Thôn 2": rows})

    draft = read_list(path, "a.xlsx", TODAY)

    assert len(draft.rows) == 1
    assert [(problem.sheet, problem.kind) for problem in draft.problems] == [
        ("Thôn 2", Kind.DUPLICATE)
    ]


def test_one_hamlet_is_spelt_one_way(tmp_path: Path) -> None:
    rows = [TITLE, HEADER, _person(1, "Hồ A Dư", "Thôn 1"), _person(2, "Hồ Kê", "THÔN 1")]

    draft = read_list(write(tmp_path / "a.xlsx", {"Sheet1": rows}), "a.xlsx", TODAY)

    assert draft.counts_by_hamlet() == {"Thôn 1": {Standing.POOR: 2}}


@pytest.mark.parametrize(
    ("sheets", "hidden", "words"),
    [
        ({"Sheet1": []}, [], "chưa có chữ nào"),
        ({"Sheet1": [["Thôn 1", 62]]}, [], "Họ và tên chủ hộ"),
        ({"Sheet1": [["STT", "Họ tên", "Năm sinh"], [1, "A", 1985]]}, [], "cột phân loại"),
        ({"Sheet1": [["x"]], "Ẩn": [HEADER]}, ["Ẩn"], "bỏ ẩn"),
    ],
)
def test_a_workbook_without_a_list_is_refused_with_what_it_needs(
    tmp_path: Path, sheets: dict[str, list[Cells]], hidden: list[str], words: str
) -> None:
    path = write(tmp_path / "a.xlsx", sheets, hidden)

    with pytest.raises(Invalid, match=words):
        read_list(path, "a.xlsx", TODAY)


def test_dates_that_excel_may_have_swapped_are_pointed_out(tmp_path: Path) -> None:
    births: Cells = [date(1985, 5, 3), date(1990, 7, 12), "15/3/1979"]
    people: list[Cells] = [
        [number, f"Hồ {number}A", birth, None, "Tà Ôi", "Thôn 1", "HN"]
        for number, birth in enumerate(births)
    ]

    draft = read_list(write(tmp_path / "a.xlsx", {"Sheet1": [TITLE, HEADER, *people]}), "a", TODAY)

    assert len(draft.notices) == 1
    assert "đảo ngày và tháng" in draft.notices[0]


_CELLS: st.SearchStrategy[Any] = st.none() | st.sampled_from(
    ["x", "HN", "HCN", 1985, "15/3/1985", 5]
)
_ANYTHING: st.SearchStrategy[Any] = (
    st.none() | st.text(max_size=20) | st.integers(-5, 10**12) | st.booleans() | st.dates()
)
_PERSON = st.tuples(
    st.integers(1, 500),
    st.sampled_from(["Hồ Thị A Lơ", "Tống Thị Lan", "Bàn Văn Tổ", "Y Sâm", "Trương Ký", "Công"]),
    _CELLS,
    _ANYTHING,
    st.none() | st.just("Tà Ôi"),
    st.none() | st.sampled_from(["Thôn 1", "Thôn 2"]),
    st.none() | st.sampled_from(["HN", "HCN", "TN", "PS", "x"]),
    st.none() | st.sampled_from(["Đơn thân", "Cộng thêm", "Ghi chú của cán bộ"]),
)
_BETWEEN = st.sampled_from(
    [[], ["I", "Thôn 1"], ["Cộng", None, 12], ["NGƯỜI LẬP BIỂU"], [None, "THÔN PARING"], HEADER]
)


@given(st.lists(st.tuples(_BETWEEN, _PERSON), max_size=12))
def test_every_written_household_is_read_or_named(people: list[tuple[Cells, Cells]]) -> None:
    rows: list[Cells] = [TITLE, HEADER]
    written: set[int] = set()
    for between, person in people:
        rows += [between, person]
        written.add(len(rows))

    tables = read_tables(sheet(*rows), TODAY)

    read = [row.row for table in tables for row in table.rows]
    refused = {problem.row for table in tables for problem in table.problems if problem.refused}
    assert len(read) == len(set(read))
    assert set(read) | refused >= written
    assert not set(read) & refused


@given(st.lists(st.lists(_ANYTHING, max_size=9), max_size=8), st.integers(0, 8))
@settings(deadline=None)
def test_any_cells_below_a_header_are_read_without_an_exception(
    rows: list[Cells], place: int
) -> None:
    rows.insert(place, HEADER)

    for table in read_tables(sheet(*rows), TODAY):
        assert {row.row for row in table.rows} <= set(range(1, len(rows) + 1))
