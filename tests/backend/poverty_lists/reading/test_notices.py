from collections import Counter, deque
from datetime import date

import pytest

from backend.poverty_lists.draft import DraftSheet, ListDraft, SheetRole, StatedCount
from backend.poverty_lists.reading.describe import Read
from backend.poverty_lists.reading.formats.content import Sheet, Value
from backend.poverty_lists.reading.notices import notices_of
from backend.poverty_lists.reading.tables import SheetWalk
from tests.backend.poverty_lists.reading.sheets import HEADER, TODAY, sheet


def _read(page: Sheet) -> Read:
    walk = SheetWalk(page, TODAY, {})
    deque(walk, maxlen=0)
    return Read(page, walk.lists, swapped=walk.dates.are_swapped)


def test_counts_that_differ_are_shown_and_never_mended() -> None:
    draft = ListDraft("a.xlsx", "00", year=2026, stated_count=StatedCount(poor=64, total=112))

    assert notices_of(draft, Counter(), [], far_cells=0) == (
        "Tệp ghi tổng cộng 112 hộ nhưng em đọc được 0 hộ.",
        "Tệp ghi 64 hộ nghèo nhưng em đọc được 0 hộ nghèo.",
    )


def test_a_file_as_it_should_be_gets_no_notice() -> None:
    assert notices_of(ListDraft("a.xlsx", "00", year=2026), Counter(), [], far_cells=0) == ()


def test_a_missing_year_and_far_cells_are_said() -> None:
    missing_year, far = notices_of(ListDraft("a.xlsx", "00"), Counter(), [], far_cells=3)

    assert "năm của danh sách" in missing_year
    assert far == "Em đã bỏ qua 3 ô nằm rất xa bảng."


def test_a_class_taken_from_the_title_is_said() -> None:
    page = sheet(["DANH SÁCH HỘ NGHÈO"], ["STT", "Họ tên", "Năm sinh"], [1, "A", 1985])
    draft = ListDraft("a", "00", year=2026, sheets=(DraftSheet("Sheet1", SheetRole.LIST),))

    [notice] = notices_of(draft, Counter(), [_read(page)], far_cells=0)

    assert "không có cột phân loại" in notice


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        ([date(1985, 5, 3), date(1990, 7, 12), "15/3/1979"], 1),
        ([date(1985, 5, 3), date(1990, 7, 13), "15/3/1979"], 0),
        ([date(1985, 5, 3), date(1990, 7, 12), "1979"], 0),
        ([date(1985, 5, 3), date(1990, 7, 12), "12/3/1979"], 0),
        (["13/5/1985", "15/3/1979"], 0),
    ],
)
def test_dates_that_excel_may_have_swapped_are_suspected(
    births: list[Value], expected: int
) -> None:
    people = [[1, "Hồ A Dư", birth, None, None, "Thôn 1", "HN"] for birth in births]
    page = sheet(HEADER, *people)
    draft = ListDraft("a", "00", year=2026, sheets=(DraftSheet("Sheet1", SheetRole.LIST),))

    assert len(notices_of(draft, Counter(), [_read(page)], far_cells=0)) == expected
