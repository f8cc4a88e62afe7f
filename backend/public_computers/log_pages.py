"""The daily log: one small form for a day, what is missing, and the upkeep that is due."""

from collections.abc import Mapping
from datetime import date

from starlette.responses import Response

from backend import clock
from backend.access_points.models import AccessPoint, AccessPointId
from backend.access_points.queries import access_point
from backend.access_points.typed_hours import show_hours
from backend.access_points.wording import day_words
from backend.admin.forms import Form
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.public_computers import log, log_queries, upkeep
from backend.public_computers.log import DayForm, Opened
from backend.public_computers.words import Group, Purpose
from backend.typed_day import read_day

pages = Pages(task=Task.MANAGE_PLACES)

TOLD = [purpose for purpose in Purpose if purpose is not Purpose.NOT_SAID]
MOST_MISSING = 12  # days that are named; the first ones come first


@pages.get("/access-points/{point_id}/log")
def log_page(page: Page, point_id: AccessPointId, day: str = "") -> Response:
    """One day to write down, today unless the address names another."""
    session = page.session
    point = access_point(session, page.officer, point_id)
    today = clock.today()
    chosen = min(read_day(page.form.raw("day") or day) or today, today)
    row = log_queries.service_day(session, point.id, chosen)
    planned = log.planned_hours(session, point, chosen)
    missing = [each for each in log_queries.days_to_write(session, point) if each != chosen]
    return page.show(
        "public_computers/log.html",
        point=point,
        unit=session.get_one(AdministrativeUnit, point.unit_id),
        day=chosen,
        named=day_words(chosen, today),
        row=row,
        planned=show_hours(planned),
        opened=_opened(row.hours if row else None, show_hours(planned)),
        choices=[(each.value, each.label) for each in Opened],
        came=_came(log_queries.visits_of(session, row) if row else {}),
        groups=list(Group),
        purposes=TOLD,
        missing=[(each, day_words(each, today)) for each in missing[:MOST_MISSING]],
        missing_count=len(missing),
        upkeep=upkeep.calendar(session, point),
        done=upkeep.done_on(session, point, chosen),
        last=log_queries.last_days(session, point.id),
    )


@pages.post("/access-points/{point_id}/log", again=log_page)
def write(page: Page, point_id: AccessPointId) -> Response:
    """Writes the day down."""
    point = access_point(page.session, page.officer, point_id)
    day = page.form.day("day")
    log.write(page.session, page.officer, point_id, _form(page, point, day))
    left = log_queries.days_to_write(page.session, point)
    onward = f"?day={left[0].isoformat()}" if left else ""
    said = _("Đã ghi sổ {day}.").format(day=day_words(day, clock.today()))
    if left:
        said += " " + _("Còn ngày dưới đây chưa ghi.")
    return page.go(f"/admin/access-points/{point_id}/log{onward}", said)


def _form(page: Page, point: AccessPoint, day: date) -> DayForm:
    form = page.form
    tasks = [due.task.code for due in upkeep.calendar(page.session, point)]
    return DayForm(
        day=day,
        opened=form.text("opened", 20),
        hours=form.text("hours", 100),
        reason=form.text("reason", 200),
        note=form.text("note", 500),
        groups={group: _count(form, group) for group in Group},
        purposes={
            (group, purpose): _count(form, f"{group}-{purpose}")
            for group in Group
            for purpose in TOLD
        },
        upkeep=[code for code in tasks if form.raw(f"upkeep-{code}")],
        version=page.version(),
    )


def _count(form: Form, name: str) -> int:
    typed = form.text(name, 6).replace(".", "")
    if typed and not (typed.isascii() and typed.isdecimal()):
        raise Invalid(_("Anh/chị ghi số người bằng chữ số, ví dụ: 12."), field=name)
    return int(typed or 0)


def _opened(hours: str | None, planned: str) -> Opened:
    """What the form offers first: what was written, or else what is usual."""
    if hours is None:
        return Opened.AS_PLANNED if planned else Opened.CLOSED
    if not hours:
        return Opened.CLOSED
    return Opened.AS_PLANNED if hours == planned else Opened.OTHERWISE


def _came(visits: Mapping[tuple[Group, Purpose], int]) -> dict[str, int]:
    """By the names of the form's fields; what is not there is shown empty."""
    found: dict[str, int] = {}
    for (group, purpose), count in visits.items():
        found[group] = found.get(group, 0) + count
        found[f"{group}-{purpose}"] = count
    return found
