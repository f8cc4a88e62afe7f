"""Who stands at the door: the cookie, the form tokens, and the address to go on to."""

import secrets
from datetime import timedelta
from typing import Literal, TypedDict

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from backend.errors import NotAllowed
from backend.i18n import _
from backend.officers import known_browsers, sessions
from backend.officers.sessions import Browser, SignedIn
from backend.settings import Settings

HOME = "/admin/"
SIGN_IN = "/admin/sign-in"
SESSION_COOKIE = "noisong_officer"
DOOR_COOKIE = "noisong_door"  # the sign-in form has no session yet: its token is sent twice
KNOWN_COOKIE = "noisong_known"  # an officer signed in with this browser before
REMEMBERED_SECONDS = int(known_browsers.REMEMBERED.total_seconds())
KEEP_ALIVE_AFTER = timedelta(minutes=1)


class _Attributes(TypedDict):
    path: str
    secure: bool
    httponly: bool
    samesite: Literal["lax"]


def current(session: Session, request: Request) -> SignedIn | None:
    """Who is signed in with this browser, if the session still runs."""
    token = cookie(request, SESSION_COOKIE)
    return sessions.signed_in(session, token) if token else None


def browser(request: Request) -> Browser:
    """Where a request comes from."""
    address = request.client.host if request.client else ""
    return Browser(
        address,
        request.headers.get("user-agent", ""),
        known=cookie(request, KNOWN_COOKIE),
        held=cookie(request, SESSION_COOKIE),
    )


def needs_keeping_alive(signed_in: SignedIn) -> bool:
    """At most one write a minute says that an officer is still there."""
    return signed_in.idle >= KEEP_ALIVE_AFTER


def check_token(expected: str, given: str) -> None:
    """Raises `NotAllowed` unless the form carries the token of its own session."""
    if not expected or not secrets.compare_digest(expected.encode(), given.encode()):
        raise NotAllowed(_("Trang này mở từ lần đăng nhập trước. Anh/chị xem lại rồi gửi lại."))


def cookie(request: Request, name: str) -> str:
    """What the browser holds under a name; "" for nothing."""
    return request.cookies.get(_full_name(request.app.state.settings, name), "")


def set_cookie(
    response: Response, settings: Settings, name: str, value: str, seconds: int | None = None
) -> None:
    """A cookie that scripts and other sites never see. Over https it is `__Host-`: no other host
    and no plain page can have set it."""
    response.set_cookie(_full_name(settings, name), value, max_age=seconds, **_attributes(settings))


def forget_cookie(response: Response, settings: Settings, name: str) -> None:
    """The browser is to drop it."""
    response.delete_cookie(_full_name(settings, name), **_attributes(settings))


def door_token(request: Request) -> str:
    """The token of the sign-in form: the browser's own, so that two open tabs both work."""
    return cookie(request, DOOR_COOKIE) or secrets.token_urlsafe(24)


def _full_name(settings: Settings, name: str) -> str:
    return f"__Host-{name}" if settings.secure_cookies else name


def _attributes(settings: Settings) -> _Attributes:
    # `__Host-` needs the whole host; without it other paths are not sent the cookie.
    secure = settings.secure_cookies
    return {
        "path": "/" if secure else "/admin",
        "secure": secure,
        "httponly": True,
        "samesite": "lax",
    }


def safe_next(address: str) -> str:
    """The address to go on to after sign-in: one of ours, or the first page."""
    ours = address == "/admin" or address.startswith(HOME)
    strange = "//" in address or "\\" in address or not address.isprintable()
    return address if ours and not strange and address != SIGN_IN else HOME
