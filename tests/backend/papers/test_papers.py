"""What each paper says, and what it never says."""

import re
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import psutil
import pytest
from docx import Document
from docx.shared import Length, Mm
from openpyxl import load_workbook
from pypdf import PdfReader

from backend.approved_lists.models import RowKind
from backend.errors import Conflict
from backend.papers import announcement, decision, minutes, report
from backend.papers.printed import pdf
from backend.papers.shapes import Column, Paper, Signature, Table
from backend.papers.word import docx
from backend.papers.workbook import write
from backend.support_requests.models import Status
from backend.typesetting import set_apart
from tests.backend.papers.reading import docx_words, pdf_pages, squeezed, xlsx_rows
from tests.backend.papers.samples import day_minutes, list_row, minutes_row, signed_list


def test_a_decision_has_everything_that_the_decree_asks_for() -> None:
    paper = decision.decision(signed_list())
    first, *rest = pdf_pages(paper)
    words = docx_words(paper)
    for said in (
        "ỦY BAN NHÂN DÂN",
        "XÃ A LƯỚI 1",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/QĐ-UBND",
        "A Lưới 1, ngày 05 tháng 02 năm 2026",
        "QUYẾT ĐỊNH",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Hồ Văn Mẫu",
        "nhận:",
        "Lưu: VT.",
    ):
        assert squeezed(said) in first, said
        assert said in words, said
    assert squeezed("(Kèm theo Quyết định số 07/QĐ-UBND ngày 05 tháng 02 năm 2026)") in rest[0]
    assert "DỰTHẢO" not in first


def test_an_unsigned_list_is_printed_as_a_draft_with_room_to_write() -> None:
    draft = signed_list(number="", date=None, signer_name="", signer_title="")
    (first, *_rest) = pdf_pages(decision.decision(draft))
    assert "DỰTHẢO" in first
    assert "Số:……/QĐ-UBND" in first
    assert squeezed("ngày …… tháng …… năm ……") in first


def test_a_later_decision_names_the_earlier_one_and_says_what_changes() -> None:
    row = list_row(kind=RowKind.REMOVED, note="gia đình chuyển đi")
    later = signed_list(row, amends="168/QĐ-UBND", amends_date=date(2025, 12, 3))
    words = docx_words(decision.decision(later))
    assert "số 168/QĐ-UBND ngày 03 tháng 12 năm 2025" in words
    assert "Rút tên. gia đình chuyển đi" in words
    assert "Phê duyệt danh sách" not in words


def mm(length: Length | None) -> int:
    assert length is not None
    return round(length / Mm(1))


@pytest.mark.parametrize(
    "paper", [decision.decision(signed_list()), minutes.minutes(day_minutes())]
)
def test_a_docx_is_an_a4_with_the_decree_s_margins_and_repeats_the_head(paper: Paper) -> None:
    document = Document(BytesIO(docx(paper)))
    for section in document.sections:
        sides = sorted((mm(section.page_width), mm(section.page_height)))
        assert sides == [210, 297]
        assert [mm(edge) for edge in (section.left_margin, section.right_margin)] == [30, 15]
    (xml,) = [ZipFile(BytesIO(docx(paper))).read(name).decode() for name in ("word/document.xml",)]
    assert "<w:tblHeader/>" in xml
    assert (
        'w:ascii="Times New Roman"'
        in ZipFile(BytesIO(docx(paper))).read("word/styles.xml").decode()
    )


def test_a_docx_has_no_cell_without_a_paragraph() -> None:
    """Word says of such a file that it is damaged."""
    lonely = Paper(("A",), "B", "C", "D", signatures=(Signature(["E"], name="F"),))
    for paper in (lonely, decision.decision(signed_list()), minutes.minutes(day_minutes())):
        for table in Document(BytesIO(docx(paper))).tables:
            for row in table.rows:
                assert all(cell.paragraphs for cell in row.cells)


