"""Questions from families, and an officer's answers."""

from typing import Annotated

from fastapi.responses import Response

from backend.admin.page import Visit
from backend.admin.pages import ROW, Pages
from backend.contacts.queries import is_reachable
from backend.enquiries import queries, service
from backend.enquiries.models import EnquiryId
from backend.i18n import _
from backend.officers.models import Officer

pages = Pages()


@pages.get("/enquiries")
def enquiries(page: Visit) -> Response:
    """Unanswered questions with a form each, then what was answered."""
    found = queries.enquiries(page.session, page.officer)
    waiting = [enquiry for enquiry in found if enquiry.answered_at is None]
    answered = [enquiry for enquiry in found if enquiry.answered_at]
    return page.show(
        "enquiries/enquiries.html",
        waiting=[(enquiry, is_reachable(page.session, enquiry.contact_id)) for enquiry in waiting],
        answered=[
            (enquiry, page.session.get(Officer, enquiry.officer_id) if enquiry.officer_id else None)
            for enquiry in answered
        ],
    )


@pages.post("/enquiries/{enquiry_id}/answer", again=lambda page, enquiry_id: enquiries(page))
def answer(page: Visit, enquiry_id: Annotated[EnquiryId, ROW]) -> Response:
    """Sends the answer into the family's chat."""
    service.answer(page.session, page.officer, enquiry_id, page.form.text("text", 1000))
    return page.go("/admin/enquiries", _("Đã gửi câu trả lời cho gia đình."))
