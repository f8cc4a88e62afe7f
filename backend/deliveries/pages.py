"""Recording on a case that something was handed over, and came back."""

from starlette.responses import Response

from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.deliveries import service
from backend.deliveries.contents import Sim
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests.case_pages import back_to_case, case
from backend.support_requests.models import RequestId

pages = Pages(task=Task.HAND_OVER)


@pages.post("/requests/{request_id}/hand-over", again=case)
def hand_over(page: Page, request_id: RequestId) -> Response:
    """Which machine, when, and to whom."""
    form = service.HandOver(
        serial=page.form.text("serial", 64),
        model=page.form.text("model", 200),
        on=page.form.day("on"),
        receiver_name=page.form.text("receiver_name", 200),
        receiver_relation=page.form.text("receiver_relation", 100),
        receiver_id_last4=page.form.text("receiver_id_last4", 4),
        sim=_sim(page),
    )
    service.hand_over(page.session, page.officer, request_id, page.version(), form)
    return back_to_case(page, request_id, _("Đã ghi bàn giao."))


@pages.post("/requests/{request_id}/sim", again=case)
def note_sim(page: Page, request_id: RequestId) -> Response:
    """The SIM of a phone that was handed over."""
    service.note_sim(page.session, page.officer, request_id, page.version(), _sim(page))
    return page.go(f"/admin/requests/{request_id}", _("Đã ghi SIM và số máy."))


@pages.post("/requests/{request_id}/take-back", again=case)
def take_back(page: Page, request_id: RequestId) -> Response:
    """Things or money came back."""
    on, why = page.form.day("on"), page.form.text("text", 300)
    service.take_back_goods(page.session, page.officer, request_id, page.version(), on, why)
    return page.go(f"/admin/requests/{request_id}", _("Đã ghi thu lại."))


def _sim(page: Page) -> Sim:
    form = page.form
    return Sim(form.text("sim_operator", 40), form.text("sim_number", 30), form.text("imei", 30))
