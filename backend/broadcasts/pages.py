"""Messages to many: all of them, a new one, and one with who hears it, until when, and how far it is."""

from starlette.responses import Response

from backend.admin import communes
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.queries import hamlets
from backend.broadcasts import queries, service
from backend.broadcasts.audience import DEVICES, Audience, reach, words
from backend.broadcasts.capacity import remaining
from backend.broadcasts.models import BroadcastId
from backend.broadcasts.rules import MOST_ALONE, forecast
from backend.broadcasts.wording import beginning, duration, three_examples
from backend.data_packages.models import PackageState
from backend.i18n import N_, _
from backend.message_templates import queries as templates
from backend.message_templates.models import TemplateId
from backend.message_templates.rules import SHORT, TYPED, VARIABLES
from backend.messages.channel_names import channel_name
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.quotas.wording import programmes
from backend.support_requests.models import Status

pages = Pages(task=Task.BROADCAST)

HOME = "/admin/broadcasts"


@pages.get("/broadcasts")
def broadcasts(page: Page, before: str = "") -> Response:
    """The newest first."""
    last = BroadcastId(row_number(before) or 0) or None
    found = queries.broadcasts(page.session, page.officer, last)
    return page.show(
        "broadcasts/broadcasts.html",
        broadcasts=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
    )


@pages.get("/broadcasts/new", task=Task.BROADCAST)
def new(page: Page, template: str = "", begin: str = "") -> Response:
    """Who shall hear what; a text may begin as one that is used again, or as one of ours."""
    number = TemplateId(row_number(template) or 0)
    chosen = templates.template(page.session, page.officer, number) if number else None
    every = _("Tất cả")
    return page.show(
        "broadcasts/new.html",
        text=chosen.text if chosen else beginning(begin),
        number=number,
        templates=templates.usable(page.session, page.officer),
        units=_units(page),
        programmes=[("", every)]
        + [(each.programme.code, each.programme.name) for each in programmes(page.session)],
        statuses=[("", every)] + [(each.value, each.label) for each in Status],
        devices=[("", every)] + [(code, _(name)) for code, name in DEVICES.items()],
        packages=[("", every)] + [(each.value, each.label) for each in PackageState],
        variables=VARIABLES,
    )


@pages.post("/broadcasts/new", again=new)
def write(page: Page) -> Response:
    """A draft, to be looked at."""
    form = page.form
    unit = UnitId(form.number("unit") or page.officer.unit_id)
    typed = {name: form.text(name, 40) for name in ("programme", "status", "device", "package")}
    audience = Audience.of({"unit": unit, **typed})
    values = {name: form.text(name, 100) for name in TYPED}
    made = service.write(page.session, page.officer, audience, form.text("text"), values)
    return page.go(f"{HOME}/{made.id}")


@pages.get("/broadcasts/{broadcast_id}")
def broadcast(page: Page, broadcast_id: BroadcastId) -> Response:
    """One: what it says, who hears it, how long it takes, how far it is."""
    session = page.session
    found = queries.broadcast(session, page.officer, broadcast_id)
    audience = Audience.of(found.filters)
    reached = reach(session, audience)
    examples = three_examples(found.text, found.values)
    pieces = 1 + max(map(len, examples)) // 2000
    unit = session.get_one(AdministrativeUnit, audience.unit).full_name
    named = {each.programme.code: each.programme.name for each in programmes(session)}
    expected = forecast(reached.channels, remaining(session), pieces)
    return page.show(
        "broadcasts/broadcast.html",
        broadcast=found,
        examples=examples,
        short=SHORT,
        reach=reached,
        about=words(audience, unit, named.get(audience.programme, audience.programme)),
        takes=duration(expected.minutes),
        later=[(channel_name(channel), count) for channel, count in expected.later.items()],
        progress=queries.progress(session, page.officer, broadcast_id),
        most_alone=MOST_ALONE,
        by=session.get_one(Officer, found.officer_id).full_name,
        second=found.second_id and session.get_one(Officer, found.second_id).full_name,
        channel_name=channel_name,
    )


for _move, _verb, _said in (
    ("send", service.send, ""),  # the page tells whether it began or a second officer is asked
    ("confirm", service.confirm, N_("Đã xác nhận. Tin bắt đầu được gửi.")),
    ("pause", service.pause, N_("Đã tạm dừng.")),
    ("go-on", service.go_on, N_("Đang gửi tiếp.")),
    ("cancel", service.cancel, N_("Đã hủy. Ai chưa nhận thì không nhận nữa.")),
):
    pages.button(f"/broadcasts/{{broadcast_id}}/{_move}", _verb, _said, again=broadcast)


def _units(page: Page) -> list[tuple[UnitId, str]]:
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    if own.level is Level.COMMUNE:
        below = [(each.id, each.name) for each in hamlets(page.session, own.id)]
    else:
        below = communes.choices(page)
    return [(own.id, own.full_name), *below]