def test_minutes_list_every_machine_with_who_took_it() -> None:
    rows = [minutes_row(at, serial=f"MAU{at:012d}", receiver=f"Người {at}") for at in range(1, 31)]
    whole = "".join(pdf_pages(minutes.minutes(day_minutes(*rows))))
    for row in rows:
        assert row.serial in whole
        assert squeezed(f"{row.receiver} (mẹ)") in whole
    assert squeezed("Số máy trong biên bản: 30.") in whole
    assert squeezed("7 giờ 30 phút ngày 25 tháng 11 năm 2026") in whole


def test_each_family_has_a_copy_of_its_own_that_begins_on_a_new_page() -> None:
    rows = [
        minutes_row(1, child="Hồ Văn Một", head="Hồ Thị Nhất", receiver="", relation=""),
        minutes_row(
            2, child="Hồ Thị Hai " * 75, head="Kăn Nhì", receiver="Kăn Nhì", relation="cha"
        ),
        minutes_row(3, child="Hồ Văn Ba", programme="Điện thoại thông minh"),
    ]
    one, two, more, three = pdf_pages(*minutes.family_minutes(day_minutes(*rows)))
    for page, row in ((one, rows[0]), (two, rows[1]), (three, rows[2])):
        assert page.startswith(squeezed("ỦY BAN NHÂN DÂN"))
        assert [other.code in page for other in rows] == [other is row for other in rows]
        assert squeezed(f"gia đình {row.head}, Thôn 1.") in page
        assert squeezed("mỗi bên giữ 01 bản") in (more if row is rows[1] else page)
    assert squeezed("Người nhận: ……") in one
    assert squeezed("Người nhận: Kăn Nhì (cha)") in two
    assert more.startswith("2")  # of this family's copy, though it is the third of the file
    assert squeezed("chương trình “Điện thoại thông minh”") in three


def test_what_is_posted_shows_no_birth_no_code_no_source_and_no_child() -> None:
    listed = signed_list(list_row(child_name="Hồ Thị Bí Mật", note="lý do riêng"))
    paper = decision.posting(listed, "0234 3878 000")
    for words in ("".join(pdf_pages(paper)), squeezed(docx_words(paper))):
        assert "HồThịALơ" in words
        assert "Thôn1" in words
        assert "Đãduyệt" in words
        for private in ("BíMật", "2014", "HT-2026", "lýdoriêng", "Ngânsách"):
            assert private not in words
    assert "BíMật" in "".join(pdf_pages(decision.posting(listed, with_children=True)))


def test_a_posted_list_of_a_province_says_the_commune() -> None:
    rows = (list_row(1), list_row(2, unit_name="xã A Lưới 5"))
    assert "xãALưới5" in "".join(pdf_pages(decision.posting(signed_list(*rows))))


def test_what_is_read_aloud_has_no_name_and_no_digit() -> None:
    rows = [list_row(at, hamlet="thôn Pa Ring" if at > 4 else "thôn Ta Ay") for at in range(1, 26)]
    for told in (
        announcement.of_list(signed_list(*rows, unit="xã Hồng Hạ"), "0234 3878 000"),
        announcement.of_day(day_minutes(unit="xã Hồng Hạ"), "0234 3878 000"),
    ):
        text = " ".join(told.paragraphs)
        assert not re.search(r"\d", text)
        for private in ("Hồ Văn Nam", "A Lơ", "Mẫu", "Mai"):
            assert private not in text
        assert all(len(paragraph) <= 300 for paragraph in told.paragraphs)
    of_list = announcement.of_list(signed_list(*rows)).paragraphs
    assert "Có hai mươi lăm trường hợp được duyệt." in of_list
    assert "Thôn Pa Ring: hai mươi mốt trường hợp." in of_list


@pytest.mark.parametrize(
    ("hamlets", "named"),
    [
        ({"A": 5, "B": 5}, {"A", "B"}),
        ({"A": 5, "B": 2, "C": 2}, {"A", "Các nơi còn lại"}),
        ({"A": 5, "B": 2}, set()),  # two would be left over, and all would know where
        ({"A": 1}, set()),
        ({}, set()),
    ],
)
def test_a_hamlet_with_few_families_cannot_be_counted_out(
    hamlets: dict[str, int], named: set[str]
) -> None:
    rows = [list_row(hamlet=name) for name, count in hamlets.items() for _ in range(count)]
    paragraphs = announcement.of_list(signed_list(rows=rows)).paragraphs
    assert {words.partition(":")[0] for words in paragraphs if ": " in words} == named


