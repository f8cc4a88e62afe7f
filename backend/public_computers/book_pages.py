"""The yearly book of a place: how the targets stand, costs, training; and its inspections."""

from datetime import date
from typing import Any

from starlette.responses import Response

from backend import clock
from backend.access_points.models import AccessPoint, AccessPointId
from backend.access_points.queries import access_point
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.i18n import _
from backend.officers.permissions import Task
from backend.public_computers import book, book_queries
from backend.public_computers.book import Cost, Looked
from backend.public_computers.book_models import CostId, PlaceInspectionId
from backend.public_computers.book_queries import CostSums
from backend.public_computers.plans import places_of
from backend.public_computers.standing import standing
from backend.public_computers.words import Money

pages = Pages(task=Task.MANAGE_PLACES)

YEARS = 4


@pages.get("/access-points/{point_id}/book")
def book_page(page: Page, point_id: AccessPointId, year: str = "") -> Response:
    """One year of a place."""
    session = page.session
    point = access_point(session, page.officer, point_id)
    this_year = clock.today().year
    known = range(this_year, this_year - YEARS, -1)
    chosen = int(year) if year in map(str, known) else this_year
    since, until = date(chosen, 1, 1), date(chosen, 12, 31)
    places = places_of(session, point.unit_id)
    lines = places.costs if places else ()
    sums = book_queries.costs(session, [point.id], since, until)
    return page.show(
        "public_computers/book.html",
        **_head(page, point),
        year=chosen,
        years=list(known),
        standing=standing(session, [point], since, until),
        places=places,
        lines=[(line.code, line.name) for line in lines],
        line_names={line.code: line.name for line in lines},
        sources=[(source.value, source.label) for source in Money],
        sums=sums,
        money=list(Money),
        totals=_totals(sums),
        costs=book_queries.cost_rows(session, point.id, since, until),
        trainings=book_queries.trainings(session, [point.id], since, until),
        inspections=book_queries.inspections(session, [point.id], since, until),
    )


@pages.post("/access-points/{point_id}/costs", again=book_page)
def add_cost(page: Page, point_id: AccessPointId) -> Response:
    """Money that was paid."""
    access_point(page.session, page.officer, point_id)
    form = page.form
    cost = Cost(
        line=form.text("line", 40),
        paid_on=form.day("paid_on"),
        source=form.text("source", 20),
        dong=form.text("dong", 30),
        note=form.text("note", 200),
    )
    row = book.add_cost(page.session, page.officer, point_id, cost)
    return _back(page, point_id, row.paid_on.year, _("Đã ghi khoản chi."))


@pages.post("/access-points/{point_id}/costs/{cost_id}/strike")
def strike_cost(page: Page, point_id: AccessPointId, cost_id: CostId) -> Response:
    """A wrong entry."""
    book.strike_cost(page.session, page.officer, point_id, cost_id)
    return _back(page, point_id, clock.today().year, _("Đã gạch khoản chi ghi sai."))


@pages.post("/access-points/{point_id}/trainings", again=book_page)
def add_training(page: Page, point_id: AccessPointId) -> Response:
    """A training of the staff."""
    access_point(page.session, page.officer, point_id)
    held_on, content = page.form.day("held_on"), page.form.text("content", 300)
    people = page.form.text("people", 6)
    book.add_training(page.session, page.officer, point_id, held_on, content, people)
    return _back(page, point_id, held_on.year, _("Đã ghi buổi tập huấn."))


@pages.get("/inspections/places/{point_id}")
def inspections_page(page: Page, point_id: AccessPointId) -> Response:
    """The inspections of a place, and a form for whoever inspects."""
    session = page.session
    point = access_point(session, page.officer, point_id)
    today = clock.today()
    every = book_queries.inspections(session, [point.id], date(book.FIRST_YEAR, 1, 1), today)
    return page.show(
        "public_computers/inspections.html",
        **_head(page, point),
        inspections=every[::-1][: book_queries.MOST],
    )


@pages.post("/inspections/places/{point_id}", again=inspections_page, task=Task.INSPECT)
def inspect(page: Page, point_id: AccessPointId) -> Response:
    """What was found."""
    access_point(page.session, page.officer, point_id)
    form = page.form
    looked = Looked(
        on=form.day("on"),
        by_office=form.text("by_office", 100),
        findings=form.text("findings", 1000),
        right_purpose=form.text("right_purpose", 5),
        follow_up=form.text("follow_up", 500),
    )
    book.inspect(page.session, page.officer, point_id, looked)
    return page.go(f"/admin/inspections/places/{point_id}", _("Đã ghi kết quả kiểm tra."))


def _of_inspection(
    page: Page, point_id: AccessPointId, place_inspection_id: PlaceInspectionId
) -> Response:
    """The page of a form about one inspection."""
    return inspections_page(page, point_id)


@pages.post(
    "/access-points/{point_id}/inspections/{place_inspection_id}/follow-up", again=_of_inspection
)
def follow_up(
    page: Page, point_id: AccessPointId, place_inspection_id: PlaceInspectionId
) -> Response:
    """What was done about it, by those who run the place."""
    done = page.form.text("done", 500)
    book.follow_up(page.session, page.officer, point_id, place_inspection_id, done)
    return page.go(f"/admin/inspections/places/{point_id}", _("Đã ghi việc khắc phục."))


def _totals(sums: CostSums) -> dict[Money, int]:
    return {source: sum(by.get(source, 0) for by in sums.values()) for source in Money}


def _head(page: Page, point: AccessPoint) -> dict[str, Any]:
    return {
        "point": point,
        "unit": page.session.get_one(AdministrativeUnit, point.unit_id),
    }


def _back(page: Page, point_id: AccessPointId, year: int, said: str) -> Response:
    return page.go(f"/admin/access-points/{point_id}/book?year={year}", said)
