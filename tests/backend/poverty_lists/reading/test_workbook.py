"""Every kind of bad upload ends in one worded refusal, never in a dead or hanging process."""

import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.errors import Invalid
from backend.poverty_lists.draft import Choices, LegacyColumn, LegacyFont, ListDraft
from backend.poverty_lists.reading.formats import open_file
from backend.poverty_lists.reading.formats.content import Area
from backend.poverty_lists.reading.interpreting import read_workbook
from backend.poverty_lists.reading.reader import read_list, stream_list
from tests.backend.poverty_lists.reading.old_files import (
    WRITERS,
    write_csv,
    write_ods_body,
)
from tests.backend.poverty_lists.reading.old_fonts import write_old
from tests.backend.poverty_lists.reading.sheets import TODAY, Cells, write

LIST: list[Cells] = [["STT", "Họ và tên"], [1, "Hồ Thị A Lơ"]]
POOR: list[Cells] = [["STT", "Họ và tên chủ hộ", "Phân loại"], [1, "Hồ Thị A Lơ", "HN"]]
TEXTS = [
    ["STT", "Họ và tên", "Thôn", "Phân loại"],
    ["1", "Hồ Thị A Lơ", "Thôn 1", "HN"],
    ["2", "Võ Văn Ỏ", "Thôn 2", "HCN"],
]
OLD_TEXTS = [[write_old(text, LegacyFont.TCVN3) for text in cells] for cells in TEXTS]
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

    sheets = open_file(path).sheets

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


def _xls(path: Path) -> Path:
    workbook = xlwt.Workbook()
    page = workbook.add_sheet("Thôn 1")
    for row, cells in enumerate(LIST):
        for column, value in enumerate(cells):
            page.write(row, column, value)
    workbook.save(str(path))
    return path


def _locked_xls(path: Path) -> None:
    """The first record after the beginning is made a FILEPASS: the rest is encrypted."""
    content = bytearray(_xls(path).read_bytes())
    begin = content.index(b"\x09\x08\x10\x00")
    content[begin + 20 : begin + 22] = b"\x2f\x00"
    path.write_bytes(content)


def _locked_ods(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", bytes(range(256)))
        archive.writestr("META-INF/manifest.xml", "<x><manifest:encryption-data/></x>")


def _entities(path: Path) -> None:
    bomb = "".join(
        f'<!ENTITY a{n} "{"".join(f"&a{n - 1};" * 10)}">' for n in range(1, 12)
    )  # fmt: skip
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "x">{bomb}]>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&a11;</Workbook>'
    )


