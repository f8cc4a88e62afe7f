"""Invented requests of the demo: one that an officer entered, one asked about, two for one child."""

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.queries import hamlets
from backend.contacts.commands import GiveConsent
from backend.contacts.models import ChannelAddress, Contact, ContactId
from backend.contacts.service import Origin, give_consent
from backend.officers.models import Officer
from backend.programmes.rules import Circumstance
from backend.support_requests import asking, entering
from backend.support_requests.commands import SubmitSupportRequest, SupplementSupportRequest
from backend.support_requests.entering import OnPaper
from backend.support_requests.models import Lacking, Relation
from backend.support_requests.service import submit


def make_request_moves(session: Session, officer: Officer) -> None:
    """Invented families of the first officer's commune, marked as samples."""
    parent = _parent(session, "mau-1")
    asked = submit(session, parent, _said(session, officer, "Hồ Văn Sông (mẫu)"))
    asking.ask(session, officer, asked.id, asked.version, "Cháu học buổi sáng hay buổi chiều ạ?")
    answer = SupplementSupportRequest(asked.code, "Dạ cháu học buổi sáng ạ.")
    asking.take_answer(session, parent, answer)
    submit(session, _parent(session, "mau-2"), _said(session, officer, "Hồ Văn Sông (mẫu)"))
    paper = OnPaper("Hồ Thị Suối", clock.today())
    entering.enter(session, officer, _said(session, officer, "Hồ Thị Suối (mẫu)"), paper)


def _said(session: Session, officer: Officer, child: str) -> SubmitSupportRequest:
    places = hamlets(session, officer.unit_id)
    return SubmitSupportRequest(
        programme="song-va-may-tinh",
        benefit="device",
        relation=Relation.PARENT,
        circumstance=Circumstance.POOR,
        unit_id=officer.unit_id,
        hamlet=places[0].full_name if places else "",
        head_name="Hồ Văn Núi (mẫu)",
        head_birth_year=1984,
        child_name=child,
        child_birth_year=2014,
        school="Trường Tiểu học Mẫu",
        class_name="5A",
        lacking=Lacking.NO_DEVICE,
        phone="",
    )


def _parent(session: Session, chat_id: str) -> ContactId:
    now = clock.now()
    contact = Contact(created_at=now)
    session.add(contact)
    session.flush()
    session.add(
        ChannelAddress(
            contact_id=contact.id,
            channel="simulator-telegram",
            chat_id=chat_id,
            last_written_at=now,
        )
    )
    session.flush()
    origin = Origin(channel="simulator-telegram", event_id=f"consent-{chat_id}")
    give_consent(session, contact.id, GiveConsent("1", "đồng ý"), origin)
    return contact.id
