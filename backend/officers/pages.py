"""Signing in and out."""

import json

from fastapi.responses import Response

from backend.admin import access
from backend.admin.door import sign_in_form
from backend.admin.page import Page, Visit
from backend.admin.pages import Pages
from backend.errors import Refused
from backend.i18n import _
from backend.officers import service

public = Pages(public=True)
pages = Pages()


@public.get("/sign-in")
def sign_in_page(page: Visit, next: str = "") -> Response:
    """The form; who is signed in already goes straight on."""
    goal = access.safe_next(next)
    return page.go(goal) if page.signed_in else sign_in_form(page, goal)


@public.post("/sign-in")
def sign_in(page: Visit) -> Response:
    """Opens a session; a wrong password is counted, and that count is kept."""
    goal, kept = access.safe_next(page.form.raw("next")), page.form.raw("kept")
    client = page.request.client
    try:
        access.check_token(page.request.cookies.get(access.DOOR_COOKIE, ""), page.form.raw("token"))
        found = service.sign_in(
            page.session,
            page.form.text("username"),
            page.form.raw("password"),
            client.host if client else "",
        )
    except Refused as refusal:
        return sign_in_form(page, goal, kept, str(refusal), status=refusal.status)
    if found is None:
        words = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Anh/chị thử lại.")
        return sign_in_form(page, goal, kept, words, status=422)
    response = _reopen(page, goal, kept, found.csrf_token) if kept else page.go(goal)
    access.set_cookie(response, page.settings, access.SESSION_COOKIE, found.token)
    return response


def _reopen(page: Page, action: str, kept: str, csrf_token: str) -> Response:
    """One button that shows the form again with what was kept."""
    try:
        texts = {str(name): str(text) for name, text in json.loads(kept).items()}
    except (ValueError, AttributeError):
        return page.go(access.HOME)
    return page.show("officers/reopen.html", action=action, texts=texts, csrf_token=csrf_token)


@pages.post("/sign-out")
def sign_out(page: Visit) -> Response:
    """Ends the session on the server and forgets the cookie."""
    service.sign_out(page.session, page.request.cookies[access.SESSION_COOKIE])
    response = page.go(access.SIGN_IN, _("Anh/chị đã đăng xuất."))
    response.delete_cookie(access.SESSION_COOKIE, path="/admin")
    return response
