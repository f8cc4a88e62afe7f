"""Each flaw is marked where it is, says what to do, and is gone once it is corrected."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from backend.poverty_lists.draft import ListDraft
from backend.poverty_lists.marking.marked import marked
from backend.poverty_lists.marking.marks import FLAGGED, REFUSED, REFUSED_ROW
from tests.backend.poverty_lists.marking.workbooks import NAME, colour, read


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
