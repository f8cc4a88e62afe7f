"""The way in: where somebody without a session is sent, and what they typed is kept meanwhile."""

import json
from typing import ClassVar
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from backend.admin import access
from backend.admin.page import Page
from backend.errors import Refused
from backend.i18n import _

LOOK_AGAIN = "look_again"


class Reopened(Refused):
    """No fault at all: the form is shown again with what was kept, to be looked at and sent."""

    status: ClassVar[int] = 200

    def __init__(self) -> None:
        super().__init__(_("Phần anh/chị đã ghi vẫn còn đây. Anh/chị xem lại rồi gửi."))


def show_in(page: Page) -> Response:
    """To the sign-in page, and back here afterwards."""
    here = page.path + (f"?{page.request.url.query}" if page.request.url.query else "")
    where = access.SIGN_IN if here == access.HOME else f"{access.SIGN_IN}?next={quote(here)}"
    return RedirectResponse(where, 303)


def ask_again(page: Page) -> Response:
    """The session ran out while a form was filled in: signs in first, then shows it again. Only
    for a browser that had a session: other sites cannot make it send that cookie."""
    had_session = bool(page.session_token)
    # Also a button without a field comes back as a form: its address can only be posted to.
    texts = {**page.form.texts(), LOOK_AGAIN: "1"}
    kept = json.dumps(texts) if had_session else ""
    return sign_in_form(page, page.path, kept, status=401)


def sign_in_form(
    page: Page, next_address: str, kept: str = "", error: str = "", *, status: int = 200
) -> Response:
    """The sign-in page. `kept` is a form's texts as JSON, carried through to be shown again."""
    token = access.door_token(page.request)
    response = page.show(
        "officers/sign_in.html", next=next_address, kept=kept, error=error, token=token
    )
    response.status_code = status
    access.set_cookie(response, page.settings, access.DOOR_COOKIE, token)
    return response
