"""Who stands at the door: the cookie, the form tokens, and the address to go on to."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from fastapi import Request, Response
from sqlalchemy.orm import Session

from backend.errors import NotAllowed
from backend.i18n import _
from backend.officers import sessions
from backend.officers.sessions import Browser, SignedIn
from backend.settings import Settings

HOME = "/admin/"
SIGN_IN = "/admin/sign-in"
SESSION_COOKIE = "noisong_officer"
DOOR_COOKIE = "noisong_door"  # the sign-in form has no session yet: its token is sent twice
KEEP_ALIVE_AFTER = timedelta(minutes=1)


def current(session: Session, request: Request) -> SignedIn | None:
    """Who is signed in with this browser, if the session still runs."""
    token = request.cookies.get(SESSION_COOKIE)
    return sessions.signed_in(session, token) if token else None


def browser(request: Request) -> Browser:
    """Where a request comes from."""
    address = request.client.host if request.client else ""
    return Browser(address, request.headers.get("user-agent", ""))


def needs_keeping_alive(signed_in: SignedIn) -> bool:
    """At most one write a minute says that an officer is still there."""
    return signed_in.idle >= KEEP_ALIVE_AFTER


def check_token(expected: str, given: str) -> None:
    """Raises `NotAllowed` unless the form carries the token of its own session."""
    if not expected or not secrets.compare_digest(expected.encode(), given.encode()):
        raise NotAllowed(_("Trang này mở từ lần đăng nhập trước. Anh/chị xem lại rồi gửi lại."))


def set_cookie(
    response: Response, settings: Settings, name: str, value: str, seconds: int | None = None
) -> None:
    """A cookie that scripts and other sites never see, and that other paths are not sent."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/admin",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def door_token(cookies: Mapping[str, str]) -> str:
    """The token of the sign-in form: the browser's own, so that two open tabs both work."""
    return cookies.get(DOOR_COOKIE) or secrets.token_urlsafe(24)


def safe_next(address: str) -> str:
    """The address to go on to after sign-in: one of ours, or the first page."""
    ours = address == "/admin" or address.startswith(HOME)
    strange = "//" in address or "\\" in address or not address.isprintable()
    return address if ours and not strange and address != SIGN_IN else HOME
