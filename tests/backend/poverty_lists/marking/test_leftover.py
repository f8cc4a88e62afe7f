"""The rows that were not accepted, in a file of their own that reads well."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from backend.errors import Invalid
from backend.poverty_lists.draft import Column, DraftSheet, ListDraft, SheetRole
from backend.poverty_lists.marking.leftover import leftover
from backend.poverty_lists.marking.marked import not_accepted, rows_by_household
from backend.poverty_lists.marking.task import Flaw, Left, Task
from backend.poverty_lists.reading.formats.content import Area, Row, Sheet, Value
from tests.backend.poverty_lists.marking.workbooks import LABELS, NAME, problem, read
from tests.backend.poverty_lists.reading.sheets import write


class TestRowsThatWereNotAccepted:
    def rest(self, content: bytes, draft: ListDraft) -> bytes:
        accepted = rows_by_household(draft.rows)
        return not_accepted(content, "a.xlsx", draft.sheets, accepted, draft.problems).content

    def test_corrected_they_are_all_accepted(
        self, sample: tuple[bytes, ListDraft], tmp_path: Path
    ) -> None:
        content, draft = sample
        workbook = load_workbook(BytesIO(self.rest(content, draft)))
        sheet = workbook[NAME]
        kept = read(self.rest(content, draft), tmp_path)
        for found in kept.problems:
            value = "Hồ Văn Lành" if found.kind == "name_missing" else None
            sheet.cell(found.row, found.column_number).value = value
        corrected = BytesIO()
        workbook.save(corrected)
        again = read(corrected.getvalue(), tmp_path)
        assert not [found for found in again.problems if found.refused]
        assert len(again.rows) == len(draft.refused_rows())
        assert (again.year, again.decision_number) == (draft.year, draft.decision_number)

    def test_they_are_the_refused_ones_and_no_other(
        self, sample: tuple[bytes, ListDraft], tmp_path: Path
    ) -> None:
        content, draft = sample
        kept = read(self.rest(content, draft), tmp_path)
        assert kept.rows == ()
        assert sorted(one.kind for one in kept.problems) == ["name_missing", "standing_both"]

    def test_hamlet_and_class_that_stand_above_come_along(self, tmp_path: Path) -> None:
        header: list[Value | None] = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Số khẩu"]
        rows: list[list[Value | None]] = [
            ["DANH SÁCH HỘ NGHÈO NĂM 2026"],
            header,
            ["I", "Thôn 1"],
            [1, "Hồ Thị A Lơ", 1985, "", 4],
            [2, "Hồ Văn Nghiên", 1979, "", 4],
            ["II", "Thôn Đụt"],
            [1, "Hồ Thị Hoa", 1988, "", 4],
            [2, "", 1990, "046190001234", 4],
            [3, "Hồ Văn Ta", 1991, "", 4],
            [None, "Tổng cộng: 5 hộ"],
        ]
        content = write(tmp_path / "a.xlsx", {"Hộ nghèo": rows}).read_bytes()
        draft = read(content, tmp_path)
        workbook = load_workbook(BytesIO(self.rest(content, draft)))
        texts = [row[1].value for row in workbook["Hộ nghèo"].iter_rows()]
        assert texts == [None, "Họ và tên chủ hộ", "Thôn 1", "Thôn Đụt", None]
        workbook["Hộ nghèo"]["B5"] = "Hồ Văn Lành"
        mended = BytesIO()
        workbook.save(mended)
        [row] = read(mended.getvalue(), tmp_path).rows
        assert (row.head_name, row.hamlet, row.standing) == ("Hồ Văn Lành", "Thôn Đụt", "poor")

    def test_a_file_without_a_refused_row_has_none(self) -> None:
        sheets = [DraftSheet("A", SheetRole.LIST, (1,), {"hamlet": Column("Thôn", 3)})]
        with pytest.raises(Invalid, match="không còn dòng nào"):
            not_accepted(b"x", "a.xlsx", sheets, {}, [problem(3, refused=False)])


HOUSEHOLDS = [[5], [6, 7], [10], [12, 13]]


def closed_up(rows: list[Row], refused: set[int], merged: tuple[Area, ...] = ()) -> dict[int, Row]:
    """The kept rows by where they stood."""
    sheet = Sheet("A", True, merged, rows)
    flaws = [Flaw("A", row, 1, "", "x", "y", True) for row in sorted(refused)]
    task = Task(flaws, LABELS, left={"A": Left(2, 3, HOUSEHOLDS)})
    moved, [kept] = leftover(task, [sheet])
    assert [row.number for row in kept.rows] == list(range(1, len(kept.rows) + 1))
    assert all(flaw.source_row in refused for flaw in moved.flaws)
    return {int(str(row.cells[1])): row for row in kept.rows}


def rows(*numbers: int, hamlets: dict[int, str] | None = None) -> list[Row]:
    named = hamlets or {}
    return [Row(n, {1: n, **({3: named[n]} if n in named else {})}) for n in numbers]


def test_a_refused_member_brings_its_household() -> None:
    kept = closed_up(rows(*range(1, 15)), {8, 11})
    assert set(kept) == {1, 2, 3, 4, 6, 7, 8, 9, 11}, "10 stands alone: it has no members"


def test_a_hamlet_that_is_named_once_is_filled_in() -> None:
    kept = closed_up(rows(1, 2, 5, 10, 11, hamlets={5: "Thôn 1"}), {11})
    assert kept[11].cells[3] == "Thôn 1"
    kept = closed_up(rows(1, 2, 5, 9, 11, hamlets={5: "Thôn 1"}), {11})
    assert 3 not in kept[11].cells, "row 9 may name another hamlet"


def test_a_hamlet_that_is_merged_down_is_filled_in() -> None:
    kept = closed_up(rows(1, 2, 5, 10, 11, hamlets={5: "Thôn 1"}), {11}, (Area(5, 3, 11, 3),))
    assert kept[11].cells[3] == "Thôn 1"
