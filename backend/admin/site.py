"""The admin site as one application, to be mounted under /admin."""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from backend.access_points import pages as access_points
from backend.admin import failures, files, today
from backend.admin.headers import BodyLimit, SecurityHeaders
from backend.approved_lists import pages as approved_lists
from backend.audit import pages as audit
from backend.broadcasts import pages as broadcasts
from backend.data_packages import list_pages as package_lists
from backend.data_packages import order_pages as package_orders
from backend.data_packages import pages as data_packages
from backend.data_packages import reconciliation_pages as package_answers
from backend.db import Database
from backend.deliveries import day_pages, receipt_pages
from backend.deliveries import pages as deliveries
from backend.devices import intake_pages
from backend.devices import pages as devices
from backend.donors import pages as donors
from backend.figures import pages as figures
from backend.inspections import pages as inspections
from backend.invitations import pages as invitations
from backend.message_templates import pages as message_templates
from backend.officers import account_pages, staff_pages, start_pages
from backend.officers import pages as officers
from backend.papers import export_pages as paper_exports
from backend.papers import pages as papers
from backend.poverty_lists import column_pages, download_pages, undo_pages, version_pages
from backend.poverty_lists import pages as poverty_lists
from backend.programmes import pages as programmes
from backend.quotas import pages as quotas
from backend.saved_views import pages as saved_views
from backend.schools import import_pages as school_imports
from backend.schools import pages as schools
from backend.schools import site_pages as school_sites
from backend.settings import Settings
from backend.support_requests import batch_pages, case_pages, entry_pages, move_pages, step_pages
from backend.support_requests import pages as support_requests
from backend.teachers import pages as teachers
from backend.tickets import pages as tickets

PAGES = (
    start_pages.public,
    officers.pages,
    account_pages.pages,
    staff_pages.pages,
    programmes.pages,
    today.pages,
    figures.pages,
    support_requests.pages,
    entry_pages.pages,
    batch_pages.pages,
    move_pages.pages,
    case_pages.pages,
    saved_views.pages,
    step_pages.pages,
    quotas.pages,
    approved_lists.pages,
    inspections.pages,
    deliveries.pages,
    day_pages.pages,
    receipt_pages.pages,
    devices.pages,
    intake_pages.pages,
    donors.pages,
    data_packages.pages,
    package_lists.pages,
    package_orders.pages,
    package_answers.pages,
    access_points.pages,
    school_imports.pages,
    schools.pages,
    school_sites.pages,
    tickets.pages,
    teachers.pages,
    invitations.pages,
    audit.pages,
    broadcasts.pages,
    message_templates.pages,
    papers.pages,
    paper_exports.pages,
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
