"""Reports of programmes: beginning one, typing its free parts, issuing it, and its files."""

from io import BytesIO

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.queries import communes_of
from backend.errors import Conflict, Invalid
from backend.figures.rules import Period
from backend.i18n import _
from backend.officers.permissions import Task
from backend.papers.printed import pdf
from backend.papers.shapes import Paper, Paragraph, Table
from backend.papers.word import docx
from backend.papers.workbook import MEDIA_TYPE as XLSX
from backend.papers.workbook import write
from backend.reports import periods, queries, service
from backend.reports.looking import Opened
from backend.reports.models import ReportId
from backend.reports.offers import offered as offered_reports
from backend.reports.service import LONGEST_WORDS, Asked, Signed

pages = Pages(task=Task.WRITE_REPORT)

HOME = "/admin/reports"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_PRINTED = 2_000  # rows of a PDF or DOCX, as for other papers


@pages.get("/reports")
def reports(page: Page, before: str = "") -> Response:
    """A form for a new one, and those that there are."""
    last = ReportId(row_number(before) or 0) or None
    found = queries.reports(page.session, page.officer, last)
    offered = list(offered_reports(page.session, page.officer))
    names = {(programme.code, report.code): report.title for programme, report in offered}
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    below = [(unit.id, unit.full_name) for unit in communes_of(page.session, page.officer)]
    return page.show(
        "reports/reports.html",
        offered=[
            (f"{programme.code}/{report.code}", f"{programme.name}: {report.title}")
            for programme, report in offered
        ],
        units=[(own.id, own.full_name), *(unit for unit in below if unit[0] != own.id)],
        periods=list(periods.choices(clock.today())),
        rows=[(row, unit, names.get((row.programme, row.code), row.code)) for row, unit in found][
            : queries.PAGE
        ],
        more=len(found) > queries.PAGE,
    )


@pages.post("/reports", again=reports)
def begin(page: Page) -> Response:
    """A draft, or the one that is there."""
    form = page.form
    programme, _slash, code = form.text("report", 130).partition("/")
    unit_id = UnitId(row_number(form.raw("unit")) or 0) or UnitId(page.officer.unit_id)
    asked = Asked(programme, code, unit_id, _period(page))
    return page.go(f"{HOME}/{service.begin(page.session, page.officer, asked).id}")


def _period(page: Page) -> Period:
    code = page.form.text("period", 20)
    if code == periods.OWN:
        return Period.between(page.form.day("since"), page.form.day("until"))
    found = periods.period_of(code, clock.today())
    if found is None:
        raise Invalid(_("Anh/chị chọn kỳ báo cáo trong danh sách."), field="period")
    return found


@pages.get("/reports/{report_id}")
def report(page: Page, report_id: ReportId) -> Response:
    """What it says, each number with its rows, and the forms of a draft."""
    row = queries.report(page.session, page.officer, report_id)
    read = queries.opened(page.session, page.officer, row)
    typed = [(at, part) for at, part in enumerate(read.parts, start=1) if part.key]
    return page.show(
        "reports/report.html",
        read=read,
        free=[(at, part) for at, part in typed if part.free],
        counted=[(at, part) for at, part in typed if not part.free],
        kind_of=_kind_of,
    )


def _kind_of(value: object) -> str:
    """How a template shows a part's content or a cell."""
    if isinstance(value, Opened):
        return "opened" if value else "number"
    kinds = {Table: "table", Paragraph: "paragraph", int: "number"}
    return next((kind for each, kind in kinds.items() if isinstance(value, each)), "text")


@pages.post("/reports/{report_id}/save", again=report)
def save(page: Page, report_id: ReportId) -> Response:
    """Keeps what was typed."""
    row = queries.report(page.session, page.officer, report_id)
    read = queries.opened(page.session, page.officer, row)
    words = {
        part.key: page.form.text(f"part-{at}", LONGEST_WORDS)
        for at, part in enumerate(read.parts, start=1)
        if part.key
    }
    service.save(page.session, page.officer, report_id, page.version(), words)
    return page.go(f"{HOME}/{report_id}", _("Đã lưu báo cáo."))


@pages.post("/reports/{report_id}/issue", again=report, task=Task.SIGN_DECISION)
def issue(page: Page, report_id: ReportId) -> Response:
    """Signed: it stays as it is."""
    form = page.form
    signed = Signed(
        form.text("number", 60),
        form.day("day"),
        form.text("signer_title", 120),
        form.text("signer_name", 120),
    )
    service.issue(page.session, page.officer, report_id, page.version(), signed)
    return page.go(
        f"{HOME}/{report_id}", _("Đã phát hành. Từ nay số liệu trong báo cáo giữ nguyên.")
    )


@pages.post("/reports/{report_id}/drop", again=report)
def drop(page: Page, report_id: ReportId) -> Response:
    """Throws a draft away."""
    service.drop(page.session, page.officer, report_id, page.version())
    return page.go(HOME, _("Đã bỏ bản nháp."))


@pages.get("/reports/{report_id}/report.pdf")
def report_pdf(page: Page, report_id: ReportId) -> Response:
    """To be printed."""
    return _file(pdf(_printed(page, report_id)), PDF, f"bao-cao-{report_id}.pdf")


@pages.get("/reports/{report_id}/report.docx")
def report_docx(page: Page, report_id: ReportId) -> Response:
    """To go on writing in."""
    return _file(docx(_printed(page, report_id)), DOCX, f"bao-cao-{report_id}.docx")


@pages.get("/reports/{report_id}/report.xlsx")
def report_xlsx(page: Page, report_id: ReportId) -> Response:
    """To go on calculating with."""
    file = BytesIO()
    write(file, _paper(page, report_id))
    return _file(file.getvalue(), XLSX, f"bao-cao-{report_id}.xlsx")


def _paper(page: Page, report_id: ReportId) -> Paper:
    row = queries.report(page.session, page.officer, report_id)
    return queries.opened(page.session, page.officer, row).paper


def _printed(page: Page, report_id: ReportId) -> Paper:
    paper = _paper(page, report_id)
    contents = [each for section in paper.sections for each in section.contents]
    rows = sum(len(list(each.rows)) for each in contents if isinstance(each, Table))
    if rows > MOST_PRINTED:
        words = _("Báo cáo dài hơn {count} dòng, in ra rất nặng. Anh/chị tải bản Excel.")
        raise Conflict(words.format(count=MOST_PRINTED))
    return paper


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
