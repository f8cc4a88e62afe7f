"""Days of handing over: the list, one day with its families, and what is done before, on and after
it."""

from typing import Annotated

from fastapi.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page, Visit
from backend.admin.pages import ROW, Pages
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.queries import communes_of
from backend.deliveries import closing, day_queries, days, queries
from backend.deliveries.closing import Presence
from backend.deliveries.days import DayForm
from backend.deliveries.models import DayId, DayState, PhotoId, RowNumber
from backend.devices.models import DeviceId
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests.models import RequestId
from backend.support_requests.ready_words import RELATIONS

pages = Pages(task=Task.HAND_OVER)
DayNumber = Annotated[DayId, ROW]
HOME = "/admin/hand-overs"


@pages.get("/hand-overs")
def hand_overs(page: Visit, state: str = "", before: str = "") -> Response:
    """The days, by state, and a form for another one."""
    chosen = DayState(state) if state in list(DayState) else None
    last = DayId(row_number(before) or 0) or None
    found = day_queries.days(page.session, page.officer, chosen, last)
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    shown = found[: day_queries.PAGE]
    return page.show(
        "deliveries/hand_overs.html",
        days=shown,
        more=len(found) > day_queries.PAGE,
        chosen=chosen,
        states=list(DayState),
        counts=day_queries.state_counts(page.session, page.officer),
        communes=[(unit.id, unit.full_name) for unit in communes_of(page.session, page.officer)],
        with_unit=own.level is not Level.COMMUNE,
        units={
            id_: page.session.get_one(AdministrativeUnit, id_).full_name
            for id_ in {planned.unit_id for planned, _count in shown}
        },
    )


@pages.post("/hand-overs", again=hand_overs)
def plan(page: Visit) -> Response:
    """A new day."""
    communes = communes_of(page.session, page.officer)
    unit = UnitId(page.form.number("unit_id") or 0) if len(communes) != 1 else communes[0].id
    if not unit:
        raise Invalid(_("Anh/chị chọn xã."), field="unit_id")
    planned = days.plan(page.session, page.officer, unit, _form(page))
    return page.go(f"{HOME}/{planned.id}", _("Đã mở buổi bàn giao. Anh/chị mời các gia đình."))


@pages.get("/hand-overs/{day_id}")
def hand_over_day(page: Visit, day_id: DayNumber) -> Response:
    """One day."""
    session, officer = page.session, page.officer
    planned = day_queries.planned_day(session, officer, day_id)
    is_open = planned.state is DayState.PLANNED
    return page.show(
        "deliveries/hand_over_day.html",
        day=planned,
        unit=day_queries.unit_of(session, officer, planned),
        lines=day_queries.listed(session, officer, day_id),
        waiting=day_queries.to_invite(session, officer, planned) if is_open else (),
        free=day_queries.free_devices(session, officer, planned) if is_open else (),
        photos=day_queries.photos(session, officer, day_id),
        relations=[_(words) for words in RELATIONS],
        is_open=is_open,
        has_come=planned.held_on <= clock.today(),
    )


@pages.get("/hand-overs/{day_id}/sheet")
def sheet(page: Visit, day_id: DayNumber) -> Response:
    """The list to print and sign."""
    minutes = queries.minutes_of(page.session, page.officer, day_id)
    return page.show("deliveries/sheet.html", minutes=minutes, day_id=day_id)


@pages.get("/hand-overs/{day_id}/photos/{photo_id}")
def photo(page: Visit, day_id: DayNumber, photo_id: Annotated[PhotoId, ROW]) -> Response:
    """A photo of the signed sheet."""
    found = day_queries.photo(page.session, page.officer, day_id, photo_id)
    headers = {"cache-control": "private, max-age=600"}
    return Response(found.content, media_type=found.content_type, headers=headers)


@pages.post("/hand-overs/{day_id}/change", again=hand_over_day)
def change(page: Visit, day_id: DayNumber) -> Response:
    """Another place or time."""
    days.change(page.session, page.officer, day_id, page.version(), _form(page))
    return _back(page, day_id, _("Đã ghi thay đổi. Gia đình được nhắn nếu nơi hoặc giờ đổi."))


