"""Everything else in the officer's own workbook stays as it was."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from backend.poverty_lists.marking.marked import marked
from backend.poverty_lists.reading.formats import open_file
from backend.poverty_lists.reading.formats.content import Sheet
from tests.backend.poverty_lists.marking.workbooks import problem
from tests.backend.poverty_lists.reading.sheets import write


def cells_of(content: bytes, folder: Path) -> list[Sheet]:
    path = folder / "read.xlsx"
    path.write_bytes(content)
    return list(open_file(path).sheets)


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
