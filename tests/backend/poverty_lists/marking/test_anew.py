"""What cannot be marked in place comes back as a workbook that is written anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from backend.errors import Invalid
from backend.poverty_lists.marking.anew import write_anew
from backend.poverty_lists.marking.child import _is_small
from backend.poverty_lists.marking.marked import marked
from backend.poverty_lists.marking.marks import REFUSED
from backend.poverty_lists.marking.task import Flaw, Left, Task
from backend.poverty_lists.reading.formats.content import Area, Row, Sheet, Value
from tests.backend.poverty_lists.marking.workbooks import LABELS, colour, problem, read
from tests.backend.poverty_lists.reading.sheets import HEADER, write

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
