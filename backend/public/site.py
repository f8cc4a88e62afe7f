"""What every public page is shown with, and the routes to which all pages lead."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from backend.db import Database
from backend.i18n import N_
from backend.public.compressing import PackedRouter
from backend.public.page import show
from backend.public.ways import ways_of
from backend.settings import Settings

# Addresses are typed from paper: Vietnamese, without marks.
PLACES = (
    ("/chuong-trinh", N_("Chương trình")),
    ("/ho-so", N_("Xem hồ sơ")),
    ("/ket-qua", N_("Kết quả")),
    ("/tim-hieu", N_("Địa chỉ có ích")),
)


@dataclass(frozen=True)
class PublicSite:
    """The service as strangers see it."""

    database: Database
    settings: Settings

    def show(
        self, template: str, status: int = 200, *, kept: bool = True, **values: object
    ) -> Response:
        """A page that anybody may find; one that is not `kept` answers one person."""
        values = {"ways": ways_of(self.settings), "places": PLACES, "here": ""} | values
        return show(template, status, indexed=kept and status == 200, **values)

    def missing(self) -> Response:
        """For an address that leads nowhere."""
        return self.show("missing.html", 404)


def page_of(request: Request) -> int:
    """Which page of a long list is asked for. Raises 422 for what is no number."""
    try:
        return int(request.query_params.get("page", "1"))
    except ValueError:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY) from None


Pages = Callable[[PackedRouter, PublicSite], None]
