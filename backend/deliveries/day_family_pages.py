"""Who is on a day of handing over, and with which device: inviting, taking off, giving out the stock."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.deliveries import day_queries, day_rows, days
from backend.deliveries.day_pages import HOME
from backend.deliveries.day_rows import Shown
from backend.deliveries.models import DayId, RowNumber
from backend.devices.models import DeviceId
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests.models import RequestId

pages = Pages(task=Task.HAND_OVER)
OFFERED = 2 * day_rows.ROWS  # devices in each line's choice


@pages.get("/hand-overs/{day_id}/invite", task=Task.HAND_OVER)
def inviting(page: Page, day_id: DayId, after: str = "") -> Response:
    """Families that could come."""
    session, officer = page.session, page.officer
    planned = day_queries.planned_day(session, officer, day_id)
    last = RequestId(row_number(after) or 0) or None
    return page.show(
        "deliveries/invite.html",
        day=planned,
        waiting=day_queries.to_invite(session, officer, planned, last),
        waiting_count=day_queries.count_to_invite(session, officer, planned),
    )


@pages.post("/hand-overs/{day_id}/invite", again=inviting)
def invite(page: Page, day_id: DayId) -> Response:
    """Families come on the list: those that are ticked, or everybody on the page."""
    name = "shown" if page.form.raw("everyone") else "request"
    chosen = [RequestId(number) for number in sorted(page.form.numbers(name))]
    count = days.invite(page.session, page.officer, day_id, page.version(), chosen)
    said = _("Đã mời {count} gia đình và nhắn cho họ nơi, giờ.").format(count=count)
    return page.go(f"{HOME}/{day_id}", said)


@pages.post("/hand-overs/{day_id}/rows/{row_id}/take-off", again=None)
def take_off(page: Page, day_id: DayId, row_id: RowNumber) -> Response:
    """One family comes off the list."""
    days.take_off(page.session, page.officer, day_id, page.version(), row_id)
    return page.go(f"{HOME}/{day_id}", _("Đã bỏ khỏi danh sách và nhắn gia đình."))


@pages.get("/hand-overs/{day_id}/assign", task=Task.HAND_OVER)
def assigning(page: Page, day_id: DayId, after: str = "") -> Response:
    """A page of families with the device of each. A refused form shows the families that it held."""
    session, officer = page.session, page.officer
    planned = day_queries.planned_day(session, officer, day_id)
    lines = [line for line in day_queries.listed(session, officer, day_id) if line.needs_device]
    typed = page.form.numbers("device")
    start = row_number(after) or 0
    return page.show(
        "deliveries/assign.html",
        day=planned,
        chosen=day_rows.of_rows(lines, typed)
        if typed
        else day_rows.page_of(lines, Shown.ALL, start),
        free=day_queries.free_devices(session, officer, planned),
        offered=OFFERED,
        after=start,
    )


@pages.post("/hand-overs/{day_id}/assign", again=assigning)
def assign(page: Page, day_id: DayId, after: str = "") -> Response:
    """Who gets which device, of the families that the form held."""
    chosen = {
        RowNumber(row): DeviceId(row_number(page.form.raw(f"device-{row}")) or 0) or None
        for row in page.form.numbers("device")
    }
    days.assign(page.session, page.officer, day_id, page.version(), chosen)
    place = f"?after={start}" if (start := row_number(after)) else ""
    return page.go(f"{HOME}/{day_id}/assign{place}", _("Đã xếp máy."))


@pages.post("/hand-overs/{day_id}/assign-in-order", again=assigning)
def assign_in_order(page: Page, day_id: DayId) -> Response:
    """Everybody gets the next device of the stock."""
    count = days.assign_in_order(page.session, page.officer, day_id, page.version())
    said = _("Đã xếp {count} máy theo thứ tự.").format(count=count)
    return page.go(f"{HOME}/{day_id}", said)
