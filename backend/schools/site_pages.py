"""The sites of a school: another one, and each to change or to close."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import Form
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.administrative_units.queries import hamlets
from backend.i18n import _
from backend.officers.permissions import Task
from backend.schools import queries, service
from backend.schools.models import SchoolId, SiteId
from backend.schools.pages import HOME, school
from backend.schools.service import SiteForm
from backend.schools.typed_lines import LONGEST_NAME

pages = Pages(task=Task.MANAGE_PLACES)


@pages.get("/schools/{school_id}/sites/{site_id}")
def site(page: Page, school_id: SchoolId, site_id: SiteId) -> Response:
    """One site: its facts to change, and the end of it."""
    found = queries.school(page.session, page.officer, school_id)
    there = queries.site(page.session, page.officer, school_id, site_id)
    places = {each.id: each.full_name for each in hamlets(page.session, found.unit_id)}
    if there.hamlet_id and there.hamlet_id not in places:  # it was merged since
        unit = page.session.get_one(AdministrativeUnit, there.hamlet_id)
        places[unit.id] = unit.full_name
    return page.show("schools/site.html", school=found, site=there, hamlets=places)


@pages.post("/schools/{school_id}/sites", again=school)
def add_site(page: Page, school_id: SchoolId) -> Response:
    """One more site."""
    service.add_site(page.session, page.officer, school_id, page.version(), _form(page.form))
    return page.go(f"{HOME}/{school_id}", _("Đã thêm điểm trường."))


@pages.post("/schools/{school_id}/sites/{site_id}/change", again=site)
def change_site(page: Page, school_id: SchoolId, site_id: SiteId) -> Response:
    """Its facts as they are now."""
    form = _form(page.form)
    service.change_site(page.session, page.officer, school_id, site_id, page.version(), form)
    return page.go(f"{HOME}/{school_id}", _("Đã ghi thay đổi."))


@pages.post("/schools/{school_id}/sites/{site_id}/close", again=site)
def close_site(page: Page, school_id: SchoolId, site_id: SiteId) -> Response:
    """From today on nobody is taught there."""
    today, version = clock.today(), page.version()
    service.close_site(page.session, page.officer, school_id, site_id, version, today)
    return page.go(f"{HOME}/{school_id}", _("Đã ghi điểm trường này không còn dạy."))


@pages.post("/schools/{school_id}/sites/{site_id}/reopen", again=site)
def reopen_site(page: Page, school_id: SchoolId, site_id: SiteId) -> Response:
    """It is taught there again."""
    service.close_site(page.session, page.officer, school_id, site_id, page.version(), None)
    return page.go(f"{HOME}/{school_id}", _("Đã ghi điểm trường này dạy trở lại."))


def _form(form: Form) -> SiteForm:
    return SiteForm(
        name=form.text("name", LONGEST_NAME),
        hamlet=form.text("hamlet", 20),
        internet=form.text("internet", 20),
    )
