"""Papers to be printed: which there are, what each needs, and the files."""

from io import BytesIO

from starlette.responses import Response

from backend import clock
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.approved_lists import queries as approved_lists
from backend.approved_lists.models import ApprovedListId
from backend.approved_lists.paper import ApprovedListPaper
from backend.deliveries import day_queries
from backend.deliveries import queries as deliveries
from backend.deliveries.models import DayId
from backend.errors import Conflict
from backend.i18n import _
from backend.papers import announcement, queries
from backend.papers.decision import decision, only_list, posting
from backend.papers.minutes import family_minutes, minutes
from backend.papers.printed import pdf
from backend.papers.report import progress_report
from backend.papers.results import results_of
from backend.papers.shapes import Paper
from backend.papers.taken_out import note_day, note_list
from backend.papers.word import docx
from backend.papers.workbook import MEDIA_TYPE as XLSX
from backend.papers.workbook import write

pages = Pages()
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NEWEST = 5
MOST_PRINTED = 2_000  # lines of a PDF or DOCX: some two seconds


@pages.get("/papers")
def papers(page: Page) -> Response:
    """What can be printed, with the newest lists and days."""
    return page.show(
        "papers/papers.html",
        lists=approved_lists.approved_lists(page.session, page.officer)[:NEWEST],
        days=day_queries.days(page.session, page.officer, None)[:NEWEST],
    )


@pages.get("/papers/approved-lists/{approved_list_id}/decision.pdf")
def decision_pdf(page: Page, approved_list_id: ApprovedListId) -> Response:
    """The decision with its list."""
    content = pdf(decision(_list(page, approved_list_id)))
    note_list(page, approved_list_id, "decision.pdf")
    return _file(content, PDF, f"quyet-dinh-{approved_list_id}.pdf")


@pages.get("/papers/approved-lists/{approved_list_id}/decision.docx")
def decision_docx(page: Page, approved_list_id: ApprovedListId) -> Response:
    """The same, to go on writing in."""
    content = docx(decision(_list(page, approved_list_id)))
    note_list(page, approved_list_id, "decision.docx")
    return _file(content, DOCX, f"quyet-dinh-{approved_list_id}.docx")


@pages.get("/papers/approved-lists/{approved_list_id}/list.xlsx")
def list_xlsx(page: Page, approved_list_id: ApprovedListId) -> Response:
    """The list alone, however long it is."""
    file = BytesIO()
    write(file, only_list(approved_lists.paper_of(page.session, page.officer, approved_list_id)))
    note_list(page, approved_list_id, "list.xlsx")
    return _file(file.getvalue(), XLSX, f"danh-sach-{approved_list_id}.xlsx")


@pages.get("/papers/approved-lists/{approved_list_id}/posting.pdf")
def posting_pdf(page: Page, approved_list_id: ApprovedListId) -> Response:
    """For the notice board. Raises `Conflict` before the list is signed."""
    said = _signed(page, approved_list_id)
    content = pdf(posting(said, page.settings.operator_phone or ""))
    note_list(page, approved_list_id, "posting.pdf")
    return _file(content, PDF, f"niem-yet-{approved_list_id}.pdf")


@pages.get("/papers/approved-lists/{approved_list_id}/posting.docx")
def posting_docx(page: Page, approved_list_id: ApprovedListId) -> Response:
    """The same, to go on writing in."""
    said = _signed(page, approved_list_id)
    content = docx(posting(said, page.settings.operator_phone or ""))
    note_list(page, approved_list_id, "posting.docx")
    return _file(content, DOCX, f"niem-yet-{approved_list_id}.docx")


@pages.get("/papers/approved-lists/{approved_list_id}/loudspeaker")
def list_aloud(page: Page, approved_list_id: ApprovedListId) -> Response:
    """To be read aloud. Raises `Conflict` before the list is signed."""
    said = _signed(page, approved_list_id)
    told = announcement.of_list(said, page.settings.operator_phone or "")
    back = f"/admin/approved-lists/{approved_list_id}"
    return page.show("papers/loudspeaker.html", told=told, back=back)


