"""The officer's own workbook comes back with its flaws marked, everything else as it was, and reads
well once they are corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from backend.errors import Invalid
from backend.poverty_lists.draft import Column, DraftSheet, ListDraft, Problem, SheetRole
from backend.poverty_lists.marking.anew import write_anew
from backend.poverty_lists.marking.child import _is_small
from backend.poverty_lists.marking.leftover import leftover
from backend.poverty_lists.marking.marked import marked, not_accepted, rows_by_household
from backend.poverty_lists.marking.marks import FLAGGED, REFUSED, REFUSED_ROW
from backend.poverty_lists.marking.task import Flaw, Labels, Left, Task
from backend.poverty_lists.reading.formats import open_file
from backend.poverty_lists.reading.formats.content import Area, Row, Sheet, Value
from backend.poverty_lists.reading.reader import read_list
from backend.poverty_lists.sample import write_sample
from tests.backend.poverty_lists.reading.sheets import HEADER, TODAY, write

NAME = "DS HN, HCN 2026"
LABELS = Labels("Cần sửa", ("Ở trang", "Dòng", "Cột", "Kết quả", "Cần sửa gì", "Dòng cũ"), "R", "F")


def problem(
    row: int, number: int = 0, *, sheet: str = "A", refused: bool = True, kind: str = "name_missing"
) -> Problem:
    return Problem(sheet, row, "Cột", kind, f"Sửa ô {number}.", refused, number)


def cells_of(content: bytes, folder: Path) -> list[Sheet]:
    path = folder / "read.xlsx"
    path.write_bytes(content)
    return list(open_file(path).sheets)


def read(content: bytes, folder: Path, name: str = "read.xlsx") -> ListDraft:
    path = folder / name
    path.write_bytes(content)
    return read_list(path, name, TODAY)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ListDraft]:
    path = tmp_path_factory.mktemp("sample") / "mau.xlsx"
    write_sample(path)
    return path.read_bytes(), read_list(path, "mau.xlsx", TODAY)


def colour(cell: Any) -> str:
    fill: str = cell.fill.start_color.rgb[2:] if cell.fill.fill_type else ""
    return fill


def test_bad_cells_are_coloured_and_say_what_to_do(sample: tuple[bytes, ListDraft]) -> None:
    content, draft = sample
    sheet = load_workbook(BytesIO(marked(content, "mau.xlsx", draft.problems).content))[NAME]
    for found in draft.problems:
        cell = sheet.cell(found.row, found.column_number)
        assert found.sentence in cell.comment.text
        assert colour(cell) == (REFUSED if found.refused else FLAGGED)
        assert colour(sheet.cell(found.row, 6)) == (REFUSED_ROW if found.refused else "")
    marked_rows = {found.row for found in draft.problems}
    for row in sheet.iter_rows():
        for cell in row if row[0].row not in marked_rows else ():
            assert not cell.comment
            assert colour(cell) not in (REFUSED, REFUSED_ROW, FLAGGED)


def test_an_added_sheet_lists_every_flaw_with_a_link(sample: tuple[bytes, ListDraft]) -> None:
    content, draft = sample
    name, written = marked(content, "mau.xlsx", draft.problems)
    workbook = load_workbook(BytesIO(written))
    assert name == "mau, chỗ cần sửa.xlsx"
    assert workbook.sheetnames == [NAME, "Cần sửa"]
    listing = workbook["Cần sửa"]
    lines = list(listing.iter_rows(min_row=2))
    assert [line[3].value for line in lines] == ["Không nhận"] * 2 + ["Nhận, cần xem lại"] * 2
    for line in lines:
        [one] = [found for found in draft.problems if found.row == line[1].value]
        assert line[4].value == one.sentence
        column = sheet_letter(one.column_number)
        assert line[1].hyperlink.location == f"'{NAME}'!{column}{one.row}"


def sheet_letter(number: int) -> str:
    return chr(ord("A") + number - 1)


def test_a_corrected_workbook_reads_well(sample: tuple[bytes, ListDraft], tmp_path: Path) -> None:
    content, draft = sample
    workbook = load_workbook(BytesIO(marked(content, "mau.xlsx", draft.problems).content))
    sheet = workbook[NAME]
    by_kind = {found.kind: found for found in draft.problems}
    sheet.cell(
        by_kind["standing_both"].row, by_kind["standing_both"].column_number + 1
    ).value = None
    sheet.cell(by_kind["name_missing"].row, 2).value = "Hồ Văn Lành"
    for kind in ("citizen_id_rounded", "citizen_id_repaired"):
        sheet.cell(by_kind[kind].row, 5).value = None
    corrected = BytesIO()
    workbook.save(corrected)
    again = read(corrected.getvalue(), tmp_path)
    assert again.problems == ()
    assert len(again.rows) == len(draft.rows) + 2
    assert (again.year, again.decision_number) == (draft.year, draft.decision_number)


def test_a_marked_file_that_nobody_touched_reads_the_same(
    sample: tuple[bytes, ListDraft], tmp_path: Path
) -> None:
    content, draft = sample
    again = read(marked(content, "mau.xlsx", draft.problems).content, tmp_path)
    assert again.rows == draft.rows
    assert again.problems == draft.problems


def test_marks_of_last_time_are_gone_from_what_was_corrected(
    sample: tuple[bytes, ListDraft],
) -> None:
    content, draft = sample
    first = marked(content, "mau.xlsx", draft.problems).content
    second = load_workbook(BytesIO(marked(first, "mau.xlsx", draft.problems[:1]).content))
    assert second.sheetnames == [NAME, "Cần sửa"]
    comments = [cell for row in second[NAME].iter_rows() for cell in row if cell.comment]
    assert [cell.row for cell in comments] == [draft.problems[0].row]
    coloured = {
        cell.row
        for row in second[NAME].iter_rows()
        for cell in row
        if colour(cell) in (REFUSED, FLAGGED)
    }
    assert coloured == {draft.problems[0].row}


@pytest.fixture
def rich(tmp_path: Path) -> bytes:
    """Everything that a clerk's workbook may hold beside its cells."""
    path = tmp_path / "rich.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("A & B's")
        workbook.add_worksheet("Ẩn").hide()
        bold = workbook.add_format(
            {"bold": True, "bg_color": "#00FF00", "num_format": "dd/mm/yyyy"}
        )
        sheet.write_row(0, 0, ["STT", "Tên"], bold)
        sheet.write_number(1, 0, 1)
        sheet.write_string(1, 1, "=CMD|' /C calc'!A0")
        sheet.write_formula(2, 0, "=A2+1", None, 2)
        sheet.write_formula(2, 1, '="Hồ "&"Văn <A>"', None, "Hồ Văn <A>")
        sheet.write_formula(3, 0, "=DATE(1985,3,15)", bold, 31121)
        sheet.write_formula(3, 1, "=1=1", None, True)
        sheet.write_datetime(4, 1, date(1979, 5, 12), bold)
        sheet.set_column(5, 5, 22, None, {"hidden": True})
        sheet.set_row(6, 31, None, {"hidden": True})
        sheet.data_validation("D1:D9", {"validate": "list", "source": ["HN", "HCN"]})
        sheet.write_comment("A2", "ghi chú của xã")
        sheet.merge_range("E1:F3", "gộp", bold)
        sheet.freeze_panes(1, 0)
    return path.read_bytes()


