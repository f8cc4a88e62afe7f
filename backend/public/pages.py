"""Every page without sign-in: that to which the picture on a poster leads, and those of `PAGES`."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.db import Database
from backend.invitations.lookup import by_code, invited
from backend.invitations.service import open_page
from backend.public import (
    announcement_pages,
    learning_pages,
    programme_pages,
    result_pages,
    status_pages,
    useful_pages,
)
from backend.public.compressing import PackedRouter
from backend.public.page import show
from backend.public.site import Pages, PublicSite
from backend.public.ways import ways_of
from backend.settings import Settings

PAGES: tuple[Pages, ...] = (
    programme_pages.add,
    status_pages.add,
    result_pages.add,
    useful_pages.add,
    learning_pages.add,
    announcement_pages.add,
)


def public_routes(database: Database, settings: Settings) -> list[Route]:
    """The pages, for an application."""
    router = PackedRouter()

    @router.get("/s/{code}")
    def landing(request: Request) -> Response:
        """What is offered, and the ways in; an old code leads to them as well."""
        with database.transaction() as session:
            # HEAD only asks whether the page is there.
            look_up = open_page if request.method == "GET" else by_code
            invitation = look_up(session, request.path_params["code"])
            found = invited(session, invitation) if invitation else None
        ways = ways_of(settings, found.code if found else "")
        return show("landing.html", status=200 if found else 404, invited=found, ways=ways)

    site = PublicSite(database, settings)
    for add in PAGES:
        add(router, site)
    return router.routes
