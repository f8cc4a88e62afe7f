"""Days of handing over: the list, one day with who came, and what ends it."""

from collections.abc import Sequence

from starlette.responses import Response

from backend import clock
from backend.admin import communes, photos
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.deliveries import closing, day_queries, day_rows, days, queries
from backend.deliveries.closing import Presence
from backend.deliveries.day_queries import Listed
from backend.deliveries.day_rows import DayPage, Shown
from backend.deliveries.days import DayForm
from backend.deliveries.models import DayId, DayState, PhotoId, RowNumber
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests.ready_words import RELATIONS

pages = Pages(task=Task.HAND_OVER)
HOME = "/admin/hand-overs"
SHEET_ROWS = 40


@pages.get("/hand-overs")
def hand_overs(page: Page, state: str = "", before: str = "") -> Response:
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
        communes=communes.choices(page),
        with_unit=own.level is not Level.COMMUNE,
        units={
            id_: page.session.get_one(AdministrativeUnit, id_).full_name
            for id_ in {planned.unit_id for planned, _count in shown}
        },
    )


@pages.post("/hand-overs", again=hand_overs)
def plan(page: Page) -> Response:
    """A new day."""
    planned = days.plan(page.session, page.officer, communes.chosen(page), _form(page))
    return page.go(f"{HOME}/{planned.id}", _("Đã mở buổi bàn giao. Anh/chị mời các gia đình."))


@pages.get("/hand-overs/{day_id}")
def hand_over_day(page: Page, day_id: DayId, show: str = "", after: str = "") -> Response:
    """One day: a page of its families, those first that nobody ticked off yet. A refused form shows
    the families that it held."""
    lines = day_queries.listed(page.session, page.officer, day_id)
    typed = page.form.numbers("name")
    if typed:
        return _show_day(page, day_id, lines, day_rows.of_rows(lines, typed))
    shown = Shown(show) if show in list(Shown) else None
    return _show_day(page, day_id, lines, None, shown, row_number(after) or 0)


@pages.post("/hand-overs/{day_id}/find", looks=True)
def find(page: Page, day_id: DayId) -> Response:
    """Families by name, code, line or serial number; posted, because a name stands in no address."""
    lines = day_queries.listed(page.session, page.officer, day_id)
    wanted = page.form.text("words", 100)
    return _show_day(page, day_id, lines, day_rows.found(lines, wanted), wanted=wanted)


def _show_day(
    page: Page,
    day_id: DayId,
    lines: Sequence[Listed],
    chosen: DayPage | None,
    shown: Shown | None = None,
    after: int = 0,
    wanted: str = "",
) -> Response:
    session, officer = page.session, page.officer
    planned = day_queries.planned_day(session, officer, day_id)
    acts = planned.state is DayState.PLANNED and page.may("hand_over")
    has_come = planned.held_on <= clock.today()
    counts = {one: sum(map(one.holds, lines)) for one in Shown}
    first = Shown.OPEN if acts and has_come and counts[Shown.OPEN] else Shown.ALL
    shown = None if chosen else shown or first
    return page.show(
        "deliveries/hand_over_day.html",
        day=planned,
        unit=day_queries.unit_of(session, officer, planned),
        lines=lines,
        chosen=chosen or day_rows.page_of(lines, shown or first, after),
        shown=shown,
        after=after,
        wanted=wanted,
        counts=counts,
        without_device=sum(line.needs_device and line.device is None for line in lines),
        waiting=day_queries.to_invite(session, officer, planned) if acts and not lines else (),
        waiting_count=day_queries.count_to_invite(session, officer, planned) if acts else 0,
        has_free=acts and bool(day_queries.free_devices(session, officer, planned)),
        photos=day_queries.photos(session, officer, day_id),
        relations=[_(words) for words in RELATIONS],
        acts=acts,
        ticks=acts and has_come and shown is not Shown.ALL,
        has_come=has_come,
    )


