"""Entering what somebody asked about their data in the office, by telephone or on paper."""

from starlette.responses import Response

from backend import clock
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.data_requests import service
from backend.data_requests.models import CameBy, DataRequestKind, IdentityCheck
from backend.i18n import _
from backend.officers.permissions import Task

pages = Pages(task=Task.ANSWER_TICKET)


@pages.get("/data-requests/new", task=Task.ANSWER_TICKET)
def new(page: Page) -> Response:
    """The form."""
    return page.show(
        "data_requests/new.html",
        kinds=[(each.value, each.label) for each in DataRequestKind],
        ways=[(each.value, each.label) for each in CameBy if each is not CameBy.CHAT],
        checks=[(each.value, each.label) for each in IdentityCheck],
        today=clock.today(),
    )


@pages.post("/data-requests/new", again=new)
def enter(page: Page) -> Response:
    """Takes it in."""
    entry = service.Entry(
        kind=page.form.text("kind", 20),
        came_by=page.form.text("came_by", 20),
        identity_check=page.form.text("identity_check", 20),
        asker=page.form.text("asker", 200),
        words=page.form.text("words", 1000),
        received_on=page.form.day("received_on"),
        case=page.form.text("case", 30),
        is_writer=page.form.raw("is_writer") == "yes",
    )
    made = service.enter(page.session, page.officer, entry)
    return page.go(
        f"/admin/data-requests/{made.id}",
        _("Đã ghi yêu cầu {code}. Anh/chị báo mã này cho người yêu cầu.").format(code=made.code),
    )
