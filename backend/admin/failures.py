"""Pages for what went wrong: refused, not there, or a fault of ours."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from backend.admin.layout import templates
from backend.errors import Refused
from backend.i18n import _


def _refused(_request: Request, refusal: Refused) -> Response:
    return failure_page(refusal.status, str(refusal))


def _not_served(request: Request, error: HTTPException) -> Response:
    # a form's address, opened by hand after the form was refused: to the page with the form
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
        return RedirectResponse(request.url.path.rpartition("/")[0] or "/", 303)
    return failure_page(error.status_code)


HANDLERS: Mapping[type[Exception], Any] = {Refused: _refused, HTTPException: _not_served}


def fault_page(reference: str) -> Response:
    """A fault of ours: what to do, and the number under which it was logged."""
    words = _(
        "Hệ thống gặp lỗi, việc vừa rồi chưa được ghi. Anh/chị thử lại sau ít phút. "
        "Nếu vẫn lỗi, xin báo người quản trị số này: {reference}."
    ).format(reference=reference)
    return failure_page(HTTPStatus.INTERNAL_SERVER_ERROR, words)


def failure_page(status: int, words: str = "") -> Response:
    """One sentence, and the way back."""
    if not words and status == HTTPStatus.NOT_FOUND:
        words = _("Không có trang này. Có thể địa chỉ bị gõ nhầm.")
    words = words or _("Trình duyệt gửi yêu cầu không dùng được. Anh/chị quay lại rồi thử lại.")
    html = templates.get_template("failure.html").render(status=status, words=words)
    return HTMLResponse(html, status)
