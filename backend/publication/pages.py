"""Leave to show a child's picture or name: how it stands for one child, and what was signed."""

from starlette.responses import Response

from backend import clock
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.contacts.purposes import LEAVES
from backend.i18n import _
from backend.officers.permissions import Task
from backend.publication import service
from backend.publication.rules import MAY_ANSWER
from backend.publication.service import Signed
from backend.support_requests import queries
from backend.support_requests.entry_form import read_name
from backend.support_requests.models import RequestId

pages = Pages(task=Task.ENTER_REQUEST)


@pages.get("/requests/{request_id}/publication")
def publication(page: Page, request_id: RequestId) -> Response:
    """Each leave, what lacks, and the forms."""
    request = queries.request(page.session, page.officer, request_id)
    return page.show(
        "publication/publication.html",
        request=request,
        standings=service.standings(page.session, request),
        by_chat=request.contact_id is not None and request.relation in MAY_ANSWER,
        purposes=[("", _("Chọn")), *((leave.code, _(leave.name)) for leave in LEAVES)],
        today=clock.today(),
    )


@pages.post("/requests/{request_id}/publication", again=publication)
def sign(page: Page, request_id: RequestId) -> Response:
    """Keeps what was signed on paper."""
    signed = Signed(
        page.form.text("purpose", 20),
        read_name(page.form, "given_by"),
        bool(page.form.text("by_child", 5)),
        page.form.day("on"),
    )
    service.allow_on_paper(page.session, page.officer, request_id, signed)
    return _back(page, request_id, _("Đã ghi lời đồng ý trên giấy."))


@pages.post("/requests/{request_id}/publication/ask", again=publication)
def ask(page: Page, request_id: RequestId) -> Response:
    """Asks the parent by message."""
    purpose = page.form.text("purpose", 20)
    told = service.ask_family(page.session, page.officer, request_id, purpose)
    said = _("Đã hỏi gia đình qua tin nhắn.") if told else _("Gia đình không nhận tin nhắn được.")
    return _back(page, request_id, said)


@pages.post("/requests/{request_id}/publication/end", again=publication)
def end(page: Page, request_id: RequestId) -> Response:
    """The family took it back."""
    service.end(page.session, page.officer, request_id, page.form.text("purpose", 20))
    return _back(page, request_id, _("Đã rút. Ảnh, tên đã đăng thì gỡ xuống ngay giúp."))


def _back(page: Page, request_id: RequestId, said: str) -> Response:
    return page.go(f"/admin/requests/{request_id}/publication", said)
