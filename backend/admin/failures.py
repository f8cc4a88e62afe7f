"""Pages for what went wrong: refused, not there, or a fault of ours."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from backend.admin.layout import templates
from backend.errors import Refused
from backend.i18n import _


def add_to(site: FastAPI) -> None:
    """Gives the site its failure pages."""

    @site.exception_handler(Refused)
    def refused(_request: Request, refusal: Refused) -> Response:
        return failure_page(refusal.status, str(refusal))

    @site.exception_handler(RequestValidationError)
    def no_such_address(_request: Request, _error: RequestValidationError) -> Response:
        return failure_page(HTTPStatus.NOT_FOUND)

    @site.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        # a form's address, opened by hand after the form was refused: to the page with the form
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            return RedirectResponse(request.url.path.rpartition("/")[0] or "/", 303)
        return failure_page(error.status_code)


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
