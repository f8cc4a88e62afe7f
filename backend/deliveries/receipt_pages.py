"""Families that have not said whether their device came, and asking them again."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.deliveries import queries, reminding
from backend.deliveries.models import DeliveryId
from backend.i18n import _
from backend.officers.permissions import Task

pages = Pages(task=Task.HAND_OVER)
HOME = "/admin/receipts"


@pages.get("/receipts")
def receipts(page: Page, after: str = "") -> Response:
    """One page of hand-overs without an answer, the oldest first."""
    last = DeliveryId(row_number(after) or 0) or None
    found = queries.unanswered(page.session, page.officer, after=last)
    return page.show(
        "deliveries/receipts.html",
        rows=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        within=queries.ANSWER_WITHIN_DAYS,
        resting=lambda delivery: bool(
            delivery.reminded_at and clock.now() - delivery.reminded_at < reminding.PAUSE
        ),
    )


@pages.post("/receipts/{delivery_id}/remind")
def remind(page: Page, delivery_id: DeliveryId) -> Response:
    """Asks the family again."""
    told = reminding.remind(page.session, page.officer, delivery_id)
    said = _("Đã nhắn gia đình.")
    if not told:
        said = _("Gia đình không nhận tin nhắn, anh/chị gọi điện hỏi giúp.")
    return page.go(HOME, said)
