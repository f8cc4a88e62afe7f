"""The queue of requests as a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi.responses import Response

from backend.admin.page import Page
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.support_requests import queries
from backend.support_requests.case import days_left
from backend.support_requests.models import Status, SupportRequest, Verification

# As a request goes, what needs an officer first.
ORDER = (
    Status.WAITING,
    Status.SENT_BACK,
    Status.APPROVED,
    Status.HANDED_OVER,
    Status.NOT_RECEIVED,
    Status.RECEIVED,
    Status.REFUSED,
    Status.WITHDRAWN,
)


@dataclass(frozen=True)
class Row:
    """One line of the queue."""

    request: SupportRequest
    verification: Verification | None
    days_left: int | None
    unit: str


def show_queue(
    page: Page,
    found: Sequence[SupportRequest],
    wanted: str = "",
    *,
    chosen: Status | None = None,
    supplemented: bool = False,
    touched: bool = False,
    more: bool = False,
) -> Response:
    """One page of requests, by status or by what was searched for."""
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    return page.show(
        "support_requests/queue.html",
        rows=_rows(page, found),
        chosen=chosen,
        supplemented=supplemented,
        touched=touched,
        q=wanted,
        counts=queries.status_counts(page.session, page.officer),
        statuses=ORDER,
        more=more,
        with_unit=own.level is not Level.COMMUNE,
    )


def _rows(page: Page, requests: Sequence[SupportRequest]) -> list[Row]:
    verifications = queries.newest_verifications(page.session, [r.id for r in requests])
    return [
        Row(
            request,
            verifications.get(request.id),
            days_left(page.session, request),
            page.session.get_one(AdministrativeUnit, request.unit_id).full_name,
        )
        for request in requests
    ]
