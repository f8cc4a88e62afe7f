"""Consent: given in the person's own words, withdrawn at any moment."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.contacts.commands import GiveConsent, WithdrawConsent
from backend.contacts.models import Consent, ConsentedRequest, ContactId, Whose


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


def rest_on_consent(
    session: Session, contact_id: ContactId, request_id: int, purposes: Collection[str]
) -> None:
    """Ties a request to the newest standing consent that covers it: the proof for this one child or
    household. One who had stopped before it was sent has none."""
    covering = select(Consent.id).where(
        Consent.contact_id == contact_id,
        Consent.purpose.in_(purposes),
        Consent.whose == Whose.OWN,
        Consent.withdrawn_at.is_(None),
    )
    consent_id = session.scalar(covering.order_by(Consent.id.desc()).limit(1))
    if consent_id is not None:
        session.add(ConsentedRequest(request_id=request_id, consent_id=consent_id))
        session.flush()


def withdraw_consent(session: Session, contact_id: ContactId, command: WithdrawConsent) -> None:
    """Ends every standing consent, or those for one purpose, a child's among them; what was done before
    stays lawful."""
    standing = select(Consent).where(
        Consent.contact_id == contact_id, Consent.withdrawn_at.is_(None)
    )
    if command.purpose:
        standing = standing.where(Consent.purpose == command.purpose)
    for consent in session.scalars(standing):
        consent.withdrawn_at = clock.now()
        audit.record(session, "withdraw_consent", consent, by=contact_id)
    session.flush()