def _ods_bomb(path: Path) -> None:
    write_ods_body(
        path,
        '<table:table><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell office:value-type="float" office:value="1"'
        ' table:number-columns-repeated="16384"/></table:table-row></table:table>',
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b""), "trống"),
        (_password, "bỏ mật khẩu"),
        (_locked_xls, "bỏ mật khẩu"),
        (_locked_ods, "bỏ mật khẩu"),
        (lambda path: path.write_bytes(OLE + bytes(1000)), "bị hỏng"),
        (lambda path: path.write_bytes(_xls(path).read_bytes()[:2000]), "bị hỏng"),
        (lambda path: path.write_bytes(b"%PDF-1.7\n..."), "PDF.* tìm tệp Excel"),
        (lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\0"), "ảnh.* tìm tệp Excel"),
        (lambda path: path.write_text("<html><p>Không có bảng</p></html>"), "không phải là bảng tính"),
        (lambda path: path.write_text("[InternetShortcut]\nURL=https://a.vn"), "Tải xuống"),
        (_zip_with("word/document.xml"), "Word.* chép bảng"),
        (_zip_with("Index/Document.iwa"), "Numbers.* Xuất ra"),
        (_zip_with("danh-sach.xlsx"), "giải nén"),
        (_zip_with("[Content_Types].xml", "ppt/presentation.xml"), "không phải là bảng tính"),
        (_zip_with("xl/workbook.bin"), "xlsb"),
        (_zip_with("xl/workbook.xml"), "bị hỏng"),
        (_zip_with("mimetype", "content.xml"), "không phải là bảng tính"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(100)), "bị hỏng"),
        (_truncated, "bị hỏng"),
        (_broken_inside, "bị hỏng"),
        (_entities, "bị hỏng"),
        (_bomb, "quá lớn"),
        (_ods_bomb, "quá lớn"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_do(
    tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "danh-sach.xlsx"
    make(path)

    with pytest.raises(Invalid, match=words):
        read_list(path, path.name, TODAY)


@pytest.mark.parametrize("kind", WRITERS)
def test_every_format_comes_through_the_child_as_it_was_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "danh-sach.xlsx"
    WRITERS[kind](path, OLD_TEXTS, "")

    draft = read_list(path, path.name, TODAY)

    assert [row.head_name for row in draft.rows] == ["Hồ Thị A Lơ", "Võ Văn Ỏ"]
    assert draft == read_workbook(open_file(path), path.name, draft.file_hash, TODAY)


def test_the_officers_choice_of_a_font_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, [["STT", "Họ và tên"], ["1", "Võ Lê"]])
    choices = Choices(fonts={"Sheet1": {2: LegacyFont.TCVN3}})

    (sheet,) = open_file(path, choices).sheets

    assert sheet.rows[1].cells[2] == "Vừ Lờ"
    assert sheet.rows[0].cells[2] == "Họ và tên"
    assert sheet.legacy == (LegacyColumn(2, LegacyFont.TCVN3, "Võ Lê", "Vừ Lờ"),)


def test_one_broken_sheet_does_not_take_the_others_along(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Thôn 1": LIST, "Thôn 2": LIST})
    _replace_sheet(path, lambda xml: xml[:-60] + b"<<")

    workbook = open_file(path)

    assert [sheet.name for sheet in workbook.sheets] == ["Thôn 2"]
    assert workbook.unread_sheets == ("Thôn 1",)


def test_a_cell_without_end_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"STT,T\n1," + b"x" * 100 * 2**20 + b"\n2,y\n")

    rows = open_file(path).sheets[0].rows

    assert len(str(rows[1].cells[2])) == 32_767
    assert rows[2].cells == {1: "2", 2: "y"}


def test_a_page_of_endless_nesting_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<table><tr><td>" * 50_000 + "sâu")

    assert open_file(path).sheets[0].rows[-1].cells == {1: "sâu"}


def test_a_cell_in_the_far_corner_does_not_hide_the_list(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        for number, cells in enumerate(POOR):
            page.write_row(number, 0, cells)
        page.write(1_048_575, 16_383, "x")

    draft = read_list(path, path.name, TODAY)

    assert [row.head_name for row in draft.rows] == ["Hồ Thị A Lơ"]
    assert "Em đã bỏ qua 1 ô nằm rất xa bảng." in draft.notices


def test_half_a_million_formatted_empty_rows_do_not_hide_the_list(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, 500_000))
    path = write(tmp_path / "long.xlsx", {"Sheet1": POOR})
    _replace_sheet(path, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))

    assert len(read_list(path, path.name, TODAY).rows) == 1


def test_a_sheet_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = write(tmp_path / "slow.xlsx", {"Sheet1": LIST})

    with pytest.raises(Invalid, match="quá lớn"):
        next(stream_list(path, path.name, TODAY, seconds=0))


def test_a_text_repeated_without_end_does_not_fill_the_disk(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Hồ Văn A{n}</t></is></c>'
        f'<c r="B{n}" t="s"><v>4</v></c><c r="C{n}" t="s"><v>5</v></c></row>'
        for n in range(3, 9000)
    )
    rows = [["Họ và tên chủ hộ", "Phân loại", "Ghi chú"], ["Hồ Thị A Lơ", "HN", "x" * 32_000]]
    path = write(tmp_path / "wide.xlsx", {"Sheet1": rows})
    end = b"</sheetData>"
    _replace_sheet(path, lambda xml: xml.replace(end, cells.encode() + end))

    with pytest.raises(Invalid, match="quá lớn"):
        read_list(path, path.name, TODAY)


def _replace_sheet(path: Path, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members["xl/worksheets/sheet1.xml"] = change(members["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)


def _real_file(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        WRITERS[kind](path, OLD_TEXTS, ".VnTime")
        return path.read_bytes()


REAL = {kind: _real_file(kind) for kind in WRITERS}


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """A real file with some bytes overwritten, or its end missing."""
    content = bytearray(REAL[draw(st.sampled_from(sorted(REAL)))])
    for _ in range(draw(st.integers(0, 8))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content[: draw(st.integers(1, len(content)) | st.just(len(content)))])


@given(
    damaged_files()
    | st.binary()
    | st.tuples(
        st.sampled_from([b"PK\x03\x04", OLE, b"<html><table>", b"\xff\xfe"]), st.binary()
    ).map(b"".join)
)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_bytes_they_are_read_or_refused_in_words(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "any.xlsx"
    path.write_bytes(content)

    with suppress(Invalid):
        assert isinstance(read_list(path, path.name, TODAY), ListDraft)
