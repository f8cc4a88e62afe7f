"""What moves a case besides decisions: asking, merging, another commune, an own family."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests import asking, family_ties, merging, transferring
from backend.support_requests.case_pages import back_to_case, case
from backend.support_requests.merging import Seen
from backend.support_requests.models import RequestId

pages = Pages(task=Task.ENTER_REQUEST)


@pages.get("/requests/answers")
def answers(page: Page) -> Response:
    """What families have answered and nobody has read."""
    return page.show(
        "support_requests/answers.html", answers=asking.unread(page.session, page.officer)
    )


@pages.get("/requests/transferred")
def transferred(page: Page, before: str = "") -> Response:
    """What was given to other communes: a line each."""
    found = transferring.transferred(page.session, page.officer, row_number(before))
    return page.show(
        "support_requests/transferred.html",
        moved=found[: transferring.PAGE],
        more=len(found) > transferring.PAGE,
    )


@pages.post("/requests/{request_id}/ask", again=case)
def ask(page: Page, request_id: RequestId) -> Response:
    """Asks the family something; the request stays where it is."""
    text = page.form.text("text", asking.LONGEST)
    asking.ask(page.session, page.officer, request_id, page.version(), text)
    return back_to_case(page, request_id, _("Đã gửi câu hỏi."))


@pages.post("/requests/{request_id}/answer-read", again=case)
def answer_read(page: Page, request_id: RequestId) -> Response:
    """The answer was read."""
    asking.read(page.session, page.officer, request_id, page.version())
    return page.go(f"/admin/requests/{request_id}", _("Đã ghi là đã đọc câu trả lời."))


@pages.post("/requests/{request_id}/merge", again=case)
def merge(page: Page, request_id: RequestId) -> Response:
    """Closes another request as merged into this one."""
    closed = Seen(
        RequestId(page.form.number("closed_id") or 0), page.form.number("closed_version") or 0
    )
    kept = Seen(request_id, page.version())
    merging.merge(page.session, page.officer, kept, closed)
    return page.go(
        f"/admin/requests/{request_id}",
        _("Đã gộp. Hồ sơ này được giữ lại, gia đình đã được báo."),
    )


@pages.post("/requests/{request_id}/transfer", again=case)
def transfer(page: Page, request_id: RequestId) -> Response:
    """Gives the request to another commune."""
    transferring.transfer(
        page.session,
        page.officer,
        request_id,
        page.version(),
        page.form.text("commune", 100),
        page.form.text("reason", 500),
    )
    said = _("Đã chuyển hồ sơ, nơi nhận sẽ xem lại từ đầu và gia đình đã được báo.")
    return page.go("/admin/requests/transferred", said)


@pages.post("/requests/{request_id}/own-family", again=case)
def own_family(page: Page, request_id: RequestId) -> Response:
    """The officer says that the family is the own one."""
    family_ties.declare(page.session, page.officer, request_id)
    return page.go(
        f"/admin/requests/{request_id}", _("Đã ghi. Cán bộ khác sẽ quyết định hồ sơ này.")
    )
