"""The queue of requests, and looking for one; a case is in `case_pages`."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.poverty_lists.effects import touched_requests
from backend.support_requests import listing
from backend.support_requests.filters import Filters
from backend.support_requests.listing import Listing
from backend.support_requests.models import RequestId
from backend.support_requests.queue import show_found, show_queue, show_touched
from backend.support_requests.search import search as find_requests

pages = Pages()


@pages.get("/requests")
def queue(page: Page, before: str = "", after: str = "") -> Response:
    """One page of requests, by what the address filters."""
    filters = listing.allowed(page.session, page.officer, Filters.read(page.request.query_params))
    return show_queue(
        page,
        filters,
        listing.listing(
            page.session, page.officer, filters, before=_key(before), after=_key(after)
        ),
    )


@pages.get("/requests/touched")
def touched(page: Page) -> Response:
    """Requests for which a new list has changed what was found."""
    found = touched_requests(page.session, page.officer)
    return show_touched(page, Listing(listing.rows_of(page.session, page.officer, found)))


@pages.post("/requests/search", looks=True)
def search(page: Page) -> Response:
    """Requests by what was typed. Posted, although it only looks: an address is kept in histories
    and logs, and people type names and telephone numbers."""
    wanted = page.form.text("q")[:100]
    before, after = _key(page.form.raw("before")), _key(page.form.raw("after"))
    found = find_requests(page.session, page.officer, wanted, before=before, after=after)
    return show_found(page, found, wanted)


def _key(text: str) -> RequestId | None:
    return RequestId(row_number(text) or 0) or None
