"""Recording on a case that a device was handed over."""

from fastapi.responses import Response

from backend.admin.page import Visit
from backend.admin.pages import Pages
from backend.deliveries import service
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests.case_pages import CaseId, back_to_case, case

pages = Pages(task=Task.HAND_OVER)


@pages.post("/requests/{request_id}/hand-over", again=case)
def hand_over(page: Visit, request_id: CaseId) -> Response:
    """Which machine, when, and to whom."""
    form = service.HandOver(
        serial=page.form.text("serial", 64),
        model=page.form.text("model", 200),
        on=page.form.day("on"),
        receiver_name=page.form.text("receiver_name", 200),
        receiver_relation=page.form.text("receiver_relation", 100),
    )
    service.hand_over(page.session, page.officer, request_id, page.version(), form)
    return back_to_case(page, request_id, _("Đã ghi bàn giao máy."))
