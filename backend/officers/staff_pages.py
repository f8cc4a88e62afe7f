"""The officers of a unit: added with a one-time link, appointed, switched off, let in again."""

from starlette.responses import Response

from backend import clock
from backend.admin import forms
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import UnitId
from backend.errors import Invalid
from backend.i18n import N_, _
from backend.officers import links, permissions, queries, second_step, service
from backend.officers.models import AppointmentId, Officer, OfficerId, Role
from backend.officers.permissions import Task
from backend.officers.rules import Term
from backend.officers.service import NewOfficer
from backend.officers.start_pages import START

pages = Pages(task=Task.MANAGE_OFFICERS)

HOME = "/admin/officers"


@pages.get("/officers", task=Task.MANAGE_OFFICERS)
def officers(page: Page, unit: str = "", after: str = "") -> Response:
    """The accounts, a page at a time."""
    return _list(page, unit_id=forms.row_number(unit), after=forms.row_number(after) or 0)


@pages.post("/officers/find", looks=True)
def find(page: Page) -> Response:
    """By a part of the name; posted, so that no address holds a name."""
    permissions.require(page.officer, Task.MANAGE_OFFICERS)
    return _list(page, words=page.form.text("words", 100))


@pages.get("/officers/new", task=Task.MANAGE_OFFICERS)
def new(page: Page) -> Response:
    """The form of a new account."""
    permissions.require(page.officer, Task.MANAGE_OFFICERS)  # a refused form is shown again, too
    return page.show("officers/new.html", today=clock.today(), **_choices(page))


@pages.post("/officers/new", again=new)
def add(page: Page) -> Response:
    """Makes the account and shows its link once."""
    wanted = NewOfficer(page.form.text("username"), page.form.text("full_name"), _term(page))
    officer, code = service.invite(page.session, page.officer, wanted)
    return _link(page, officer, code)


@pages.get("/officers/{officer_id}", task=Task.MANAGE_OFFICERS)
def officer(page: Page, officer_id: OfficerId) -> Response:
    """One account: its appointments, and what can be done."""
    permissions.require(page.officer, Task.MANAGE_OFFICERS)  # a refused form is shown again, too
    found = queries.account(page.session, page.officer, officer_id)
    own, above = found.id == page.officer.id, False
    if not own:
        above = queries.reaches_above(page.session, page.officer, officer_id)
    today = clock.today()
    history = queries.history(page.session, page.officer, officer_id)
    return page.show(
        "officers/officer.html",
        row=queries.Row(
            found,
            [each for each in history if each[0].term.holds_on(today)],
            second_step.confirmed(page.session, officer_id),
        ),
        history=history,
        today=today,
        own=own,
        above=above,
        **_choices(page),
    )


@pages.post("/officers/{officer_id}/rename", again=officer)
def rename(page: Page, officer_id: OfficerId) -> Response:
    """The name as it is written."""
    name = page.form.text("full_name")
    service.rename(page.session, page.officer, officer_id, page.version(), name)
    return page.go(f"{HOME}/{officer_id}", _("Đã ghi họ tên."))


@pages.post("/officers/{officer_id}/appointments", again=officer)
def appoint(page: Page, officer_id: OfficerId) -> Response:
    """A further appointment."""
    queries.account(page.session, page.officer, officer_id)
    service.appoint(page.session, page.officer, officer_id, page.version(), _term(page))
    return page.go(f"{HOME}/{officer_id}", _("Đã ghi chức vụ."))


def _with_appointment(page: Page, officer_id: OfficerId, appointment_id: AppointmentId) -> Response:
    return officer(page, officer_id)


@pages.post("/officers/{officer_id}/appointments/{appointment_id}/end", again=_with_appointment)
def end_appointment(page: Page, officer_id: OfficerId, appointment_id: AppointmentId) -> Response:
    """Its last day."""
    queries.account(page.session, page.officer, officer_id)
    service.end_appointment(
        page.session,
        page.officer,
        officer_id,
        page.version(),
        appointment_id,
        page.form.day("last_day"),
    )
    return page.go(f"{HOME}/{officer_id}", _("Đã ghi ngày kết thúc chức vụ."))


@pages.post("/officers/{officer_id}/link", again=officer)
def reset_password(page: Page, officer_id: OfficerId) -> Response:
    """The old password ends; shows a new link once."""
    code = service.reset_password(page.session, page.officer, officer_id, page.version())
    return _link(page, queries.account(page.session, page.officer, officer_id), code)


for _move, _verb, _said in (
    (
        "remove-second-step",  # of who lost the telephone
        service.remove_second_step,
        N_("Đã gỡ mã hai bước. Cán bộ đăng nhập lại."),
    ),
    ("switch-off", service.switch_off, N_("Đã tắt tài khoản.")),
    ("switch-on", service.switch_on, N_("Đã bật lại tài khoản.")),
):
    pages.button(f"/officers/{{officer_id}}/{_move}", _verb, _said, again=officer)


def _list(page: Page, words: str = "", unit_id: int | None = None, after: int = 0) -> Response:
    unit = UnitId(unit_id) if unit_id else None
    rows = queries.officers(page.session, page.officer, words=words, unit_id=unit, after=after)
    shown = rows[: queries.PAGE]
    names = queries.unit_names(page.session, page.officer, [row.officer for row in shown])
    return page.show(
        "officers/officers.html",
        rows=shown,
        names=names,
        words=words,
        unit_id=unit_id if unit_id in names else None,
        after=after,
        more=shown[-1].officer.id if len(rows) > queries.PAGE else None,
    )


def _choices(page: Page) -> dict[str, object]:
    return {
        "units": queries.units(page.session, page.officer),
        "roles": [("", _("Chọn vai trò"))] + [(role.value, role.label) for role in Role],
    }


def _term(page: Page) -> Term:
    role, form = page.form.text("role"), page.form
    if role not in list(Role):
        raise Invalid(_("Anh/chị chọn một vai trò."), field="role")
    unit_id = form.number("unit_id") or page.officer.unit_id
    return Term(
        Role(role), unit_id, form.day_or_none("since") or clock.today(), form.day_or_none("until")
    )


def _link(page: Page, officer: Officer, code: str) -> Response:
    """The link, shown this once: written in no cookie and in no address of ours."""
    root = str(page.settings.public_url or page.request.url.replace(path="", query="")).rstrip("/")
    return page.show(
        "officers/link.html",
        officer=officer,
        code=code,
        start=f"{root}{START}",
        address=f"{root}{START}?code={code}",
        until=clock.today() + links.VALID,
    )
