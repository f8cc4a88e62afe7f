"""What is known about a contact."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from backend.contacts.models import ChannelAddress, Consent, Contact, ContactId
from backend.db import RowId

_ASKED = bindparam("contact_id", type_=RowId)
_JOINED_TO = select(Contact.joined_to_id).where(Contact.id == _ASKED).scalar_subquery()
_CONSENT = select(Consent.purpose).where(
    Consent.contact_id == func.coalesce(_JOINED_TO, _ASKED), Consent.withdrawn_at.is_(None)
)


def has_consented(session: Session, contact_id: ContactId, purpose: str | None = None) -> bool:
    """Whether a consent stands that was not withdrawn, for this purpose or for any. Who was joined to
    another contact agreed as that one did: the message that joined them is answered for the contact
    that wrote it."""
    given = session.connection().scalars(_CONSENT, {"contact_id": contact_id}).all()
    return purpose in given if purpose else bool(given)


def is_reachable(session: Session, contact_id: ContactId | None) -> bool:
    """Whether a notice would go out to them at all."""
    if contact_id is None or not has_consented(session, contact_id):
        return False
    reachable = select(ChannelAddress.id).where(
        ChannelAddress.contact_id == contact_id, ChannelAddress.unreachable_at.is_(None)
    )
    return session.scalar(reachable.limit(1)) is not None
