"""The data package on a case: registered, opened, corrected, ordered again, given another term."""

from starlette.responses import Response

from backend.admin.forms import Form
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.data_packages import changing, service
from backend.data_packages.models import Operator
from backend.data_packages.service import Registration
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests import queries
from backend.support_requests.case_pages import back_to_case, case
from backend.support_requests.models import RequestId

pages = Pages(task=Task.ORDER_PACKAGES)


@pages.post("/requests/{request_id}/register-data-package", again=case)
def register(page: Page, request_id: RequestId) -> Response:
    """The line for the operator; without a number it is the one that the family gave."""
    line = _registration(page, queries.request(page.session, page.officer, request_id).phone)
    service.register(page.session, page.officer, request_id, page.version(), line)
    return back_to_case(page, request_id, _("Đã ghi đăng ký gói cước."))


@pages.post("/requests/{request_id}/activate-data-package", again=case)
def activate(page: Page, request_id: RequestId) -> Response:
    """The day on which the operator opened it."""
    service.activate(page.session, page.officer, request_id, page.version(), page.form.day("on"))
    return back_to_case(page, request_id, _("Đã ghi gói cước đã mở."))


@pages.post("/requests/{request_id}/correct-data-package", again=case)
def correct(page: Page, request_id: RequestId) -> Response:
    """Another number; left empty it is the one that the package has."""
    queries.request(page.session, page.officer, request_id)
    package = service.of_request(page.session, request_id)
    line = _registration(page, package.phone if package else "")
    reason = page.form.text("reason", 200)
    changing.correct(page.session, page.officer, request_id, page.version(), line, reason)
    return back_to_case(page, request_id, _("Đã sửa số. Gói đang chờ vào đơn đặt mới."))


@pages.post("/requests/{request_id}/order-data-package-again", again=case)
def order_again(page: Page, request_id: RequestId) -> Response:
    """The same number, now that nothing holds it up any more."""
    changing.order_again(page.session, page.officer, request_id, page.version())
    return back_to_case(page, request_id, _("Gói đang chờ vào đơn đặt mới."))


@pages.post("/requests/{request_id}/renew-data-package", again=case)
def renew(page: Page, request_id: RequestId) -> Response:
    """Another term."""
    reason = page.form.text("reason", 200)
    changing.renew(page.session, page.officer, request_id, page.version(), reason)
    return back_to_case(page, request_id, _("Đã ghi gia hạn. Gói đang chờ vào đơn đặt mới."))


def _registration(page: Page, own: str) -> Registration:
    operator = page.form.text("operator")
    if operator not in list(Operator):
        raise Invalid(_("Anh/chị chọn nhà mạng."), field="operator")
    phone = typed_phone(page.form) or own
    return Registration(Operator(operator), phone, page.form.text("sim_serial", 64))


def typed_phone(form: Form) -> str:
    """The number as it was typed, without what people put between the digits."""
    return "".join(character for character in form.text("phone", 64) if character not in " .-")