@pages.get("/papers/hand-overs/{day_id}/minutes.pdf")
def minutes_pdf(page: Page, day_id: DayId) -> Response:
    """The minutes of a day."""
    said = deliveries.minutes_of(page.session, page.officer, day_id)
    content = pdf(minutes(said))
    note_day(page, day_id, "minutes.pdf", [row.code for row in said.rows])
    return _file(content, PDF, f"bien-ban-ban-giao-{day_id}.pdf")


@pages.get("/papers/hand-overs/{day_id}/minutes.docx")
def minutes_docx(page: Page, day_id: DayId) -> Response:
    """The same, to go on writing in."""
    said = deliveries.minutes_of(page.session, page.officer, day_id)
    content = docx(minutes(said))
    note_day(page, day_id, "minutes.docx", [row.code for row in said.rows])
    return _file(content, DOCX, f"bien-ban-ban-giao-{day_id}.docx")


@pages.get("/papers/hand-overs/{day_id}/family-minutes.pdf")
def family_minutes_pdf(page: Page, day_id: DayId) -> Response:
    """A copy of the minutes for each family, in one file. Raises `Conflict` when there is nobody."""
    said = deliveries.minutes_of(page.session, page.officer, day_id)
    if not said.rows:
        raise Conflict(_("Buổi này không có gia đình nào nhận máy nên chưa có biên bản để in."))
    content = pdf(*family_minutes(said))
    note_day(page, day_id, "family-minutes.pdf", [row.code for row in said.rows])
    return _file(content, PDF, f"bien-ban-tung-gia-dinh-{day_id}.pdf")


@pages.get("/papers/hand-overs/{day_id}/loudspeaker")
def day_aloud(page: Page, day_id: DayId) -> Response:
    """To be read aloud before a day."""
    said = deliveries.minutes_of(page.session, page.officer, day_id)
    told = announcement.of_day(said, page.settings.operator_phone or "")
    back = f"/admin/hand-overs/{day_id}"
    return page.show("papers/loudspeaker.html", told=told, back=back)


@pages.get("/papers/results/loudspeaker")
def results_aloud(page: Page) -> Response:
    """The year's results, to be read aloud."""
    since, unit, found = results_of(page.session, page.officer, clock.today())
    told = announcement.of_results(unit, since, found, page.settings.operator_phone or "")
    return page.show("papers/loudspeaker.html", told=told, back="/admin/papers")


@pages.get("/papers/progress.xlsx")
def progress_xlsx(page: Page) -> Response:
    """The report on requests, commune by commune."""
    file = BytesIO()
    write(file, _progress(page))
    return _file(file.getvalue(), XLSX, _dated("bao-cao", "xlsx"))


@pages.get("/papers/progress.docx")
def progress_docx(page: Page) -> Response:
    """The same, to go on writing in."""
    return _file(docx(_progress(page)), DOCX, _dated("bao-cao", "docx"))


@pages.get("/papers/progress.pdf")
def progress_pdf(page: Page) -> Response:
    """The same, to be printed."""
    return _file(pdf(_progress(page)), PDF, _dated("bao-cao", "pdf"))


def _progress(page: Page) -> Paper:
    return progress_report(queries.progress(page.session, page.officer, clock.today()))


def _list(page: Page, list_id: ApprovedListId) -> ApprovedListPaper:
    said = approved_lists.paper_of(page.session, page.officer, list_id)
    if len(said.rows) > MOST_PRINTED:
        words = _("Danh sách dài hơn {count} dòng, in ra rất nặng. Anh/chị tải bản Excel.")
        raise Conflict(words.format(count=MOST_PRINTED))
    return said


def _signed(page: Page, list_id: ApprovedListId) -> ApprovedListPaper:
    said = _list(page, list_id)
    if not said.number:
        raise Conflict(_("Danh sách chưa có quyết định nên chưa công bố. Anh/chị ký rồi in lại."))
    return said


def _dated(name: str, ending: str) -> str:
    return f"{name}-{clock.today():%Y%m%d}.{ending}"


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
