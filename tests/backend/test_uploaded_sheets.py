"""Small uploaded tables: every row or a clear refusal, and no file that hurts the service."""

from collections.abc import Mapping
from io import BytesIO

import pytest
import xlsxwriter

from backend.devices import sheet_file
from backend.devices.sheet_file import lines_of
from backend.errors import Invalid
from backend.uploaded_sheets import LARGEST_FILE, MOST_ROWS, SheetRow, read_sheets

Cells = Mapping[tuple[int, int], object]  # by row and column, from 0


def workbook(*sheets: Cells, hidden: int | None = None) -> bytes:
    """An .xlsx of these sheets; the one with the number `hidden` is not shown."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for number, cells in enumerate(sheets):
            sheet = book.add_worksheet()
            for (row, column), value in cells.items():
                sheet.write(row, column, value)
            if number == hidden:
                sheet.hide()
    return file.getvalue()


def csv(rows: int) -> bytes:
    return "\n".join(f"SN{number},Máy tính bảng" for number in range(rows)).encode()


WRITTEN = [
    (12345678.0, "12345678"),
    (84912345678, "84912345678"),
    (1.5, "1.5"),
    ("  SN\t1 \n 2 ", "SN 1 2"),
    ("SN\u200b1\ufeff", "SN1"),
    ("Nguyễn Thị Ý", "Nguyễn Thị Ý"),
]


@pytest.mark.parametrize(("value", "text"), WRITTEN)
def test_a_cell_is_read_as_it_looks(value: object, text: str) -> None:
    assert read_sheets(workbook({(0, 0): value, (0, 1): "."})) == [[SheetRow(1, (text, "."))]]


def test_sheets_keep_the_numbers_of_their_rows_and_hidden_or_empty_ones_are_passed_over() -> None:
    content = workbook({}, {(0, 0): "ẩn"}, {(2, 1): "a", (5, 0): "b"}, {(0, 0): "c"}, hidden=1)
    assert read_sheets(content) == [
        [SheetRow(3, ("", "a")), SheetRow(6, ("b",))],
        [SheetRow(1, ("c",))],
    ]
    assert lines_of(content) == "\n\n\ta\n\n\nb"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 ...", b"PK\x03\x04 broken", b"\0" * 100])
def test_what_is_no_table_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Invalid, match="Anh/chị") as refused:
        read_sheets(content)
    assert refused.value.field == "file"


def test_a_file_that_is_too_large_is_refused_before_it_is_opened() -> None:
    with pytest.raises(Invalid, match="5 MB"):
        read_sheets(b"0" * (LARGEST_FILE + 1))


def test_no_row_is_left_out_in_silence() -> None:
    assert len(read_sheets(csv(MOST_ROWS))[0]) == MOST_ROWS
    with pytest.raises(Invalid, match=f"hơn {MOST_ROWS} dòng") as refused:
        read_sheets(csv(MOST_ROWS + 1))
    assert refused.value.field == "file"


def test_no_device_is_left_out_in_silence() -> None:
    most = sheet_file.MOST_ROWS
    assert lines_of(csv(most)).splitlines()[-1] == f"SN{most - 1}\tMáy tính bảng"
    with pytest.raises(Invalid, match=f"hơn {most} dòng") as refused:
        lines_of(csv(most + 1))
    assert refused.value.field == "file"


def test_a_cell_far_below_does_not_make_a_million_lines() -> None:
    text = lines_of(workbook({(0, 0): "SN1", (1_000_000, 0): "SN2"}))
    assert text.splitlines()[0] == "SN1"
    assert text.splitlines()[-1] == "SN2"
    assert len(text.splitlines()) <= sheet_file.MOST_ROWS
