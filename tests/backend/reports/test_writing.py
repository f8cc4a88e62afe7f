"""A report adds up to its rows, in every format, and an issued one never changes."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from backend.administrative_units.models import UnitId
from backend.area_counts.service import Entry, enter
from backend.db import Database
from backend.errors import Conflict, Invalid, NotAllowed, NotFound
from backend.figures.rules import Period
from backend.officers.models import Officer, Role
from backend.papers.printed import pdf, shown
from backend.papers.shapes import Cell, Table
from backend.papers.word import docx
from backend.papers.workbook import write
from backend.reports import queries, service
from backend.reports.keeping import dumped, loaded
from backend.reports.looking import Opened
from backend.reports.models import ReportId
from backend.reports.service import Asked, Signed
from tests.backend.figures.factory import make_figures
from tests.backend.reports.factory import CODE, REPORT, YEAR, make_report
from tests.factories import World, make_request

SIGNED = Signed("12/BC-UBND", date(2026, 11, 20), "Phó Chủ tịch", "Nguyễn Văn Mẫu")


@pytest.fixture
def province(database: Database, world: World) -> int:
    """A draft of the province, over both communes."""
    make_figures(database, world)
    with database.transaction() as session:
        return make_report(session, world, world.province).id


def whole(cell: Cell) -> int:
    """A cell that is a number."""
    assert isinstance(cell, int)
    return cell


def read(database: Database, world: World, report_id: int) -> queries.ReadReport:
    with database.reading() as session:
        officer = session.get_one(Officer, world.province_officer)
        row = queries.report(session, officer, ReportId(report_id))
        return queries.opened(session, officer, row)


def test_words_have_the_figures_put_in(database: Database, world: World, province: int) -> None:
    first = read(database, world, province).parts[0]
    counts = {number.code: number.count for number in first.numbers}
    assert counts["handed-over"] == 4
    assert f"nhận {counts['made']} đề nghị, đã bàn giao 4 máy" in first.text
    assert "từ ngày 01/01/2026 đến ngày 31/12/2026, thành phố Huế" in first.text


def test_the_rows_of_units_add_up_to_the_whole(
    database: Database, world: World, province: int
) -> None:
    (table,) = read(database, world, province).parts[1].contents
    assert isinstance(table, Table)
    *rows, last = list(table.rows)
    assert [row[1] for row in rows] == ["xã A Lưới 1", "xã A Lưới 5"]
    for column in (2, 3):
        assert sum(whole(row[column]) for row in rows) == last[column]
        assert all(isinstance(row[column], Opened) for row in rows)


def test_what_is_in_no_unit_below_has_a_row_of_its_own(database: Database, world: World) -> None:
    make_figures(database, world)
    with database.transaction() as session:
        report_id = make_report(session, world).id
    (table,) = read(database, world, report_id).parts[1].contents
    assert isinstance(table, Table)
    *rows, last = list(table.rows)
    assert rows[-1][1] == "Chưa rõ thôn, xã"
    assert sum(whole(row[2]) for row in rows) == last[2]


def test_a_report_on_a_commune_is_the_same_whoever_writes_it(
    database: Database, world: World, province: int
) -> None:
    with database.transaction() as session:
        report_id = make_report(session, world).id
    with database.reading() as session:
        found = []
        for officer_id in (world.officer, world.province_officer):
            officer = session.get_one(Officer, officer_id)
            row = queries.report(session, officer, report_id)
            found.append(dumped(queries.opened(session, officer, row).parts))
        assert not session.new
    assert found[0] == found[1]


def test_every_format_says_the_same_numbers(
    database: Database, world: World, province: int
) -> None:
    opened = read(database, world, province)
    made = shown(opened.parts[0].numbers[0].count)
    file = BytesIO()
    assert write(file, opened.paper) > 6
    cells = [
        str(cell)
        for row in load_workbook(file).active.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    of_pdf = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf(opened.paper))).pages)
    document = Document(BytesIO(docx(opened.paper)))
    of_docx = [paragraph.text for paragraph in document.paragraphs]
    of_docx += [cell.text for table in document.tables for cell in table._cells]
    for words in ("IV. KHÓ KHĂN, ĐỀ XUẤT", "Kết quả thực hiện chương trình thử", "xã A Lưới 5"):
        for said in (" ".join(cells), " ".join(of_pdf.split()), "\n".join(of_docx)):
            assert words in said
    for said in ("\n".join(cells), "\n".join(of_docx), of_pdf):
        assert made in said
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
        assert "BC-UBND" in said


def test_an_issued_report_stays_as_it_was(database: Database, world: World, province: int) -> None:
    before = dumped(read(database, world, province).parts)
    with database.transaction() as session:
        officer = session.get_one(Officer, world.province_officer)
        service.issue(session, officer, ReportId(province), 1, SIGNED)
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        enter(session, officer, Entry(UnitId(world.commune), 2026, "thu-ho", "900", "Báo cáo"))
    make_more(database, world)
    after = read(database, world, province)
    assert dumped(after.parts) == before
    assert after.paper.number == "Số: 12/BC-UBND"
    assert not after.paper.draft
    with database.transaction() as session:
        officer = session.get_one(Officer, world.province_officer)
        with pytest.raises(Conflict):
            service.save(session, officer, ReportId(province), 2, {})
        assert make_report(session, world, world.province).id != province


def make_more(database: Database, world: World) -> None:
    with database.transaction() as session:
        make_request(session, world.commune, chat_id="moi", child_name="Hồ Văn Mới")


def test_what_is_kept_reads_as_it_was_written(
    database: Database, world: World, province: int
) -> None:
    parts = read(database, world, province).parts
    assert dumped(loaded(dumped(parts))) == dumped(parts)


def test_typed_words_stand_in_their_part_and_come_back(
    database: Database, world: World, province: int
) -> None:
    words = {"IV. KHÓ KHĂN, ĐỀ XUẤT": "Đường xa.\n{made} <b>", "I. TÌNH HÌNH": "  "}
    with database.transaction() as session:
        officer = session.get_one(Officer, world.province_officer)
        service.save(session, officer, ReportId(province), 1, words)
    opened = read(database, world, province)
    assert opened.row.words == {"IV. KHÓ KHĂN, ĐỀ XUẤT": "Đường xa.\n{made} <b>"}
    assert opened.parts[3].text == "Đường xa.\n{made} <b>"  # what is typed is never a placeholder


def test_a_second_save_from_an_old_page_is_refused(
    database: Database, world: World, province: int
) -> None:
    report_id = ReportId(province)
    with database.transaction() as session:
        officer = session.get_one(Officer, world.province_officer)
        service.save(session, officer, report_id, 1, {"I. TÌNH HÌNH": "a"})
        with pytest.raises(Conflict):
            service.save(session, officer, report_id, 1, {"I. TÌNH HÌNH": "b"})


def test_beginning_twice_gives_one_draft(database: Database, world: World) -> None:
    with database.transaction() as session:
        assert make_report(session, world).id == make_report(session, world).id


def test_a_report_of_another_unit_is_not_found(
    database: Database, world: World, province: int
) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        with pytest.raises(NotFound):
            queries.report(session, officer, ReportId(province))
        asked = Asked(CODE, REPORT, UnitId(world.other_commune), YEAR)
        with pytest.raises(NotFound):
            service.begin(session, officer, asked)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "BC-UBND"}, "number"),
        ({"signer_name": " "}, "signer_name"),
        ({"day": date(2999, 1, 1)}, "day"),
        ({"day": date(2025, 12, 31)}, "day"),
    ],
)
def test_a_report_is_issued_with_number_day_and_signer(
    database: Database, world: World, changes: dict[str, object], field: str
) -> None:
    signed = Signed(**{**SIGNED.__dict__, **changes})
    with database.transaction() as session:
        report = make_report(session, world)
        officer = session.get_one(Officer, world.officer)
        with pytest.raises(Invalid) as refused:
            service.issue(session, officer, report.id, 1, signed)
        assert refused.value.field == field
        assert report.issued_on is None


@pytest.mark.parametrize(
    "asked",
    [
        ("khong-co", REPORT, YEAR),
        (CODE, "khong-co", YEAR),
        (CODE, REPORT, Period(None, date(2026, 1, 1))),
        (CODE, REPORT, Period(date(2026, 1, 1), None)),
        (CODE, REPORT, Period(date(1926, 1, 1), date(2026, 1, 1))),
    ],
)
def test_a_report_that_does_not_exist_is_not_begun(
    database: Database, world: World, asked: tuple[str, str, Period]
) -> None:
    programme, code, period = asked
    with database.transaction() as session:
        make_report(session, world)
        officer = session.get_one(Officer, world.officer)
        with pytest.raises(Invalid):
            service.begin(session, officer, Asked(programme, code, UnitId(world.commune), period))


def test_who_only_inspects_writes_no_report(database: Database, world: World) -> None:
    with database.transaction() as session:
        report = make_report(session, world)
        officer = session.get_one(Officer, world.officer)
        officer.role = Role.INSPECTOR
        with pytest.raises(NotAllowed):
            service.save(session, officer, report.id, 1, {})
