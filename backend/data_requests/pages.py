"""Requests about data: what waits and until when, one of them, and what is done with it."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.contacts.models import ContactId
from backend.contacts.queries import is_reachable
from backend.data_requests import answering, contents, erasing, queries, service
from backend.data_requests.clocks import clocks
from backend.data_requests.erasure_wording import counted
from backend.data_requests.models import DataRequestId, DataRequestKind, Outcome
from backend.data_requests.rules import longest_extension
from backend.i18n import _
from backend.officers.models import Officer
from backend.officers.permissions import Task

pages = Pages(task=Task.ANSWER_TICKET)
HOME = "/admin/data-requests"


@pages.get("/data-requests")
def data_requests(page: Page, show: str = "", kind: str = "", after: str = "") -> Response:
    """One page of them, the open ones first, the next deadline on top."""
    shown = queries.Shown(show) if show in list(queries.Shown) else None
    only = DataRequestKind(kind) if kind in list(DataRequestKind) else None
    last = DataRequestId(row_number(after) or 0) or None
    session, officer = page.session, page.officer
    found = queries.data_requests(session, officer, shown=shown, kind=only, after=last)
    rows = found[: queries.PAGE]
    units = {each.unit_id for each in rows if each.unit_id}
    own = session.get_one(AdministrativeUnit, officer.unit_id)
    return page.show(
        "data_requests/data_requests.html",
        requests=[(each, contents.words_of(session, each)) for each in rows],
        more=len(found) > queries.PAGE,
        shown=shown,
        kind=only,
        kinds=list(DataRequestKind),
        counts=queries.counts(session, officer, only),
        with_unit=own.level is not Level.COMMUNE,
        units={id_: session.get_one(AdministrativeUnit, id_).full_name for id_ in units},
        days_left=lambda request: (request.next_day - clock.today()).days,
    )


@pages.get("/data-requests/{data_request_id}")
def data_request(page: Page, data_request_id: DataRequestId) -> Response:
    """One of them: what was asked, until when, of whom, and what can be done."""
    session = page.session
    found = queries.data_request(session, page.officer, data_request_id)
    today, erases = clock.today(), erasing.has_to_be_erased(found)
    return page.show(
        "data_requests/data_request.html",
        request=found,
        asked=contents.words_of(session, found),
        cases=contents.cases(session, page.officer, found),
        clock=clocks().of(found.kind),
        unit=session.get_one(AdministrativeUnit, found.unit_id),
        taken_by=session.get(Officer, found.taken_by_id) if found.taken_by_id else None,
        done_by=session.get(Officer, found.done_by_id) if found.done_by_id else None,
        reachable=is_reachable(session, found.contact_id, owed=True),
        outcomes=[(o.value, o.label) for o in Outcome if not (erases and o is Outcome.DONE)],
        acknowledge_days=(found.acknowledge_by - today).days,
        due_days=(found.due_by - today).days,
        latest=longest_extension(clocks(), found.due_by),
        may_extend=not found.first_due_by and found.due_by >= today,
        longest_reason=service.LONGEST_REASON,
        erases=erases,
        hindrance=erasing.hindrance(session, page.officer, found),
    )


@pages.post("/data-requests/{data_request_id}/acknowledge", again=data_request)
def acknowledge(page: Page, data_request_id: DataRequestId) -> Response:
    """Says that it was received."""
    service.acknowledge(page.session, page.officer, data_request_id, page.version())
    return _back(page, data_request_id, _("Đã báo nhận."))


@pages.post("/data-requests/{data_request_id}/extend", again=data_request)
def extend(page: Page, data_request_id: DataRequestId) -> Response:
    """Gives it more time, once."""
    until, reason = page.form.day("until"), page.form.text("reason")
    service.extend(page.session, page.officer, data_request_id, page.version(), until, reason)
    return _back(page, data_request_id, _("Đã gia hạn."))


@pages.post(
    "/data-requests/{data_request_id}/close", again=data_request, task=Task.CLOSE_DATA_REQUEST
)
def close(page: Page, data_request_id: DataRequestId) -> Response:
    """Ends it with an answer that the person hears."""
    outcome, answer = page.form.text("outcome", 20), page.form.text("answer", 1000)
    before = is_reachable(page.session, _contact(page, data_request_id), owed=True)
    answering.close(page.session, page.officer, data_request_id, page.version(), outcome, answer)
    return _back(page, data_request_id, _("Đã trả lời và kết thúc."), told=before)


@pages.get("/data-requests/{data_request_id}/erase", task=Task.CLOSE_DATA_REQUEST)
def look(page: Page, data_request_id: DataRequestId) -> Response:
    """What would be erased and what stays, before it is done."""
    found, would = answering.look_before_erasing(page.session, page.officer, data_request_id)
    return page.show("data_requests/erase.html", request=found, would=would, counted=counted(would))


@pages.post("/data-requests/{data_request_id}/erase", again=look, task=Task.CLOSE_DATA_REQUEST)
def erase(page: Page, data_request_id: DataRequestId) -> Response:
    """Erases, and ends the request."""
    before = is_reachable(page.session, _contact(page, data_request_id), owed=True)
    answering.erase_for(page.session, page.officer, data_request_id, page.version())
    return _back(page, data_request_id, _("Đã xóa."), told=before)


def _contact(page: Page, data_request_id: DataRequestId) -> ContactId | None:
    return queries.data_request(page.session, page.officer, data_request_id).contact_id


def _back(
    page: Page, data_request_id: DataRequestId, done: str, *, told: bool | None = None
) -> Response:
    """To its page; `told` where it is known whether the person hears of it."""
    if told is None:
        told = is_reachable(page.session, _contact(page, data_request_id), owed=True)
    heard = _("Người yêu cầu sẽ nhận được tin nhắn.")
    if not told:
        heard = _("Người yêu cầu không nhận tin nhắn, anh/chị gọi điện hoặc gửi giấy báo giúp.")
    return page.go(f"{HOME}/{data_request_id}", f"{done} {heard}")