@pages.post("/hand-overs/{day_id}/call-off", again=hand_over_day)
def call_off(page: Visit, day_id: DayNumber) -> Response:
    """It will not be."""
    reason = page.form.text("reason", 100)
    days.call_off(page.session, page.officer, day_id, page.version(), reason)
    return _back(page, day_id, _("Đã hủy buổi này. Các gia đình được nhắn."))


@pages.post("/hand-overs/{day_id}/invite", again=hand_over_day)
def invite(page: Visit, day_id: DayNumber) -> Response:
    """Families come on the list."""
    chosen = [RequestId(number) for number in _ticked(page, "request")]
    count = days.invite(page.session, page.officer, day_id, page.version(), chosen)
    said = _("Đã mời {count} gia đình và nhắn cho họ nơi, giờ.").format(count=count)
    return _back(page, day_id, said)


@pages.post("/hand-overs/{day_id}/rows/{row_id}/take-off", again=None)
def take_off(page: Visit, day_id: DayNumber, row_id: Annotated[RowNumber, ROW]) -> Response:
    """One family comes off the list."""
    days.take_off(page.session, page.officer, day_id, page.version(), row_id)
    return _back(page, day_id, _("Đã bỏ khỏi danh sách và nhắn gia đình."))


@pages.post("/hand-overs/{day_id}/assign", again=hand_over_day)
def assign(page: Visit, day_id: DayNumber) -> Response:
    """Who gets which device."""
    lines = day_queries.listed(page.session, page.officer, day_id)
    chosen = {
        line.row.id: DeviceId(row_number(page.form.raw(f"device-{line.row.id}")) or 0) or None
        for line in lines
    }
    days.assign(page.session, page.officer, day_id, page.version(), chosen)
    return _back(page, day_id, _("Đã xếp máy."))


@pages.post("/hand-overs/{day_id}/assign-in-order", again=hand_over_day)
def assign_in_order(page: Visit, day_id: DayNumber) -> Response:
    """Everybody gets the next device of the stock."""
    count = days.assign_in_order(page.session, page.officer, day_id, page.version())
    return _back(page, day_id, _("Đã xếp {count} máy theo thứ tự.").format(count=count))


@pages.post("/hand-overs/{day_id}/tick", again=hand_over_day)
def tick(page: Visit, day_id: DayNumber) -> Response:
    """Who came, and who received."""
    presences = {
        line.row.id: _presence(page, line.row.id)
        for line in day_queries.listed(page.session, page.officer, day_id)
    }
    closing.tick(page.session, page.officer, day_id, page.version(), presences)
    return _back(page, day_id, _("Đã ghi điểm danh. Xong hết thì bấm «Kết thúc buổi bàn giao»."))


@pages.post("/hand-overs/{day_id}/close", again=hand_over_day)
def close(page: Visit, day_id: DayNumber) -> Response:
    """Hands everything over to those who came."""
    done = closing.close(page.session, page.officer, day_id, page.version())
    said = _("Đã bàn giao {done} máy. Vắng {absent}. Chưa giao được {problems}.").format(
        done=done.handed_over, absent=done.absent, problems=done.problems
    )
    return _back(page, day_id, said)


@pages.post("/hand-overs/{day_id}/photos", again=hand_over_day)
def keep_photo(page: Visit, day_id: DayNumber) -> Response:
    """A photo of the signed sheet."""
    content = page.form.file("photo").file.read(days.LARGEST_PHOTO + 1)
    days.keep_photo(page.session, page.officer, day_id, content)
    return _back(page, day_id, _("Đã giữ ảnh."))


def _form(page: Page) -> DayForm:
    form = page.form
    return DayForm(
        form.text("place", 120),
        form.day("held_on"),
        form.text("starts_at", 10),
        form.text("giver", 300),
    )


def _presence(page: Page, row_id: RowNumber) -> Presence:
    came = {"yes": True, "no": False}.get(page.form.raw(f"came-{row_id}"))
    return Presence(
        came,
        page.form.text(f"name-{row_id}", 200),
        page.form.text(f"relation-{row_id}", 100),
        page.form.text(f"reason-{row_id}", 200),
    )


def _ticked(page: Page, name: str) -> list[int]:
    """Numbers of the boxes "name-12" that were ticked."""
    parts = (key.partition("-") for key in page.form.texts())
    found = (row_number(number) for before, _dash, number in parts if before == name)
    return [number for number in found if number]


def _back(page: Page, day_id: DayId, said: str) -> Response:
    return page.go(f"{HOME}/{day_id}", said)
