"""Passing a question on to the office, and the office's answer back into the chat."""

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ContactId
from backend.enquiries import queries
from backend.enquiries.commands import AskOfficer
from backend.enquiries.models import Enquiry, EnquiryId
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer


def ask(session: Session, contact_id: ContactId, command: AskOfficer) -> Enquiry:
    """Keeps the question for the officers of the unit and tells the person that it arrived."""
    enquiry = Enquiry(
        contact_id=contact_id, unit_id=command.unit_id, text=command.text, created_at=clock.now()
    )
    session.add(enquiry)
    session.flush()
    audit.record(session, "ask_officer", enquiry, by=contact_id)
    unit = session.get_one(AdministrativeUnit, command.unit_id)
    told = _("Em đã chuyển lời anh/chị đến cán bộ {unit}. Có trả lời em sẽ nhắn ngay ở đây.")
    notify(session, contact_id, told.format(unit=unit.full_name))
    return enquiry


def answer(session: Session, officer: Officer, enquiry_id: EnquiryId, text: str) -> Enquiry:
    """Sends an officer's answer. Raises `Conflict` when a colleague has answered already."""
    enquiry = queries.enquiry(session, officer, enquiry_id, lock=True)
    if enquiry.answered_at:
        raise Conflict(_("Câu hỏi này vừa được trả lời. Anh/chị xem lại ở dưới."))
    if not text.strip():
        raise Invalid(_("Anh/chị ghi câu trả lời rồi gửi."), field="text")
    enquiry.answer, enquiry.answered_at = text.strip(), clock.now()
    enquiry.officer_id = officer.id
    session.flush()
    audit.record(session, "answer_enquiry", enquiry, by=officer)
    unit = session.get_one(AdministrativeUnit, enquiry.unit_id)
    told = _("Cán bộ {unit} trả lời anh/chị: {text}")
    notify(session, enquiry.contact_id, told.format(unit=unit.full_name, text=enquiry.answer))
    return enquiry
