"""Setting the first password, or a new one, with a one-time link."""

from starlette.responses import Response

from backend.admin import access
from backend.admin.page import Page
from backend.errors import Refused
from backend.i18n import _
from backend.officers import known_browsers, links, passwords, tries
from backend.officers.pages import public

__all__ = ["START", "public"]  # the same pages as those of signing in

START = "/admin/start"
LONGEST_CODE = 40


@public.get("/start")
def start(page: Page, code: str = "") -> Response:
    """Asks for the code and the password; looking at it uses nothing up."""
    return _form(page, code[:LONGEST_CODE])


@public.post("/start", slow=True)
def set_password(page: Page) -> Response:
    """Sets the password; then one signs in with it."""
    typed, password = page.form.raw("code")[:LONGEST_CODE], page.form.raw("password")
    try:
        access.check_token(access.cookie(page.request, access.DOOR_COOKIE), page.form.raw("token"))
        browser = access.browser(page.request)
        tried = tries.count(page.database, tries.CODE_OF_LINK, browser)
        with page.database.reading() as session:
            officer = links.owner(session, typed)
        with page.database.transaction() as session:
            tries.forget(session, tried)
        passwords.check_new(password, page.form.raw("again"), officer.username)
        password_hash = passwords.hashed(password)
        with page.database.transaction() as session:
            officer = links.use(session, typed, password_hash)
            known = known_browsers.remember(session, officer, browser)
    except Refused as refusal:
        return _form(page, typed, str(refusal), refusal.field, status=refusal.status)
    words = _("Đã đặt mật khẩu. Anh/chị đăng nhập bằng tên {username}.")
    response = page.go(access.SIGN_IN, words.format(username=officer.username))
    seconds = access.REMEMBERED_SECONDS
    access.set_cookie(response, page.settings, access.KNOWN_COOKIE, known, seconds)
    return response


def _form(
    page: Page, code: str, error: str = "", field: str = "", *, status: int = 200
) -> Response:
    token = access.door_token(page.request)
    response = page.show("officers/start.html", code=code, error=error, field=field, token=token)
    response.status_code = status
    access.set_cookie(response, page.settings, access.DOOR_COOKIE, token)
    return response
