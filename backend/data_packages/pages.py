"""Registering and activating the data package on a case."""

from fastapi.responses import Response

from backend.admin.page import Visit
from backend.admin.pages import Pages
from backend.data_packages import service
from backend.data_packages.models import Operator
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests import queries
from backend.support_requests.pages import CaseId, back_to_case, case

pages = Pages(task=Task.ORDER_PACKAGES)


@pages.post("/requests/{request_id}/register-data-package", again=case)
def register(page: Visit, request_id: CaseId) -> Response:
    """The line for the operator; without a number it is the one that the family gave."""
    operator = page.form.text("operator")
    if operator not in list(Operator):
        raise Invalid(_("Anh/chị chọn nhà mạng."), field="operator")
    typed = "".join(
        character for character in page.form.text("phone", 64) if character not in " .-"
    )
    phone = typed or queries.request(page.session, page.officer, request_id).phone
    registration = service.Registration(Operator(operator), phone, page.form.text("sim_serial", 64))
    service.register(page.session, page.officer, request_id, page.version(), registration)
    return back_to_case(page, request_id, _("Đã ghi đăng ký gói cước."))


@pages.post("/requests/{request_id}/activate-data-package", again=case)
def activate(page: Visit, request_id: CaseId) -> Response:
    """The day on which the operator opened it."""
    service.activate(page.session, page.officer, request_id, page.version(), page.form.day("on"))
    return back_to_case(page, request_id, _("Đã ghi gói cước đã mở."))
