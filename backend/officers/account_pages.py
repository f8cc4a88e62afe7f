"""The own page: what one works as, the password, the second step, and where one is signed in."""

from starlette.responses import Response

from backend import clock
from backend.admin import access
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers import (
    appointments,
    known_browsers,
    passwords,
    queries,
    second_step,
    service,
    sessions,
    tries,
)
from backend.officers.models import AppointmentId
from backend.officers.wording import picture, session_words

pages = Pages()

HOME = "/admin/me"


@pages.get("/me")
def me(page: Page) -> Response:
    """Everything about the own account."""
    officer, token = page.officer, page.session_token
    now_in = page.signed_in
    here = sessions.hashed(token)
    running = sessions.running(page.session, officer.id)
    return page.show(
        "officers/me.html",
        today=clock.today(),
        history=queries.history(page.session, officer, officer.id),
        present={each.id for each in now_in.appointments} if now_in else set(),
        current=appointments.current(officer, now_in.appointments if now_in else ()),
        second_step=second_step.confirmed(page.session, officer.id),
        required=second_step.required(page.session, officer, page.settings.two_step_roles),
        codes_left=second_step.codes_left(page.session, officer.id),
        sessions=[(row, session_words(row), row.token_hash == here) for row in running],
    )


@pages.post("/me/switch", again=me)
def switch(page: Page) -> Response:
    """From now on one works as another of the own appointments."""
    number = AppointmentId(page.form.number("appointment") or 0)
    made = appointments.switch(page.session, page.officer, number)
    said = _("Từ bây giờ anh/chị làm việc với vai trò {role}.").format(role=made.role.label.lower())
    return page.go(access.HOME, said)


@pages.post("/me/password", again=me, slow=True)
def change_password(page: Page) -> Response:
    """Changes it; other browsers have to sign in again."""
    officer, password = page.officer, page.form.raw("password")
    tried = tries.count(page.database, officer.username, access.browser(page.request))
    if not passwords.matches(officer.password_hash, page.form.raw("current")):
        raise Invalid(_("Mật khẩu hiện nay chưa đúng."), field="current")
    passwords.check_new(password, page.form.raw("again"), officer.username)
    password_hash, token = passwords.hashed(password), page.session_token
    with page.transaction():
        if page.signed_in is None:
            raise Conflict(_("Trang này đã cũ. Anh/chị tải lại trang rồi làm lại."))
        tries.forget(page.session, tried)
        ended = service.change_password(page.session, page.officer, password_hash, token)
        known = access.browser(page.request).known
        known_browsers.forget_all(page.session, page.officer.id, but=known)
    said = _("Đã đổi mật khẩu.")
    if ended:
        said += " " + _("Các nơi khác phải đăng nhập lại.")
    return page.go(HOME, said)


@pages.get("/me/second-step")
def second_step_page(page: Page) -> Response:
    """The picture for the app and the field for its code, once it was begun."""
    secret = second_step.unconfirmed(page.session, page.officer)
    if not secret:
        return me(page) if page.refusal else page.go(HOME)
    shown = picture(second_step.address_for_app(page.officer, secret))
    return page.show("officers/second_step.html", secret=secret, picture=shown)


@pages.post("/me/second-step/begin", again=me)
def begin_second_step(page: Page) -> Response:
    """Makes the secret; nothing changes until its code was typed."""
    second_step.begin(page.session, page.officer)
    return page.go(f"{HOME}/second-step")


@pages.post("/me/second-step/confirm", again=second_step_page)
def confirm_second_step(page: Page) -> Response:
    """From now on signing in asks for a code; shows the recovery codes once."""
    codes = second_step.confirm(page.session, page.officer, page.form.text("code", 100))
    return page.show("officers/recovery.html", codes=codes)


@pages.post("/me/second-step/codes", again=me)
def renew_codes(page: Page) -> Response:
    """Ten new recovery codes, shown once."""
    return page.show(
        "officers/recovery.html", codes=second_step.renew_codes(page.session, page.officer)
    )


@pages.post("/me/second-step/remove", again=me, slow=True)
def remove_second_step(page: Page) -> Response:
    """Back to the password alone, where the role admits it."""
    officer = page.officer
    if second_step.required(page.session, officer, page.settings.two_step_roles):
        raise Conflict(_("Vai trò của anh/chị cần mã hai bước."))
    tried = tries.count(page.database, officer.username, access.browser(page.request))
    if not passwords.matches(officer.password_hash, page.form.raw("current")):
        raise Invalid(_("Mật khẩu hiện nay chưa đúng."), field="current")
    with page.transaction():
        tries.forget(page.session, tried)
        second_step.remove(page.session, page.officer, page.officer)
    return page.go(HOME, _("Đã bỏ mã hai bước. Từ nay chỉ cần mật khẩu."))


@pages.post("/me/sessions/end", again=me)
def end_session(page: Page) -> Response:
    """One other browser has to sign in again."""
    ended = sessions.end(page.session, page.officer.id, page.form.text("session", 64))
    return page.go(HOME, _("Nơi đó đã bị đăng xuất.") if ended else _("Nơi đó đã đăng xuất rồi."))


@pages.post("/me/sessions/end-others", again=me)
def end_other_sessions(page: Page) -> Response:
    """Only this browser stays signed in, and known."""
    sessions.end_all(page.session, page.officer.id, but=page.session_token)
    known = access.browser(page.request).known
    known_browsers.forget_all(page.session, page.officer.id, but=known)
    return page.go(HOME, _("Chỉ còn máy này đang đăng nhập."))