RICH = "A & B's"


def test_everything_else_stays_as_it_was(rich: bytes, tmp_path: Path) -> None:
    flaws = [problem(3, 2, sheet=RICH), problem(2, 1, sheet=RICH, refused=False)]
    before, after = (
        cells_of(rich, tmp_path)[0],
        cells_of(marked(rich, "a.xlsx", flaws).content, tmp_path)[0],
    )
    assert list(after.rows) == list(before.rows), "also the results of formulas"
    assert sorted(after.merged) == sorted(before.merged)
    was, now = (
        load_workbook(BytesIO(one)) for one in (rich, marked(rich, "a.xlsx", flaws).content)
    )
    assert now["Ẩn"].sheet_state == "hidden"
    for row in was[RICH].iter_rows():
        for cell in row:
            other = now[RICH][cell.coordinate]
            assert other.value == cell.value
            assert repr(other.font) == repr(cell.font)
            if cell.row != 3:
                assert other.number_format == cell.number_format
    sheet = now[RICH]
    assert sheet.column_dimensions["F"].hidden
    assert sheet.row_dimensions[7].hidden
    assert sheet.row_dimensions[7].height == was[RICH].row_dimensions[7].height
    assert sheet.freeze_panes == "A2"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "D1:D9"
    assert sheet["B2"].data_type == "s", "a text that begins like a formula stays a text"


