"""Every kind of bad upload ends in one worded refusal, never in a dead or hanging process."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.errors import Invalid
from backend.poverty_lists.reading.workbook import Area, open_workbook
from tests.backend.poverty_lists.reading.sheets import Cells, write

LIST: list[Cells] = [["STT", "Họ và tên"], [1, "Hồ Thị A Lơ"]]
HALF_PAST_SEVEN = datetime.fromisoformat("1985-03-15 07:30")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_values_keep_their_types_and_places(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        page = workbook.add_worksheet("Thôn 1")
        page.merge_range("B3:D4", "Phân loại")
        page.write("C6", 46085001234)
        page.write_string("D6", "4.6085E+10")
        page.write("E6", 12.5)
        page.write("F6", True)
        page.write_datetime("G6", datetime.fromisoformat("1985-03-15"), day)
        page.write_datetime("H6", HALF_PAST_SEVEN, day)
        page.write("I6", " \t ")
        page.write_blank("Z900", None, day)
        workbook.add_worksheet("Ẩn").hide()
        workbook.add_worksheet("Rất ẩn").very_hidden()
        workbook.add_chartsheet("Biểu đồ")

    sheets = open_workbook(path).sheets

    assert [(sheet.name, sheet.visible) for sheet in sheets] == [
        ("Thôn 1", True),
        ("Ẩn", False),
        ("Rất ẩn", False),
    ]
    assert sheets[0].merged == (Area(3, 2, 4, 4),)
    assert {row.number: row.cells for row in sheets[0].rows} == {
        3: {2: "Phân loại"},
        6: {
            3: 46085001234,
            4: "4.6085E+10",
            5: 12.5,
            6: True,
            7: date(1985, 3, 15),
            8: HALF_PAST_SEVEN,
        },
    }


def _password(path: Path) -> None:
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))


def _zip_with(*names: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "<x/>")

    return make


def _bomb(path: Path) -> None:
    write(path, {"Sheet1": LIST})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/zeros.bin", b"")
        archive.getinfo("xl/media/zeros.bin").file_size = 600 * 2**20  # as the directory will say


def _truncated(path: Path) -> None:
    path.write_bytes(write(path, {"Sheet1": LIST}).read_bytes()[:-200])


def _broken_inside(path: Path) -> None:
    write(path, {"Sheet1": LIST})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    start = member.header_offset + 30 + len(member.filename)
    content[start : start + 40] = bytes(40)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b""), "trống"),
        (_password, "bỏ mật khẩu"),
        (lambda path: path.write_bytes(OLE + bytes(1000)), "Excel đời cũ"),
        (lambda path: path.write_bytes(b"%PDF-1.7\n..."), "không phải là bảng Excel"),
        (lambda path: path.write_text("<html><table></table></html>"), "không phải là bảng Excel"),
        (lambda path: path.write_text("STT,Họ và tên\n1,A"), "không phải là bảng Excel"),
        (_zip_with("word/document.xml"), "không phải là bảng Excel"),
        (_zip_with("xl/workbook.xml"), "bị hỏng"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(100)), "bị hỏng"),
        (_truncated, "bị hỏng"),
        (_broken_inside, "bị hỏng"),
        (_bomb, "quá lớn"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_what_is_no_workbook_is_refused_kindly(
    tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "danh-sach.xlsx"
    make(path)

    with pytest.raises(Invalid, match=words):
        open_workbook(path)


def test_a_cell_in_the_far_corner_does_not_hide_the_list(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        for number, cells in enumerate(LIST):
            page.write_row(number, 0, cells)
        page.write(1_048_575, 16_383, "x")

    workbook_read = open_workbook(path)

    assert [row.cells for row in workbook_read.sheets[0].rows] == [
        {1: "STT", 2: "Họ và tên"},
        {1: 1, 2: "Hồ Thị A Lơ"},
    ]
    assert workbook_read.far_cells == 1


def test_half_a_million_formatted_empty_rows_do_not_hide_the_list(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, 500_000))
    path = write(tmp_path / "long.xlsx", {"Sheet1": LIST})
    _replace_sheet(path, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))

    assert len(open_workbook(path).sheets[0].rows) == 2


def test_a_sheet_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = write(tmp_path / "slow.xlsx", {"Sheet1": LIST})

    with pytest.raises(Invalid, match="quá lớn"):
        open_workbook(path, seconds=0)


def test_a_text_repeated_without_end_does_not_fill_the_disk(tmp_path: Path) -> None:
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 9000)
    )
    path = write(tmp_path / "wide.xlsx", {"Sheet1": [["x" * 32_000]]})
    _replace_sheet(
        path,
        lambda xml: xml[: xml.index(b"<sheetData>") + 11] + cells + b"</sheetData></worksheet>",
    )

    with pytest.raises(Invalid, match="quá lớn"):
        open_workbook(path)


def _replace_sheet(path: Path, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members["xl/worksheets/sheet1.xml"] = change(members["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)


def _small_workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        workbook.add_worksheet().write("A1", "x")
    return buffer.getvalue()


WORKBOOK = _small_workbook()


@given(
    st.binary()
    | st.binary().map(lambda tail: b"PK\x03\x04" + tail)
    | st.tuples(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=9)).map(
        lambda cut: WORKBOOK[: cut[0]] + cut[1] + WORKBOOK[cut[0] + len(cut[1]) :]
    )
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_arbitrary_bytes_are_read_or_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.xlsx"
    path.write_bytes(content)

    with suppress(Invalid):
        open_workbook(path)
