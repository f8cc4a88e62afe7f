"""Inspections: the samples, one with its figures, and the finding at each family."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.i18n import _
from backend.inspections import contents, queries, service
from backend.inspections.models import Finding, InspectedId, InspectionId
from backend.inspections.service import Found
from backend.officers.models import Officer
from backend.officers.permissions import Task

pages = Pages(task=Task.INSPECT)

HOME = "/admin/inspections"


@pages.get("/inspections")
def inspections(page: Page, before: str = "") -> Response:
    """The samples, newest first, and a form that draws another."""
    last = InspectionId(row_number(before) or 0) or None
    found = queries.inspections(page.session, page.officer, last)
    return page.show(
        "inspections/inspections.html",
        inspections=found[: contents.PAGE],
        more=len(found) > contents.PAGE,
        population=queries.population(page.session, page.officer)[0],
    )


@pages.post("/inspections", again=inspections)
def draw(page: Page) -> Response:
    """A new sample."""
    size, seed = page.form.text("size", 10), page.form.text("seed", 40)
    found = service.draw_sample(page.session, page.officer, size, seed)
    return page.go(f"{HOME}/{found.id}", _("Đã bốc {count} hộ.").format(count=found.size))


@pages.get("/inspections/{inspection_id}")
def inspection(
    page: Page, inspection_id: InspectionId, finding: str = "", after: str = ""
) -> Response:
    """One sample: figures, each of which opens to its rows."""
    session = page.session
    found = queries.inspection(session, page.officer, inspection_id)
    last = InspectedId(row_number(after) or 0) or None
    rows = contents.rows(session, found, finding, last)
    figures = contents.figures(session, found)
    return page.show(
        "inspections/inspection.html",
        inspection=found,
        unit=session.get_one(AdministrativeUnit, found.unit_id),
        by=session.get_one(Officer, found.officer_id).full_name,
        same=queries.drawn_again(session, page.officer, found),
        rows=rows[: contents.PAGE],
        more=len(rows) > contents.PAGE,
        chosen=finding,
        figures=[(each.value, each.label, figures.get(each, 0)) for each in Finding]
        + [(contents.NOT_YET, _("Chưa kiểm tra"), figures.get(None, 0))],
    )


@pages.get("/inspections/rows/{row_id}")
def row(page: Page, row_id: InspectedId) -> Response:
    """One family: whom to visit, and the form."""
    found = queries.row(page.session, page.officer, row_id)
    return page.show(
        "inspections/row.html",
        row=found,
        findings=[("", _("Chọn"))] + [(each.value, each.label) for each in Finding],
        own=found.delivery.officer_id == page.officer.id,
    )


@pages.post("/inspections/rows/{row_id}", again=row)
def record(page: Page, row_id: InspectedId) -> Response:
    """What was found."""
    told = Found(page.form.text("finding", 20), page.form.text("note", 500), page.form.day("on"))
    inspected = service.record(page.session, page.officer, row_id, page.version(), told)
    return page.go(f"{HOME}/{inspected.inspection_id}?finding=none", _("Đã ghi kết quả."))
