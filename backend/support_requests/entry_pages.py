"""Entering a request for a family without a phone, and the slip that it takes home."""

from fastapi.responses import Response

from backend import clock
from backend.admin.page import Page, Visit
from backend.admin.pages import Pages
from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import communes_of, hamlets
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.programmes.rules import Circumstance
from backend.support_requests import entering, queries
from backend.support_requests.case_pages import CaseId
from backend.support_requests.course import course_of
from backend.support_requests.duplicates import Duplicate
from backend.support_requests.entry_form import read_consent, read_request
from backend.support_requests.models import Lacking, Relation

pages = Pages(task=Task.ENTER_REQUEST)


@pages.get("/requests/new", task=Task.ENTER_REQUEST)
def new(page: Visit) -> Response:
    """The form, one page; with the requests that may be for the same child, when there are."""
    communes = communes_of(page.session, page.officer)
    only = communes[0].id if len(communes) == 1 else None
    there = hamlets(page.session, only) if only else []
    found = _found(page, only)
    return page.show(
        "support_requests/new.html",
        communes=[(unit.id, unit.full_name) for unit in communes],
        only=only,
        hamlets=[(place.full_name, place.full_name) for place in there],
        offers=[
            (f"{programme.code}/{benefit.code}", f"{programme.name}: {benefit.name}")
            for programme in entering.offered(page.session)
            for benefit in programme.devices
        ],
        relations=[(each.value, each.label) for each in Relation],
        circumstances=[(each.value, each.label) for each in Circumstance],
        lackings=[(each.value, each.label) for each in Lacking if each is not Lacking.HAS_DEVICE],
        found=found,
        newest=max((each.request.id for each in found), default=None),
    )


@pages.post("/requests/new", again=new)
def enter(page: Visit) -> Response:
    """Takes the request in."""
    communes = communes_of(page.session, page.officer)
    only = communes[0].id if len(communes) == 1 else None
    command, consent = read_request(page.form, only), read_consent(page.form)
    seen = page.form.number("different")
    request = entering.enter(page.session, page.officer, command, consent, seen)
    done = _("Đã nhập hồ sơ {code}. Anh/chị in phiếu hẹn cho gia đình.").format(code=request.code)
    return page.go(f"/admin/requests/{request.id}/slip", done)


def _found(page: Page, only: UnitId | None) -> list[Duplicate]:
    if not isinstance(page.refusal, Conflict):
        return []
    try:
        return entering.same_child(page.session, read_request(page.form, only))
    except Invalid:
        return []


@pages.get("/requests/{request_id}/slip")
def slip(page: Visit, request_id: CaseId) -> Response:
    """What the family takes home: the code, who answers, and until when."""
    request = queries.request(page.session, page.officer, request_id)
    course = course_of(page.session, request)
    return page.show(
        "support_requests/slip.html", request=request, course=course, today=clock.today()
    )