def test_a_comment_of_theirs_is_kept_before_and_after(rich: bytes) -> None:
    flaw = problem(2, 1, sheet=RICH)
    first = marked(rich, "a.xlsx", [flaw]).content
    text = load_workbook(BytesIO(first))[RICH]["A2"].comment.text
    assert text == "ghi chú của xã\nNối Sóng:\nSửa ô 1."
    second = load_workbook(BytesIO(marked(first, "a.xlsx", [problem(3, 1, sheet=RICH)]).content))
    assert second[RICH]["A2"].comment.text == "ghi chú của xã"


def test_a_flaw_inside_merged_cells_is_shown_where_they_are_seen(rich: bytes) -> None:
    sheet = load_workbook(BytesIO(marked(rich, "a.xlsx", [problem(3, 6, sheet=RICH)]).content))[
        RICH
    ]
    assert "Sửa ô 6." in sheet["E1"].comment.text


def test_a_flaw_of_a_whole_row_stands_at_its_first_cell(rich: bytes) -> None:
    flaws = [problem(5, sheet=RICH), problem(400, 3, sheet=RICH), problem(9, sheet="Không có")]
    sheet = load_workbook(BytesIO(marked(rich, "a.xlsx", flaws).content))[RICH]
    assert "Sửa ô 0." in sheet["B5"].comment.text
    assert "Sửa ô 3." in sheet["C400"].comment.text, "an empty cell may be what is wrong"


def test_where_numbers_are_typed_anew_their_zeros_stay(rich: bytes) -> None:
    flaw = problem(3, 1, sheet=RICH, refused=False, kind="citizen_id_rounded")
    sheet = load_workbook(BytesIO(marked(rich, "a.xlsx", [flaw]).content))[RICH]
    assert sheet["A3"].number_format == "@"


def test_a_sheet_of_theirs_with_our_name_is_left_alone(tmp_path: Path) -> None:
    content = write(tmp_path / "a.xlsx", {"Cần sửa": [["việc của xã"]], "A": [["a"]]}).read_bytes()
    workbook = load_workbook(BytesIO(marked(content, "a.xlsx", [problem(1, 1)]).content))
    assert workbook.sheetnames == ["Cần sửa", "A", "Cần sửa 2"]
    assert workbook["Cần sửa"]["A1"].value == "việc của xã"


ROWS: list[list[Value | None]] = [
    ["DANH SÁCH HỘ NGHÈO NĂM 2026"],
    HEADER,
    [1, "Hồ Thị A Lơ", "15/3/1985", "046185001234", "Tà Ôi", "Thôn 1", "HN", "=1+1"],
    [2, "", 1979, "", "Tà Ôi", "Thôn 2", "HN", "+84"],
    [3, "Hồ Văn Nghiên", 1979, "046079001234", "Tà Ôi", "Thôn 2", "HCN", "-"],
]


def as_csv(folder: Path) -> bytes:
    lines = (";".join(str(cell or "") for cell in row) for row in ROWS)
    return ("\n".join(lines) + "\n").encode("utf-8-sig")


def as_html(folder: Path) -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell or ''}</td>" for cell in row) + "</tr>" for row in ROWS
    )
    return f"<html><meta charset=utf-8><table>{rows}</table></html>".encode()