@pages.get("/hand-overs/{day_id}/sheet")
def sheet(page: Page, day_id: DayId, part: str = "") -> Response:
    """The list to print and sign, in parts of a few sheets: one for each table in the yard."""
    minutes = queries.minutes_of(page.session, page.officer, day_id)
    parts = list(range(1, len(minutes.rows) + 1, SHEET_ROWS))
    chosen = min(row_number(part) or 1, max(len(parts), 1))
    start = (chosen - 1) * SHEET_ROWS
    return page.show(
        "deliveries/sheet.html",
        minutes=minutes,
        rows=minutes.rows[start : start + SHEET_ROWS],
        parts=[(first, min(first + SHEET_ROWS - 1, len(minutes.rows))) for first in parts],
        chosen=chosen,
        day_id=day_id,
    )


@pages.get("/hand-overs/{day_id}/photos/{photo_id}")
def photo(page: Page, day_id: DayId, photo_id: PhotoId) -> Response:
    """A photo of the signed sheet."""
    found = day_queries.photo(page.session, page.officer, day_id, photo_id)
    headers = {"cache-control": "private, max-age=600"}
    return Response(found.content, media_type=found.content_type, headers=headers)


@pages.post("/hand-overs/{day_id}/change", again=hand_over_day)
def change(page: Page, day_id: DayId) -> Response:
    """Another place or time."""
    days.change(page.session, page.officer, day_id, page.version(), _form(page))
    return _back(page, day_id, _("Đã ghi thay đổi. Gia đình được nhắn nếu nơi hoặc giờ đổi."))


@pages.post("/hand-overs/{day_id}/call-off", again=hand_over_day)
def call_off(page: Page, day_id: DayId) -> Response:
    """It will not be."""
    reason = page.form.text("reason", 100)
    days.call_off(page.session, page.officer, day_id, page.version(), reason)
    return _back(page, day_id, _("Đã hủy buổi này. Các gia đình được nhắn."))


@pages.post("/hand-overs/{day_id}/tick", again=hand_over_day)
def tick(page: Page, day_id: DayId, show: str = "", after: str = "") -> Response:
    """Who came, and who received: of the families that the form held."""
    form = page.form
    held = form.numbers("came") | form.numbers("name")
    presences = {RowNumber(row): _presence(page, RowNumber(row)) for row in held}
    closing.tick(page.session, page.officer, day_id, page.version(), presences)
    said = _("Đã ghi điểm danh. Xong hết thì bấm «Kết thúc buổi bàn giao».")
    shown = Shown(show) if show in list(Shown) else None
    place = f"?show={shown}&after={row_number(after) or 0}" if shown else ""
    return page.go(f"{HOME}/{day_id}{place}", said)


@pages.post("/hand-overs/{day_id}/rest-away", again=hand_over_day)
def rest_away(page: Page, day_id: DayId) -> Response:
    """Everybody else stayed away."""
    reason = page.form.text("reason", 200)
    count = closing.rest_stayed_away(page.session, page.officer, day_id, page.version(), reason)
    return _back(page, day_id, _("Đã ghi vắng {count} gia đình.").format(count=count))


@pages.post("/hand-overs/{day_id}/close", again=hand_over_day)
def close(page: Page, day_id: DayId) -> Response:
    """Hands everything over to those who came."""
    done = closing.close(page.session, page.officer, day_id, page.version())
    said = _("Đã bàn giao {done} máy. Vắng {absent}. Chưa giao được {problems}.").format(
        done=done.handed_over, absent=done.absent, problems=done.problems
    )
    return _back(page, day_id, said)


@pages.post("/hand-overs/{day_id}/photos", again=hand_over_day)
def keep_photo(page: Page, day_id: DayId) -> Response:
    """A photo of the signed sheet."""
    days.keep_photo(page.session, page.officer, day_id, photos.chosen(page))
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


def _back(page: Page, day_id: DayId, said: str) -> Response:
    return page.go(f"{HOME}/{day_id}", said)
