"""The page to which the picture on a poster leads."""

from fastapi import APIRouter
from fastapi.responses import Response

from backend.db import Database
from backend.invitations.lookup import invited
from backend.invitations.service import open_page
from backend.public.page import show
from backend.public.ways import ways_of
from backend.settings import Settings


def public_router(database: Database, settings: Settings) -> APIRouter:
    """The pages. Include it: `app.include_router(public_router(database, settings))`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/s/{code}")
    def landing(code: str) -> Response:
        """What is offered, and the ways in; an old code leads to them as well."""
        with database.transaction() as session:
            invitation = open_page(session, code)
            found = invited(session, invitation) if invitation else None
        ways = ways_of(settings, found.code if found else "")
        return show("landing.html", status=200 if found else 404, invited=found, ways=ways)

    return router