def as_xls(folder: Path) -> bytes:
    import xlwt

    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("A")
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
    kept = BytesIO()
    workbook.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("make", [as_csv, as_html, as_xls])
def test_other_formats_come_back_as_a_workbook_with_the_same_cells(
    make: Callable[[Path], bytes], tmp_path: Path
) -> None:
    content = make(tmp_path)
    draft = read(content, tmp_path, "danh-sach.txt")
    assert [found.kind for found in draft.problems] == ["name_missing"]
    name, written = marked(content, "danh-sach.txt", draft.problems)
    assert name == "danh-sach, chỗ cần sửa.xlsx"
    again = read(written, tmp_path)
    assert again.rows == tuple(row._replace(sheet=again.rows[0].sheet) for row in draft.rows)
    sheet = load_workbook(BytesIO(written)).worksheets[0]
    assert "họ tên" in sheet["B4"].comment.text
    assert colour(sheet["B4"]) == REFUSED
    assert (sheet["H3"].value, sheet["H3"].data_type) == ("=1+1", "s")
    assert sheet["D3"].value == "046185001234", "zeros stay"


def test_a_file_at_which_one_reader_stumbles_is_written_anew(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A": ROWS})
    broken = BytesIO()
    with ZipFile(path) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/styles.xml":
                content = content.replace(b"<fonts", b"<fonts wrong='1'><font><sz val='x'/></font")
            target.writestr(name, content)
    workbook = load_workbook(BytesIO(marked(broken.getvalue(), "a.xlsx", [problem(4, 2)]).content))
    assert "Sửa ô 2." in workbook["A"]["B4"].comment.text


@pytest.mark.parametrize(("mebibytes", "in_place"), [(1, True), (9, False)])
def test_what_would_take_minutes_in_place_is_written_anew(
    tmp_path: Path, mebibytes: int, in_place: bool
) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(mebibytes * 2**20))
    assert _is_small(path) is in_place


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 gone", b"\0" * 500])
def test_what_is_no_table_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Invalid, match="Anh/chị"):
        marked(content, "a.xlsx", [problem(1, 1)])


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


@given(
    st.lists(
        st.dictionaries(
            st.integers(4, 30),
            st.one_of(
                st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
                st.integers(-(10**14), 10**14),
                st.floats(allow_nan=False, allow_infinity=False, width=32),
                st.booleans(),
                st.dates(),
            ),
            min_size=1,
            max_size=6,
        ),
        max_size=8,
    ),
    st.lists(st.tuples(st.integers(1, 10), st.integers(0, 12), st.booleans()), max_size=8),
    st.text(max_size=40),
)
@settings(max_examples=40)
def test_whatever_the_cells_hold_a_workbook_is_written_that_opens(
    cells: list[dict[int, Value]], flaws: list[tuple[int, int, bool]], name: str
) -> None:
    out = BytesIO()
    sheet = Sheet(
        name, True, (Area(1, 1, 2, 2), Area(2, 2, 3, 3)), list(map(Row, range(1, 9), cells))
    )
    found = [Flaw(name, row, column, "=1", "citizen_id", "=2", bad) for row, column, bad in flaws]
    write_anew(Task(found, LABELS), [sheet], out)  # type: ignore[arg-type]
    workbook = load_workbook(BytesIO(out.getvalue()))
    first = workbook.worksheets[0]
    for number, values in enumerate(cells, 1):
        for column, value in values.items():
            cell = first.cell(number, column)
            assert cell.data_type != "f"
            if isinstance(value, str) and not isinstance(cell.value, type(None)):
                assert str(cell.value) == value
            if isinstance(value, date) and value.year > 1901:
                assert cell.value.date() == value
    for row in workbook.worksheets[-1].iter_rows():
        assert all(cell.data_type != "f" for cell in row)
    assert isinstance(workbook, Workbook)


def test_flaws_survive_the_way_to_the_child() -> None:
    task = Task([Flaw("A", 1, 2, "c", "k", "s", True)], LABELS, left={"A": Left(1, 2, [[3]])})
    assert Task.load(task.dump()) == replace(task, labels=Task.load(task.dump()).labels)
