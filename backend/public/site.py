"""What every public page is shown with, and the routes to which all pages lead."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from backend.db import Database
from backend.i18n import N_
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


Pages = Callable[[APIRouter, PublicSite], None]
