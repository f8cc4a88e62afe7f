"""One case, and what an officer decides there."""

from collections.abc import Sequence

from starlette.responses import Response

from backend.admin import phones
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.contacts.queries import is_reachable
from backend.data_packages.models import Operator
from backend.deliveries.contents import given_words
from backend.i18n import _
from backend.poverty_lists.models import EntryId
from backend.support_requests import queries, service
from backend.support_requests.around import look_around, may_be_closed
from backend.support_requests.case import open_case
from backend.support_requests.models import DecisionKind, RequestId
from backend.support_requests.ready_words import CHECKS, REFUSE, RELATIONS, SEND_BACK
from backend.support_requests.telling import contacts_of

pages = Pages()


@pages.get("/requests/{request_id}")
def case(page: Page, request_id: RequestId, before: str = "") -> Response:
    """One request with everything that helps to decide it; `before` pages the messages."""
    return _case(page, request_id, before=row_number(before))


@pages.post("/requests/{request_id}/find", looks=True)
def find(page: Page, request_id: RequestId) -> Response:
    """The same, with the rows of the list whose head has the name that was typed."""
    return _case(page, request_id, page.form.text("find")[:100])


def _case(
    page: Page,
    request_id: RequestId,
    find: str = "",
    *,
    phone: bool = False,
    before: int | None = None,
) -> Response:
    or_own = _("Chọn một lý do, hoặc ghi ở dưới")
    return page.show(
        "support_requests/case.html",
        case=open_case(page.session, page.officer, request_id, find[:100], page.view),
        around=look_around(page.session, page.officer, request_id, before),
        find=find,
        phone_shown=phone,
        operators=_choice(list(Operator), _("Chọn nhà mạng")),
        mergeable=may_be_closed,
        given_words=given_words,
        check_words=CHECKS,
        refuse_reasons=_choice(REFUSE, or_own),
        send_back_reasons=_choice(SEND_BACK, or_own),
        phone_reasons=phones.reasons(),
        relations=_choice(RELATIONS, _("Chọn")),
    )


def _choice(texts: Sequence[str], first: str) -> list[tuple[str, str]]:
    words = [_(text) for text in texts]
    return [("", first), *zip(words, words, strict=True)]


@pages.post("/requests/{request_id}/identify", again=case)
def identify(page: Page, request_id: RequestId) -> Response:
    """Keeps which row of the list it is; an empty number says that it is none."""
    entry = page.form.number("entry_id")
    service.identify_household(
        page.session,
        page.officer,
        request_id,
        page.version(),
        EntryId(entry) if entry is not None else None,
    )
    done = _("Đã ghi: đúng hộ này.") if entry else _("Đã ghi: hộ không có trong danh sách.")
    return page.go(f"/admin/requests/{request_id}", done)


@pages.post("/requests/{request_id}/approve", again=case)
def approve(page: Page, request_id: RequestId) -> Response:
    """Approves at the step that is open."""
    return _decide(page, request_id, DecisionKind.APPROVE, _("Đã duyệt hồ sơ {code}."))


@pages.post("/requests/{request_id}/refuse", again=case)
def refuse(page: Page, request_id: RequestId) -> Response:
    """Refuses, with the reason that the family reads."""
    return _decide(page, request_id, DecisionKind.REFUSE, _("Đã từ chối hồ sơ {code}."))


@pages.post("/requests/{request_id}/send-back", again=case)
def send_back(page: Page, request_id: RequestId) -> Response:
    """Asks the family for something more."""
    return _decide(page, request_id, DecisionKind.SEND_BACK, _("Đã trả lại hồ sơ {code}."))


def _decide(page: Page, request_id: RequestId, kind: DecisionKind, said: str) -> Response:
    reason = " ".join(filter(None, (page.form.text("ready"), page.form.text("reason", 500))))
    request = service.decide(page.session, page.officer, request_id, page.version(), kind, reason)
    return back_to_case(page, request_id, said.format(code=request.code))


def back_to_case(page: Page, request_id: RequestId, said: str) -> Response:
    """Back to the case after something that the family is told, with whether they can hear it."""
    request = queries.request(page.session, page.officer, request_id)
    if any(is_reachable(page.session, each) for each in contacts_of(page.session, request)):
        told = _("Gia đình sẽ nhận được tin nhắn.")
    else:
        told = _("Gia đình không nhận tin nhắn, anh/chị gọi điện báo giúp.")
    return page.go(f"/admin/requests/{request_id}", f"{said} {told}")


@pages.post("/requests/{request_id}/phone", again=case)
def show_phone(page: Page, request_id: RequestId) -> Response:
    """Shows the whole number once, and keeps who saw it and what for."""
    request = queries.request(page.session, page.officer, request_id)
    phones.keep_reason(page, request)
    return _case(page, request_id, phone=True)
