"""What waits at an officer's own steps, sending back to the step before, and deciding anew."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests import service, steps
from backend.support_requests.case_pages import case
from backend.support_requests.models import DecisionKind, RequestId

pages = Pages()


@pages.get("/approvals")
def approvals(page: Page, after: str = "") -> Response:
    """The requests that this officer has to decide, oldest first, each with its day."""
    found = steps.waiting(page.session, page.officer, RequestId(row_number(after) or 0) or None)
    return page.show(
        "support_requests/approvals.html",
        rows=found[: steps.PAGE],
        more=len(found) > steps.PAGE,
    )


@pages.post("/requests/{request_id}/return", again=case)
def send_to_step_before(page: Page, request_id: RequestId) -> Response:
    """The officers of the step before look again; the family hears nothing."""
    reason = page.form.text("reason", 500)
    kind = DecisionKind.RETURN
    service.decide(page.session, page.officer, request_id, page.version(), kind, reason)
    return page.go(f"/admin/requests/{request_id}", _("Đã trả hồ sơ về bước trước."))


@pages.post("/requests/{request_id}/reopen", again=case, task=Task.SIGN_DECISION)
def reopen(page: Page, request_id: RequestId) -> Response:
    """What was decided is decided anew."""
    request = service.open_for_action(page.session, page.officer, request_id, page.version())
    service.reopen(page.session, page.officer, request, page.form.text("reason", 500))
    return page.go(f"/admin/requests/{request_id}", _("Đã mở lại hồ sơ để xét."))