def test_a_report_s_columns_add_up_whatever_the_statuses() -> None:
    everything = {status: number for number, status in enumerate(Status, 1)}
    said = report.Progress(
        "thành phố Huế",
        date(2026, 11, 22),
        [("xã A Lưới 1", everything), ("xã A Lưới 5", {}), ("=1+1", {Status.WAITING: 2})],
    )
    rows = xlsx_rows(report.progress_report(said))
    lines = [row for row in rows if row[0] in (1, 2, 3) or row[1] == "Tổng cộng"]
    assert len(lines) == 4
    for _number, _name, whole, *parts in lines:
        assert whole == sum(part for part in parts if isinstance(part, int))
    assert lines[0][2] == sum(everything.values())
    assert [sum(column) for column in zip(*(line[2:] for line in lines[:3]), strict=True)] == list(
        lines[3][2:]
    )


def test_a_report_without_any_commune_is_still_a_paper() -> None:
    paper = report.progress_report(report.Progress("xã A Lưới 1", date(2026, 11, 22), []))
    assert pdf(paper).startswith(b"%PDF-")
    assert docx(paper)
    assert xlsx_rows(paper)


def test_a_workbook_keeps_numbers_days_and_codes_apart() -> None:
    columns = [Column("Số", 8), Column("Ngày", 12), Column("Điện thoại", 14), Column("Trống", 8)]
    rows = [(1234567, date(2026, 2, 5), "0912345678", None), (0, None, "00012", "")]
    file = BytesIO()
    paper = Paper(("A",), "B", "C", "D", table=Table(columns, rows), landscape=True)
    assert write(file, paper) == 2
    sheet = load_workbook(file).active
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Số")
    first, second = ([cell for cell in sheet[top + at]] for at in (1, 2))
    assert [cell.value for cell in first[:3]] == [1234567, datetime(2026, 2, 5), "0912345678"]  # noqa: DTZ001
    assert first[1].number_format == "dd/mm/yyyy"
    assert second[0].value == 0
    assert second[2].value == "00012"
    assert sheet.auto_filter.ref == f"A{top}:D{top + 2}"
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.freeze_panes == f"A{top + 1}"


def test_a_workbook_of_one_column_has_its_letterhead() -> None:
    paper = Paper(("A",), "B", "C", "D", table=Table([Column("Tên", 20)], [("x",)]))
    assert [row[0] for row in xlsx_rows(paper) if row[0]] == ["A", "C", "D", "Tên", "x"]


@pytest.mark.parametrize("name", ["X" * 40_000, "Hồ " * 20_000])
def test_a_cell_longer_than_excel_allows_is_cut_and_not_left_out(name: str) -> None:
    paper = Paper(("A",), "B", "C", "D", table=Table([Column("Tên", 20)], [(name,)]))
    (kept,) = [row[0] for row in xlsx_rows(paper) if str(row[0]).startswith(name[:3])]
    assert len(str(kept)) > 30_000


def test_a_pdf_is_set_in_a_process_that_ends_with_it() -> None:
    paper = decision.decision(signed_list(list_row(child_name="Hồ Thị Mẫu")))
    (_first, annex) = PdfReader(BytesIO(pdf(paper))).pages
    assert "Hồ Thị Mẫu" in annex.extract_text()
    many = [list_row(number) for number in range(600)]
    before = psutil.Process().memory_info().rss
    for _turn in range(2):
        pdf(decision.decision(signed_list(*many)))
    assert psutil.Process().memory_info().rss - before < 40 * 2**20


def test_a_template_that_cannot_be_set_is_said_and_breaks_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#panic(sys.inputs.paper)")
    with pytest.raises(Conflict) as refused:
        set_apart(broken, "Hồ Văn Nam")
    assert "Hồ Văn Nam" not in str(refused.value)
