"""The machines of a place: which work, what is done about the others, and how much of the time."""

from starlette.responses import Response

from backend import clock
from backend.access_points.models import AccessPointId
from backend.access_points.queries import access_point
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.errors import Invalid
from backend.figures.rules import month, months_back
from backend.i18n import _
from backend.officers.permissions import Task
from backend.public_computers import machine_queries, machines
from backend.public_computers.models import FaultId, MachineId
from backend.public_computers.rules import machine_days, percent_words, tenths
from backend.tickets.models import TicketId

pages = Pages(task=Task.MANAGE_PLACES)

MONTHS = 6


@pages.get("/access-points/{point_id}/machines")
def machines_page(page: Page, point_id: AccessPointId) -> Response:
    """All machines, those out of order first, and the forms."""
    session = page.session
    point = access_point(session, page.officer, point_id)
    every = machine_queries.machines(session, point.id)
    here = [one for one in every if one.machine.gone_on is None]
    return page.show(
        "public_computers/machines.html",
        point=point,
        unit=session.get_one(AdministrativeUnit, point.unit_id),
        machines=every,
        here=here,
        broken=[one for one in here if one.fault],
        working=sum(one.fault is None for one in here),
        reports=[
            (report, machine_queries.said(report, "machine"))
            for report in machine_queries.reports(session, page.officer, point)
        ],
        months=_months(page, point_id),
    )


@pages.post("/access-points/{point_id}/machines", again=machines_page)
def add(page: Page, point_id: AccessPointId) -> Response:
    """New machines."""
    access_point(page.session, page.officer, point_id)
    codes, note = page.form.text("codes", 500), page.form.text("note", 100)
    since = page.form.day("since")
    count = machines.add(page.session, page.officer, point_id, codes, since, note)
    return _back(page, point_id, _("Đã thêm {count} máy.").format(count=count))


@pages.post("/access-points/{point_id}/machines/gone", again=machines_page)
def take_away(page: Page, point_id: AccessPointId) -> Response:
    """A machine is no more."""
    access_point(page.session, page.officer, point_id)
    machine, on = _machine(page, "gone_machine"), page.form.day("gone_on")
    machines.take_away(page.session, page.officer, point_id, machine, on)
    return _back(page, point_id, _("Đã ghi máy này không còn ở đây."))


@pages.post("/access-points/{point_id}/faults", again=machines_page)
def out_of_order(page: Page, point_id: AccessPointId) -> Response:
    """A machine does not work."""
    access_point(page.session, page.officer, point_id)
    machine, broken_on = _machine(page, "machine"), page.form.day("broken_on")
    symptom, ticket = page.form.text("symptom", 200), page.form.number("ticket")
    machines.out_of_order(
        page.session,
        page.officer,
        point_id,
        machine,
        broken_on,
        symptom,
        TicketId(ticket) if ticket else None,
    )
    return _back(
        page, point_id, _("Đã ghi máy hỏng. Khi gọi thợ, thay linh kiện, anh/chị ghi thêm.")
    )


def _of_fault(page: Page, point_id: AccessPointId, fault_id: FaultId) -> Response:
    """The page of a form about one fault."""
    return machines_page(page, point_id)


@pages.post("/access-points/{point_id}/faults/{fault_id}/steps", again=_of_fault)
def note_step(page: Page, point_id: AccessPointId, fault_id: FaultId) -> Response:
    """What was done about it."""
    words = page.form.text("text", 300)
    machines.note_step(page.session, page.officer, point_id, fault_id, words)
    return _back(page, point_id, _("Đã ghi việc sửa."))


@pages.post("/access-points/{point_id}/faults/{fault_id}/works", again=_of_fault)
def works_again(page: Page, point_id: AccessPointId, fault_id: FaultId) -> Response:
    """It works again."""
    access_point(page.session, page.officer, point_id)
    on = page.form.day("works_on")
    machines.works_again(page.session, page.officer, point_id, fault_id, on)
    return _back(page, point_id, _("Đã ghi máy dùng lại được. Ai đã báo hỏng thì em nhắn lại."))


def _months(page: Page, point_id: AccessPointId) -> list[tuple[str, str, int]]:
    """The last months, newest first: "11/2026", "98,3 %", how many machine-days were lost."""
    today = clock.today()
    here = machine_queries.presences(page.session, [point_id])[point_id]
    found = []
    for name in months_back(f"{today:%Y-%m}", MONTHS):
        period = month(name)
        days = machine_days(here, period.since or today, min(period.until or today, today))
        if days.all:
            share = percent_words(tenths(days.working, days.all))
            found.append((f"{int(name[5:])}/{name[:4]}", share, days.lost))
    return found[::-1]


def _machine(page: Page, name: str) -> MachineId:
    number = page.form.number(name)
    if number is None:
        raise Invalid(_("Anh/chị chọn máy."), field=name)
    return MachineId(number)


def _back(page: Page, point_id: AccessPointId, said: str) -> Response:
    return page.go(f"/admin/access-points/{point_id}/machines", said)
