"""Entering a request for a family without a phone, and the slip that it takes home."""

from collections.abc import Sequence

from starlette.responses import Response

from backend import clock
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.queries import communes_of, hamlets
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.programmes.offered import programmes_at
from backend.programmes.schema import Programme
from backend.support_requests import entering, queries
from backend.support_requests.course import course_of
from backend.support_requests.duplicates import Duplicate
from backend.support_requests.earlier_chains import offices_then
from backend.support_requests.entry_form import OWN, read_consent, read_paper, read_request
from backend.support_requests.models import OF_A_CHILD, Lacking, RequestId

pages = Pages(task=Task.ENTER_REQUEST)


@pages.get("/requests/new", task=Task.ENTER_REQUEST)
def new(page: Page, programme: str = "") -> Response:
    """The form of one programme; with the requests that may be for the same child or household, when
    there are."""
    communes, only = _communes(page)
    offered = programmes_at(page.session, only)
    chosen = _programme(page, offered, programme)
    there = hamlets(page.session, only) if only else []
    found = _found(page, only, chosen) if chosen else []
    return page.show(
        "support_requests/new.html",
        programmes=offered,
        programme=chosen,
        own=OWN,
        communes=[(unit.id, unit.full_name) for unit in communes],
        only=only,
        hamlets=[(place.full_name, place.full_name) for place in there],
        offers=_offers(chosen),
        relations=[(each.value, each.label) for each in OF_A_CHILD],
        circumstances=[
            (each.value, each.label) for each in (chosen.eligible.circumstances if chosen else ())
        ],
        old_units=_old_units(page, only, chosen),
        lackings=[(each.value, each.label) for each in Lacking if each is not Lacking.HAS_DEVICE],
        found=found,
        newest=max((each.request.id for each in found), default=None),
    )


@pages.post("/requests/new", again=new)
def enter(page: Page) -> Response:
    """Takes the request in."""
    _all, only = _communes(page)
    programme = _programme(page, programmes_at(page.session, only))
    if programme is None:
        raise Invalid(_("Anh/chị chọn chương trình."), field="offer")
    command, consent = read_request(page.form, only, programme), read_consent(page.form)
    seen, paper = page.form.number("different"), read_paper(page.form, programme)
    request = entering.enter(page.session, page.officer, command, consent, seen, paper)
    done = _("Đã nhập hồ sơ {code}. Anh/chị in phiếu hẹn cho gia đình.").format(code=request.code)
    return page.go(f"/admin/requests/{request.id}/slip", done)


def _offers(programme: Programme | None) -> list[tuple[str, str]]:
    """What it gives, each with a value that the form sends back."""
    if programme is None:
        return []
    return [
        (f"{programme.code}/{grant.code}", f"{programme.name}: {_(grant.name)}")
        for grant in programme.grants
    ]


def _communes(page: Page) -> tuple[Sequence[AdministrativeUnit], UnitId | None]:
    """The officer's communes, and the one there is when it is one."""
    communes = communes_of(page.session, page.officer)
    return communes, communes[0].id if len(communes) == 1 else None


def _programme(page: Page, offered: Sequence[Programme], code: str = "") -> Programme | None:
    """The one that is asked for, or the only one; None while it is to be chosen."""
    wanted = code or str(page.form.raw("offer")).partition("/")[0]
    if not wanted and len(offered) == 1:
        return offered[0]
    return next((each for each in offered if each.code == wanted), None)


def _found(page: Page, only: UnitId | None, programme: Programme) -> list[Duplicate]:
    if not isinstance(page.refusal, Conflict):
        return []
    try:
        return entering.same_child(page.session, read_request(page.form, only, programme))
    except Invalid:
        return []


def _old_units(page: Page, only: UnitId | None, programme: Programme | None) -> list[str]:
    """What the commune and the units above it were called, for papers of the old ways."""
    if only is None or programme is None:
        return []
    days = [chain.until for chain in programme.earlier_chains]
    named = (
        offices_then(page.session, only, level, day)
        for day in days
        for level in (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)
    )
    return list(dict.fromkeys(name for names in named for name in names))


@pages.get("/requests/{request_id}/slip")
def slip(page: Page, request_id: RequestId) -> Response:
    """What the family takes home: the code, who answers, and until when."""
    request = queries.request(page.session, page.officer, request_id)
    course = course_of(page.session, request)
    return page.show(
        "support_requests/slip.html", request=request, course=course, today=clock.today()
    )
