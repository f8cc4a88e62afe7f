"""What each format can say beside its texts: types, merged areas, hidden sheets, encodings."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from backend.poverty_lists.draft import FileFormat
from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.formats import open_file
from backend.poverty_lists.reading.formats.content import Area, Value
from tests.backend.poverty_lists.reading.old_files import write_ods_body, write_xml_body

MORNING = datetime.fromisoformat("1985-03-15 07:30")


def _cells(path: Path) -> dict[int, dict[int, Value]]:
    (sheet,) = open_file(path).sheets
    return {row.number: row.cells for row in sheet.rows}


def test_xls_keeps_types_merged_areas_and_hidden_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"  # the name lies
    workbook = xlwt.Workbook()
    page = workbook.add_sheet("Thôn 1")
    page.write_merge(2, 3, 1, 3, "Phân loại")
    page.write(5, 0, 46085001234)
    page.write(5, 1, 12.5)
    page.write(5, 2, True)
    page.write(5, 3, date(1985, 3, 15), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    page.write(5, 4, MORNING, xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm"))
    page.write(5, 5, "4.6085E+10")
    page.write(5, 6, "#N/A")
    workbook.add_sheet("Ẩn").visibility = 1
    workbook.save(str(path))

    read = open_file(path)

    assert read.file_format is FileFormat.XLS
    assert [(sheet.name, sheet.visible) for sheet in read.sheets] == [
        ("Thôn 1", True),
        ("Ẩn", False),
    ]
    assert read.sheets[0].merged == (Area(3, 2, 4, 4),)
    assert {row.number: row.cells for row in read.sheets[0].rows} == {
        3: {2: "Phân loại"},
        6: {1: 46085001234, 2: 12.5, 3: True, 4: date(1985, 3, 15), 5: MORNING, 6: "4.6085E+10"},
    }


def test_xlsx_formulas_give_what_was_last_calculated(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write_formula("A1", "=1+1", None, 2)
        page.write_formula("B1", '="Hồ"&" A"', None, "Hồ A")
        page.write_formula("C1", "=[1]Khác!A1", None, "")
        page.write_formula("D1", "=1/0", None, "#DIV/0!")
        page.write("E1", "#REF!")

    assert _cells(path) == {1: {1: 2, 2: "Hồ A"}}


def test_ods_keeps_types_merged_areas_repeats_and_hidden_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    write_ods_body(
        path,
        """<table:table table:name="Thôn 1">
        <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
        <table:table-row>
          <table:table-cell table:number-columns-repeated="2"/>
          <table:table-cell office:value-type="string" table:number-columns-spanned="3"
            table:number-rows-spanned="2"><text:p>Phân</text:p><text:p>loại<text:s text:c="2"/>x</text:p>
            <office:annotation><text:p>ghi chú</text:p></office:annotation></table:table-cell>
          <table:covered-table-cell table:number-columns-repeated="2"/>
          <table:table-cell office:value-type="float" office:value="46085001234"><text:p>4,6E+10</text:p>
          </table:table-cell>
        </table:table-row>
        <table:table-row table:number-rows-repeated="2">
          <table:table-cell office:value-type="date" office:date-value="1985-03-15"><text:p>15/3</text:p>
          </table:table-cell>
          <table:table-cell office:value-type="date" office:date-value="1985-03-15T07:30:00"/>
          <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
          <table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p>
          </table:table-cell>
          <table:table-cell office:value-type="string" table:number-columns-repeated="2">
          <text:p>x</text:p>
          </table:table-cell>
        </table:table-row>
        <table:table-row table:number-rows-repeated="1048570">
          <table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table><table:table table:name="Ẩn" table:style-name="ta1"></table:table>""",
    )  # fmt: skip

    read = open_file(path)

    assert read.file_format is FileFormat.ODS
    assert [(sheet.name, sheet.visible) for sheet in read.sheets] == [
        ("Thôn 1", True),
        ("Ẩn", False),
    ]
    assert read.sheets[0].merged == (Area(3, 3, 4, 5),)
    line: dict[int, Value] = {1: date(1985, 3, 15), 2: MORNING, 3: True, 5: "x", 6: "x"}
    assert {row.number: row.cells for row in read.sheets[0].rows} == {
        3: {3: "Phân\nloại  x", 6: 46085001234},
        4: line,
        5: line,
    }


def test_xml_2003_keeps_types_merged_areas_and_skipped_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    write_xml_body(
        path,
        """<Worksheet ss:Name="Thôn 1"><Table>
        <Row ss:Index="3"><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">Phân
        </Data><Comment><ss:Data>ghi chú</ss:Data></Comment></Cell>
        <Cell><Data ss:Type="Number">46085001234</Data></Cell>
        <Cell ss:Index="7"><Data ss:Type="Boolean">1</Data></Cell></Row>
        <Row ss:Index="6"><Cell><Data ss:Type="DateTime">1985-03-15T00:00:00.000</Data></Cell>
        <Cell><Data ss:Type="DateTime">1985-03-15T07:30:00.000</Data></Cell>
        <Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=RC[-1]"></Cell>
        <Cell>
        <ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Hồ</B> A</ss:Data></Cell>
        </Row></Table></Worksheet><Worksheet ss:Name="Ẩn"><Table/>
        <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>""",
    )  # fmt: skip

    read = open_file(path)

    assert read.file_format is FileFormat.XML
    assert [(sheet.name, sheet.visible) for sheet in read.sheets] == [
        ("Thôn 1", True),
        ("Ẩn", False),
    ]
    assert read.sheets[0].merged == (Area(3, 1, 4, 3),)
    assert {row.number: row.cells for row in read.sheets[0].rows} == {
        3: {1: "Phân", 4: 46085001234, 7: True},
        6: {1: date(1985, 3, 15), 2: MORNING, 5: "Hồ A"},
    }


def test_html_is_one_sheet_with_spans_paragraphs_and_entities(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
        <meta charset="utf-8"><title>Trang</title><style>td {color: red}</style>
        <!--[if gte mso 9]><xml><x:Name>Thôn 1</x:Name></xml><![endif]--></head><body>
        <p>DANH SÁCH <b>HỘ NGHÈO</b></p>
        <TABLE><tr><th rowspan=2>H&#7885; v&agrave;&nbsp;tên<th colspan="2">Phân<br>loại</tr>
        <tr><td>HN<td>CN</tr>
        <tr><td>Hồ &lt;A&gt; Lơ</td><td></td><td>x</td></tr></TABLE>
        <table><tr><td>Cộng<td><table><tr><td>trong</table><td>sau</table></body></html>""",
        encoding="utf-8",
    )

    read = open_file(path)

    assert read.file_format is FileFormat.HTML
    assert read.encoding == "utf-8"
    (sheet,) = read.sheets
    assert sheet.name == "Thôn 1"
    assert sheet.merged == (Area(2, 1, 3, 1), Area(2, 2, 2, 3))
    assert {row.number: row.cells for row in sheet.rows} == {
        1: {1: "DANH SÁCH HỘ NGHÈO"},
        2: {1: "Họ và\xa0tên", 2: "Phân\nloại"},
        3: {2: "HN", 3: "CN"},
        4: {1: "Hồ <A> Lơ", 3: "x"},
        5: {1: "Cộng", 3: "sau"},
        6: {1: "trong"},
    }


