"""The teachers whom an office confirmed: a list, and the end of each."""

from starlette.responses import Response

from backend.admin import forms
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.officers.permissions import Task
from backend.teachers import queries, service
from backend.teachers.models import TeacherId

pages = Pages(task=Task.ANSWER_TICKET)

HOME = "/admin/teachers"


@pages.get("/teachers")
def teachers(page: Page, before: str = "") -> Response:
    """Who may speak for which school."""
    rows = queries.confirmations(page.session, page.officer, forms.row_number(before))
    shown = rows[: queries.PAGE]
    more = shown[-1].teacher.id if len(rows) > queries.PAGE else None
    return page.show("teachers/teachers.html", rows=shown, more=more)


@pages.post("/teachers/{teacher_id}/end")
def end(page: Page, teacher_id: TeacherId) -> Response:
    """Who left the school speaks for it no more."""
    service.end(page.session, page.officer, teacher_id)
    return page.go(HOME, _("Đã kết thúc. Người này không báo nhu cầu thay trường được nữa."))
