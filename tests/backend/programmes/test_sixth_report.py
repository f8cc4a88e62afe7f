"""What the sixth programme's file gives without any Python: its report, in every format."""

from io import BytesIO

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.deliveries import service as deliveries
from backend.deliveries.service import HandOver
from backend.figures.rules import Period
from backend.officers.models import Officer, OfficerId
from backend.papers.printed import pdf
from backend.papers.shapes import Table
from backend.papers.word import docx
from backend.papers.workbook import write
from backend.programmes.service import CATALOGUE
from backend.reports import queries
from backend.reports.service import Asked, begin
from backend.support_requests.models import (
    SupportRequest,
)
from tests.backend.programmes.sixth import CODE, ask, given
from tests.factories import World


def test_its_report_says_the_same_in_every_format(
    database: Database, world: World, people: dict[str, int]
) -> None:
    request_id = given(database, world, people, "Hồ Văn Nam")
    ask(database, world, people["parent"], "Hồ Văn Bắc")
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        version = session.get_one(SupportRequest, request_id).version
        form = HandOver("", "", clock.today(), "Hồ Thị A Lơ", "bố hoặc mẹ")
        deliveries.hand_over(session, officer, request_id, version, form)
        year = Period(clock.today().replace(month=1, day=1), clock.today())
        asked = Asked(CODE, "ket-qua-ao-am", UnitId(world.commune), year)
        opened = queries.opened(session, officer, begin(session, officer, asked))
        paper = opened.paper
    file = BytesIO()
    write(file, paper)
    rows = load_workbook(file).active.iter_rows(values_only=True)
    of_xlsx = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    of_pdf = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf(paper))).pages)
    document = Document(BytesIO(docx(paper)))
    cells = [cell.text for table in document.tables for cell in table._cells]
    of_docx = " ".join([paragraph.text for paragraph in document.paragraphs] + cells)
    for said in (of_xlsx, of_pdf, of_docx):
        plain = " ".join(said.split())
        assert "xã A Lưới 1 nhận 2 đề nghị, đã trao 1 suất." in plain
        for words in ("3. Kiến nghị", "Áo ấm và chăn", "Mọi học sinh bán trú có áo ấm"):
            assert words in plain
    (table,) = (each for each in opened.parts[0].contents if isinstance(each, Table))
    *lines, last = table.rows
    assert list(last)[3:] == [2, 1, 0, 1, 0]
    assert [sum(int(str(line[at])) for line in lines) for at in range(3, 8)] == list(last)[3:]


def test_no_python_knows_it() -> None:
    root = CATALOGUE.parent.parent.parent
    for path in [*root.joinpath("backend").rglob("*.py"), *root.joinpath("bot").rglob("*.py")]:
        assert CODE not in path.read_text("utf-8"), path
