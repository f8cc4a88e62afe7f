"""Surveys of need: each school beside the requests sent, and one class by class."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.need_surveys import queries, service
from backend.need_surveys.rules import school_year
from backend.officers.permissions import Task
from backend.schools import queries as schools
from backend.schools.models import SchoolId

pages = Pages(task=Task.MANAGE_PLACES)

HOME = "/admin/need-surveys"


@pages.get("/need-surveys")
def surveys(page: Page, after: str = "") -> Response:
    """The schools, those that have not counted too."""
    year = school_year(clock.today())
    last = SchoolId(row_number(after) or 0) or None
    found = queries.overview(page.session, page.officer, year, last)
    return page.show(
        "need_surveys/surveys.html",
        schools=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        year=year,
    )


@pages.get("/need-surveys/{school_id}")
def school(page: Page, school_id: SchoolId) -> Response:
    """One school class by class, and a form for a sheet."""
    found = schools.school(page.session, page.officer, school_id)
    year = school_year(clock.today())
    return page.show(
        "need_surveys/school.html",
        school=found,
        classes=queries.classes(page.session, page.officer, found, year),
        year=year,
    )


@pages.post("/need-surveys/{school_id}", again=school)
def keep(page: Page, school_id: SchoolId) -> Response:
    """Keeps the lines of a sheet."""
    text = page.form.text("lines", 4000)
    count = service.keep_lines(page.session, page.officer, school_id, text)
    return page.go(f"{HOME}/{school_id}", _("Đã ghi {count} lớp.").format(count=count))
