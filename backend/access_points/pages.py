"""The public computers of an officer's communes: a list, and each with its hours."""

from starlette.responses import Response

from backend import clock
from backend.access_points import queries, service
from backend.access_points.models import AccessPoint, AccessPointId, ExceptionId
from backend.access_points.rules import Asked
from backend.access_points.schedules import loaded, schedules
from backend.access_points.service import PointForm
from backend.access_points.typed_hours import show_hours, show_week
from backend.access_points.wording import coming_holidays, day_words, hours_told
from backend.admin import communes
from backend.admin.forms import Form
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.i18n import N_, _
from backend.officers.permissions import Task
from backend.public_computers import log_queries

pages = Pages(task=Task.MANAGE_PLACES)

HOME = "/admin/access-points"


@pages.get("/access-points")
def access_points(page: Page) -> Response:
    """The places with their hours of this moment, and a form for another one."""
    points = queries.access_points(page.session, page.officer)
    hours = schedules(page.session, points, clock.today())
    now = clock.local(clock.now())
    return page.show(
        "access_points/access_points.html",
        points=[
            (
                point,
                page.session.get_one(AdministrativeUnit, point.unit_id),
                hours_told(hours[point.id], Asked(), now),
            )
            for point in points
        ],
        communes=communes.choices(page),
        behind=log_queries.days_behind(page.session, page.officer),
    )


@pages.post("/access-points", again=access_points)
def add(page: Page) -> Response:
    """A new place."""
    point = service.add(page.session, page.officer, communes.chosen(page), _form(page.form))
    return page.go(f"{HOME}/{point.id}", _("Đã thêm điểm máy tính. Người dân hỏi là thấy ngay."))


@pages.get("/access-points/{point_id}")
def access_point(page: Page, point_id: AccessPointId) -> Response:
    """One place: its facts to change, its days with other hours, and the end of it."""
    point = queries.access_point(page.session, page.officer, point_id)
    today = clock.today()
    schedule = schedules(page.session, [point], today)[point.id]
    exceptions = queries.exceptions(page.session, page.officer, point_id, today)
    return page.show(
        "access_points/access_point.html",
        point=point,
        unit=page.session.get_one(AdministrativeUnit, point.unit_id),
        told=hours_told(schedule, Asked(), clock.local(clock.now())),
        hours=show_week(schedule.week),
        position=_position(point),
        exceptions=[
            (one, day_words(one.day, today), show_hours(loaded(one.hours))) for one in exceptions
        ],
        holidays=coming_holidays(today),
    )


@pages.post("/access-points/{point_id}/change", again=access_point)
def change(page: Page, point_id: AccessPointId) -> Response:
    """Its facts as they are now."""
    service.change(page.session, page.officer, point_id, page.version(), _form(page.form))
    return page.go(f"{HOME}/{point_id}", _("Đã ghi thay đổi."))


pages.button(
    "/access-points/{point_id}/close",
    lambda session, officer, number, version: service.close(
        session, officer, number, version, clock.today()
    ),
    N_("Đã ghi nơi này không phục vụ nữa."),
    again=access_point,
)
pages.button(
    "/access-points/{point_id}/reopen",
    service.reopen,
    N_("Đã ghi nơi này phục vụ trở lại."),
    again=access_point,
)


@pages.post("/access-points/{point_id}/exceptions", again=access_point)
def except_day(page: Page, point_id: AccessPointId) -> Response:
    """A day with other hours, or closed."""
    queries.access_point(page.session, page.officer, point_id)
    form = page.form
    day, reason, hours = form.day("day"), form.text("reason", 100), form.text("day_hours", 100)
    service.except_day(page.session, page.officer, point_id, day, reason, hours)
    return page.go(f"{HOME}/{point_id}", _("Đã ghi giờ riêng của ngày này."))


@pages.post("/access-points/{point_id}/exceptions/{exception_id}/remove")
def keep_usual_hours(page: Page, point_id: AccessPointId, exception_id: ExceptionId) -> Response:
    """The day is as every week after all."""
    service.keep_usual_hours(page.session, page.officer, point_id, exception_id)
    return page.go(f"{HOME}/{point_id}", _("Ngày này lại theo giờ thường."))


def _form(form: Form) -> PointForm:
    return PointForm(
        name=form.text("name", 100),
        hours=form.text("hours", 500),
        machines=form.text("machines", 6),
        address=form.text("address", 200),
        phone=form.text("phone", 20),
        activities=form.text("activities", 200),
        fee=form.text("fee", 100),
        position=form.text("position", 60),
        rules=form.text("rules", 500),
        summer=form.text("summer", 200),
        line_operator=form.text("line_operator", 60),
        line_dong=form.text("line_dong", 20),
        line_discount=form.text("line_discount", 6),
    )


def _position(point: AccessPoint) -> str:
    return "" if point.latitude is None else f"{point.latitude}, {point.longitude}"
