"""Signing in, in one step or two, and out."""

import json
from collections.abc import Sequence

from starlette.responses import Response

from backend.admin import access
from backend.admin.door import sign_in_form
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.errors import Refused
from backend.i18n import _
from backend.officers import second_step, sessions
from backend.officers import sign_in as signing_in
from backend.officers.models import Waiting
from backend.officers.sessions import SignedIn
from backend.officers.wording import last_time_words, picture

public = Pages(public=True)
pages = Pages()

CODE, SET_UP = "/admin/sign-in/code", "/admin/sign-in/set-up"


@public.get("/sign-in")
def sign_in_page(page: Page, next: str = "") -> Response:
    """The form; who is signed in already goes straight on."""
    goal = access.safe_next(next)
    return page.go(goal) if page.signed_in else sign_in_form(page, goal)


@public.post("/sign-in", slow=True)
def sign_in(page: Page) -> Response:
    """Opens a session; a wrong password is counted, and that count is kept."""
    goal, kept = access.safe_next(page.form.raw("next")), page.form.raw("kept")
    try:
        access.check_token(access.cookie(page.request, access.DOOR_COOKIE), page.form.raw("token"))
        found = signing_in.sign_in(
            page.database,
            page.form.text("username"),
            page.form.raw("password"),
            access.browser(page.request),
            page.settings.two_step_roles,
        )
    except Refused as refusal:
        return sign_in_form(page, goal, kept, str(refusal), status=refusal.status)
    if found is None:
        words = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Anh/chị thử lại.")
        return sign_in_form(page, goal, kept, words, status=422)
    if not found.waiting:
        return _inside(page, found)
    response = _next_step(page, found)
    access.set_cookie(response, page.settings, access.SESSION_COOKIE, found.token)
    return response


@public.post("/sign-in/code", slow=True)
def type_code(page: Page) -> Response:
    """The second step; a wrong code is counted like a wrong password."""
    token = page.session_token
    waiting = sessions.waiting(page.session, token)
    if waiting is None or waiting.waiting is not Waiting.CODE:
        return _too_late(page)
    try:
        access.check_token(waiting.csrf_token, page.form.raw("csrf_token"))
        browser = access.browser(page.request)
        found = signing_in.finish(page.database, token, page.form.text("code", 100), browser)
    except Refused as refusal:
        return _next_step(page, waiting, str(refusal), refusal.status)
    if found is None:
        words = _("Mã chưa đúng hoặc đã dùng. Anh/chị đợi ứng dụng hiện mã mới rồi gõ.")
        return _next_step(page, waiting, words, 422)
    return _inside(page, found)


@public.post("/sign-in/set-up")
def set_up(page: Page) -> Response:
    """The role needs an app: sets it up and goes on, with the recovery codes shown once."""
    token = page.session_token
    waiting = sessions.waiting(page.session, token)
    if waiting is None or waiting.waiting is not Waiting.SET_UP:
        return _too_late(page)
    try:
        access.check_token(waiting.csrf_token, page.form.raw("csrf_token"))
        made = second_step.confirm(page.session, waiting.officer, page.form.text("code", 100))
    except Refused as refusal:
        return _next_step(page, waiting, str(refusal), refusal.status)
    browser = access.browser(page.request)
    found = signing_in.completed(page.session, waiting.officer, token, browser)
    return _inside(page, found, made)


def _next_step(page: Page, waiting: SignedIn, error: str = "", status: int = 200) -> Response:
    """What is still asked: the code, or setting the app up."""
    goal = access.safe_next(page.form.raw("next"))
    shown = {"next": goal, "kept": page.form.raw("kept"), "error": error}
    if waiting.waiting is Waiting.CODE:
        response = page.show(
            "officers/code.html", action=CODE, csrf_token=waiting.csrf_token, **shown
        )
    else:
        with page.database.reading() as session:
            secret = second_step.unconfirmed(session, waiting.officer)
        response = page.show(
            "officers/set_up.html",
            action=SET_UP,
            csrf_token=waiting.csrf_token,
            secret=secret,
            picture=picture(second_step.address_for_app(waiting.officer, secret)),
            **shown,
        )
    response.status_code = status
    return response


def _too_late(page: Page) -> Response:
    goal, kept = access.safe_next(page.form.raw("next")), page.form.raw("kept")
    words = _("Bước trước đã quá 10 phút. Anh/chị đăng nhập lại.")
    return sign_in_form(page, goal, kept, words, status=401)


def _inside(page: Page, found: SignedIn, codes: Sequence[str] = ()) -> Response:
    """On to where one wanted, with what was kept, and with new recovery codes if there are any."""
    goal, texts = access.safe_next(page.form.raw("next")), _texts(page.form.raw("kept"))
    with page.database.reading() as session:
        said = last_time_words(signing_in.last_time(session, found))
    if texts or codes:
        response = page.show(
            "officers/reopen.html",
            action=goal,
            texts=texts,
            codes=codes,
            csrf_token=found.csrf_token,
        )
    else:
        response = page.go(goal, said)
    access.set_cookie(response, page.settings, access.SESSION_COOKIE, found.token)
    access.set_cookie(
        response, page.settings, access.KNOWN_COOKIE, found.known, access.REMEMBERED_SECONDS
    )
    return response


def _texts(kept: str) -> dict[str, str]:
    try:
        return {str(name): str(text) for name, text in json.loads(kept).items()}
    except (ValueError, AttributeError):
        return {}


@pages.post("/sign-out")
def sign_out(page: Page) -> Response:
    """Ends the session on the server and forgets the cookie."""
    sessions.sign_out(page.session, page.session_token)
    response = page.go(access.SIGN_IN, _("Anh/chị đã đăng xuất."))
    access.forget_cookie(response, page.settings, access.SESSION_COOKIE)
    return response
