"""The admin site as one application, to be mounted under /admin."""

from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware

from backend.access_points import pages as access_points
from backend.admin import failures, files
from backend.admin.headers import BodyLimit, headers
from backend.approved_lists import pages as approved_lists
from backend.area_counts import pages as area_counts
from backend.audit import pages as audit
from backend.breaches import pages as breaches
from backend.broadcasts import pages as broadcasts
from backend.coverage import pages as coverage
from backend.data_packages import list_pages as package_lists
from backend.data_packages import order_pages as package_orders
from backend.data_packages import pages as data_packages
from backend.data_packages import reconciliation_pages as package_answers
from backend.data_requests import entry_pages as data_request_entries
from backend.data_requests import pages as data_requests
from backend.db import Database
from backend.deliveries import day_family_pages, day_pages, receipt_pages
from backend.deliveries import pages as deliveries
from backend.devices import intake_pages
from backend.devices import pages as devices
from backend.disclosures import pages as disclosures
from backend.donors import pages as donors
from backend.figures import pages as figures
from backend.gifts import pages as gifts
from backend.gifts import round_pages as gift_rounds
from backend.guards.middleware import Headers
from backend.health import pages as health
from backend.inspections import pages as inspections
from backend.invitations import pages as invitations
from backend.learning_titles import centre_pages as learning_centres
from backend.learning_titles import decision_pages as title_decisions
from backend.learning_titles import entry_pages as title_entries
from backend.learning_titles import pages as learning_titles
from backend.learning_titles import photo_pages as title_photos
from backend.message_templates import pages as message_templates
from backend.need_answers import pages as need_answers
from backend.need_surveys import pages as need_surveys
from backend.officers import account_pages, staff_pages, start_pages
from backend.officers import pages as officers
from backend.papers import export_pages as paper_exports
from backend.papers import pages as papers
from backend.posts import pages as posts
from backend.poverty_lists import column_pages, download_pages, undo_pages, version_pages
from backend.poverty_lists import pages as poverty_lists
from backend.programmes import pages as programmes
from backend.public_computers import book_pages as place_books
from backend.public_computers import collection_pages as collections
from backend.public_computers import log_pages as place_logs
from backend.public_computers import machine_pages as public_machines
from backend.publication import pages as publication
from backend.quotas import pages as quotas
from backend.reports import pages as reports
from backend.saved_views import pages as saved_views
from backend.school_needs import import_pages as need_imports
from backend.school_needs import need_pages as school_needs
from backend.school_needs import photo_pages as need_photos
from backend.school_needs import school_pages as need_schools
from backend.schools import import_pages as school_imports
from backend.schools import pages as schools
from backend.schools import site_pages as school_sites
from backend.settings import Settings
from backend.site import today
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
    publication.pages,
    saved_views.pages,
    step_pages.pages,
    quotas.pages,
    need_answers.pages,
    approved_lists.pages,
    place_books.pages,  # its /inspections/places before /inspections/{number}
    inspections.pages,
    deliveries.pages,
    day_pages.pages,
    day_family_pages.pages,
    receipt_pages.pages,
    devices.pages,
    intake_pages.pages,
    donors.pages,
    gifts.pages,
    gift_rounds.pages,
    coverage.pages,
    posts.pages,
    need_surveys.pages,
    data_packages.pages,
    package_lists.pages,
    package_orders.pages,
    package_answers.pages,
    access_points.pages,
    place_logs.pages,
    public_machines.pages,
    collections.pages,
    school_imports.pages,
    schools.pages,
    school_sites.pages,
    need_imports.pages,
    need_schools.pages,
    school_needs.pages,
    need_photos.pages,
    tickets.pages,
    data_request_entries.pages,  # its /data-requests/new before /data-requests/{number}
    data_requests.pages,
    teachers.pages,
    invitations.pages,
    audit.pages,
    disclosures.pages,
    breaches.pages,
    broadcasts.pages,
    message_templates.pages,
    papers.pages,
    paper_exports.pages,
    reports.pages,
    title_entries.pages,
    learning_titles.pages,
    title_photos.pages,
    title_decisions.pages,
    learning_centres.pages,
    area_counts.pages,
    poverty_lists.pages,
    column_pages.pages,
    download_pages.pages,
    undo_pages.pages,
    version_pages.pages,
    health.pages,
)


def build_site(database: Database, settings: Settings) -> Starlette:
    """The site. Mount it: `app.mount("/admin", build_site(database, settings))`."""
    routes = [route for pages in PAGES for route in pages.routes]
    site = Starlette(routes=[*routes, files.ROUTE], exception_handlers=failures.HANDLERS)
    site.state.database = database
    site.state.settings = settings
    site.add_middleware(BodyLimit)
    site.add_middleware(GZipMiddleware, minimum_size=1024)
    site.add_middleware(Headers, headers=headers(framed=settings.simulator))
    return site