LIST = "STT{0}Họ và tên{0}Ghi chú\n1{0}Hồ Thị A Lơ{0}Đã chết\n2{0}Võ Văn Ỏ{0}\n"
READ: dict[int, dict[int, Value]] = {
    1: {1: "STT", 2: "Họ và tên", 3: "Ghi chú"},
    2: {1: "1", 2: "Hồ Thị A Lơ", 3: "Đã chết"},
    3: {1: "2", 2: "Võ Văn Ỏ"},
}


def _windows_1258(text: str) -> bytes:
    """As Windows writes it: a letter of Windows-1258, then its tone."""
    tones = {"ọ": "o\u0323", "ồ": "ô\u0300", "ị": "i\u0323", "õ": "o\u0303", "Ỏ": "O\u0309",
             "ế": "ê\u0301", "ã": "a\u0303"}  # fmt: skip
    return "".join(tones.get(letter, letter) for letter in text).encode("cp1258")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (b"", "utf-8", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be", "utf-16-be"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
        (b"", "windows-1258", "windows-1258"),
    ],
)
def test_texts_are_read_in_every_encoding_and_with_every_delimiter(
    tmp_path: Path, delimiter: str, mark: bytes, codec: str, encoding: str
) -> None:
    path = tmp_path / "a.csv"
    text = LIST.format(delimiter)
    content = _windows_1258(text) if codec == "windows-1258" else text.encode(codec)
    path.write_bytes(mark + content)

    read = open_file(path)

    assert (read.file_format, read.encoding) == (FileFormat.CSV, encoding)
    assert _cells(path) == READ


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sep=;\nSTT;Tên\n1;A, B\n", {1: {1: "STT", 2: "Tên"}, 2: {1: "1", 2: "A, B"}}),
        ("A,B\n1,x\n", {1: {1: "A", 2: "B"}, 2: {1: "1", 2: "x"}}),
        ('a;"b\nc";d\n1;2;3\n', {1: {1: "a", 2: "b\nc", 3: "d"}, 2: {1: "1", 2: "2", 3: "3"}}),
        ('a,"say ""x"""\n', {1: {1: "a", 2: 'say "x"'}}),
        ('1,="046085001234"\n', {1: {1: "1", 2: "046085001234"}}),
        ("1,0085,4.6085E+10\r\n\r\n2,,#N/A\r\n", {1: {1: "1", 2: "0085", 3: "4.6085E+10"}, 3: {1: "2"}}),
        ("DANH SÁCH, NĂM 2026\nSTT;Tên;Ghi chú, nếu có\n1;Hồ A;x\n2;Hồ B;y\n",
         {1: {1: "DANH SÁCH, NĂM 2026"}, 2: {1: "STT", 2: "Tên", 3: "Ghi chú, nếu có"},
          3: {1: "1", 2: "Hồ A", 3: "x"}, 4: {1: "2", 2: "Hồ B", 3: "y"}}),
        ("chỉ một cột\nhai dòng\n", {1: {1: "chỉ một cột"}, 2: {1: "hai dòng"}}),
        ("a\0b,c\n", {1: {1: "ab", 2: "c"}}),
    ],
)  # fmt: skip
def test_delimited_texts_in_all_their_habits(
    tmp_path: Path, text: str, rows: dict[int, dict[int, Value]]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("\ufeff" + text).encode())

    assert _cells(path) == rows


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_list(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("STT,Tên\n" + '1,"Hồ A\n' + "".join(f"{n},Hồ B\n" for n in range(2, 90)))

    assert len(_cells(path)) == 90


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", Failure.EMPTY_FILE),
        (b" \r\n\t\n", Failure.EMPTY_FILE),
        (b"\xef\xbb\xbf", Failure.EMPTY_FILE),
        (bytes(5000), Failure.EMPTY_FILE),
        (b"%PDF-1.7\n...", Failure.PDF),
        (b"{\\rtf1\\ansi", Failure.WORD),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Failure.PICTURE),
        (b"\x89PNG\r\n\x1a\n", Failure.PICTURE),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Failure.PICTURE),
        (b"Rar!\x1a\x07\0", Failure.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c", Failure.ARCHIVE),
        (b"[InternetShortcut]\r\nURL=https://docs.example.vn/x\r\n", Failure.LINK),
        (b'{"url": "https://docs.example.vn/x", "doc_id": "1"}', Failure.LINK),
        (b'{"":"CANH BAO","doc_id":"1","email":"a@example.vn"}', Failure.LINK),
        (b"https://docs.example.vn/spreadsheets/d/1/edit", Failure.LINK),
        (b"<html><body><p>Moi dang nhap</p></body></html>", Failure.NO_TABLE),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Failure.NO_TABLE),
        (b"MZ\x90\0\x03\0\0\0\x04", Failure.NO_TABLE),
    ],
)
def test_what_is_no_list_is_told_by_its_bytes(
    tmp_path: Path, content: bytes, failure: Failure
) -> None:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(content)

    with pytest.raises(Unreadable) as refused:
        open_file(path)

    assert refused.value.failure is failure
