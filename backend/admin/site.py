"""The admin site as one application, to be mounted under /admin."""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from backend.access_points import pages as access_points
from backend.admin import failures, files, today
from backend.admin.headers import BodyLimit, SecurityHeaders
from backend.data_packages import pages as data_packages
from backend.db import Database
from backend.deliveries import pages as deliveries
from backend.invitations import pages as invitations
from backend.officers import pages as officers
from backend.poverty_lists import column_pages, download_pages, undo_pages, version_pages
from backend.poverty_lists import pages as poverty_lists
from backend.settings import Settings
from backend.support_requests import pages as support_requests
from backend.tickets import pages as tickets

PAGES = (
    officers.public,
    officers.pages,
    today.pages,
    support_requests.pages,
    deliveries.pages,
    data_packages.pages,
    access_points.pages,
    tickets.pages,
    invitations.pages,
    poverty_lists.pages,
    column_pages.pages,
    download_pages.pages,
    undo_pages.pages,
    version_pages.pages,
)


def build_site(database: Database, settings: Settings) -> FastAPI:
    """The site. Mount it: `app.mount("/admin", build_site(database, settings))`."""
    site = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    site.state.database = database
    site.state.settings = settings
    for pages in PAGES:
        site.include_router(pages.router)
    site.include_router(files.router)
    failures.add_to(site)
    site.add_middleware(BodyLimit)
    site.add_middleware(GZipMiddleware, minimum_size=1024)
    site.add_middleware(SecurityHeaders, framed=settings.simulator)
    return site
