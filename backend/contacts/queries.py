"""What is known about a contact."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from backend.contacts.models import ChannelAddress, Consent, ContactId

_CONSENT = (
    select(Consent.id)
    .where(Consent.contact_id == bindparam("contact_id"), Consent.withdrawn_at.is_(None))
    .limit(1)
)


def has_consented(session: Session, contact_id: ContactId) -> bool:
    """Whether a consent stands that was not withdrawn."""
    return session.connection().scalar(_CONSENT, {"contact_id": contact_id}) is not None


def is_reachable(session: Session, contact_id: ContactId | None) -> bool:
    """Whether a notice would go out to them at all."""
    if contact_id is None or not has_consented(session, contact_id):
        return False
    reachable = select(ChannelAddress.id).where(
        ChannelAddress.contact_id == contact_id, ChannelAddress.unreachable_at.is_(None)
    )
    return session.scalar(reachable.limit(1)) is not None
