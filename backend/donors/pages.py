"""Donors of devices, and the way of each gift without a pupil's name."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.devices.models import DeviceId
from backend.donors import queries
from backend.donors.models import DonorId

pages = Pages()


@pages.get("/donors")
def donors(page: Page, after: str = "") -> Response:
    """Who gave, and how many devices."""
    last = DonorId(row_number(after) or 0) or None
    found = queries.donors(page.session, page.officer, last)
    return page.show(
        "donors/donors.html", donors=found[: queries.PAGE], more=len(found) > queries.PAGE
    )


@pages.get("/donors/{donor_id}")
def donor(page: Page, donor_id: DonorId, after: str = "") -> Response:
    """Where the gifts of one donor are."""
    last = DeviceId(row_number(after) or 0) or None
    found = queries.traces(page.session, page.officer, donor_id, last)
    return page.show(
        "donors/donor.html",
        donor=queries.donor(page.session, page.officer, donor_id),
        traces=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
    )
