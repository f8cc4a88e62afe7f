"""The schools of an officer's communes: a list by level, and each with its sites."""

from starlette.responses import Response

from backend import clock
from backend.admin import communes
from backend.admin.forms import Form, row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.administrative_units.queries import hamlets
from backend.i18n import N_, _
from backend.officers.permissions import Task
from backend.schools import internet, queries, service
from backend.schools.models import SchoolId, SiteId
from backend.schools.service import SchoolForm
from backend.schools.typed_lines import LONGEST_NAME
from backend.schools.words import SchoolLevel

pages = Pages(task=Task.MANAGE_PLACES)

HOME = "/admin/schools"


@pages.get("/schools")
def schools(page: Page, level: str = "", after: str = "") -> Response:
    """The schools, of one level when the address says so, and a form for another one."""
    chosen = SchoolLevel(level) if level in list(SchoolLevel) else None
    last = SchoolId(row_number(after) or 0) or None
    found = queries.schools(page.session, page.officer, chosen, last)
    return page.show(
        "schools/schools.html",
        schools=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        chosen=chosen,
        levels=list(SchoolLevel),
        counts=queries.counts(page.session, page.officer),
        communes=communes.choices(page),
    )


@pages.post("/schools", again=schools)
def add(page: Page) -> Response:
    """A new school."""
    school = service.add(page.session, page.officer, communes.chosen(page), _form(page.form))
    return page.go(f"{HOME}/{school.id}", _("Đã thêm trường. Anh/chị ghi các điểm trường ở dưới."))


@pages.get("/schools/without-internet")
def without_internet(page: Page, after: str = "") -> Response:
    """Where children learn with weak Internet or none, school by school."""
    last = SiteId(row_number(after) or 0) or None
    found = internet.page_without(page.session, page.officer, last)
    return page.show(
        "schools/without_internet.html",
        sites=found[: internet.PAGE],
        more=len(found) > internet.PAGE,
    )


@pages.get("/schools/{school_id}")
def school(page: Page, school_id: SchoolId) -> Response:
    """One school: its sites, its facts to change, how many requests name it, and the end of it."""
    found = queries.school(page.session, page.officer, school_id)
    places = {each.id: each.full_name for each in hamlets(page.session, found.unit_id)}
    return page.show(
        "schools/school.html",
        school=found,
        unit=page.session.get_one(AdministrativeUnit, found.unit_id),
        sites=queries.sites(page.session, page.officer, school_id),
        hamlets=places,
        levels=[(level.value, level.label) for level in SchoolLevel],
        requests=queries.requests_naming(page.session, page.officer, school_id),
    )


@pages.post("/schools/{school_id}/change", again=school)
def change(page: Page, school_id: SchoolId) -> Response:
    """Its facts as they are now."""
    service.change(page.session, page.officer, school_id, page.version(), _form(page.form))
    return page.go(f"{HOME}/{school_id}", _("Đã ghi thay đổi."))


pages.button(
    "/schools/{school_id}/close",
    lambda session, officer, number, version: service.close(
        session, officer, number, version, clock.today()
    ),
    N_("Đã ghi trường này không còn hoạt động."),
    again=school,
)
pages.button(
    "/schools/{school_id}/reopen",
    service.reopen,
    N_("Đã ghi trường này hoạt động trở lại."),
    again=school,
)


def _form(form: Form) -> SchoolForm:
    return SchoolForm(
        name=form.text("name", LONGEST_NAME),
        level=form.text("level", 30),
        other_names=form.text("other_names", 500),
    )
