"""Consent: given in the person's own words, withdrawn at any moment."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.contacts.commands import GiveConsent, WithdrawConsent
from backend.contacts.models import Consent, ContactId


@dataclass(frozen=True)
class Origin:
    """The message from which a command came: the proof of who asked, and how."""

    channel: str
    event_id: str


def give_consent(
    session: Session, contact_id: ContactId, command: GiveConsent, origin: Origin
) -> None:
    """Keeps the proof: the wording, the answer, the message and the moment (Law 91/2025/QH15)."""
    consent = Consent(
        contact_id=contact_id,
        notice_version=command.notice_version,
        purpose=command.purpose,
        answer=command.answer,
        channel=origin.channel,
        event_id=origin.event_id,
        given_at=clock.now(),
    )
    session.add(consent)
    session.flush()
    audit.record(session, "give_consent", consent, by=contact_id)


def withdraw_consent(session: Session, contact_id: ContactId, _command: WithdrawConsent) -> None:
    """Ends every standing consent; what was done before stays lawful."""
    standing = select(Consent).where(
        Consent.contact_id == contact_id, Consent.withdrawn_at.is_(None)
    )
    for consent in session.scalars(standing):
        consent.withdrawn_at = clock.now()
        audit.record(session, "withdraw_consent", consent, by=contact_id)
    session.flush()
