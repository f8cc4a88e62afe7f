"""What is known about a contact."""

from collections.abc import Set

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from backend.contacts.models import ChannelAddress, Consent, Contact, ContactId, Whose
from backend.contacts.rules import covers
from backend.db import RowId, read_once

_ASKED = bindparam("contact_id", type_=RowId)
_JOINED_TO = select(Contact.joined_to_id).where(Contact.id == _ASKED).scalar_subquery()
CONSENTS = select(Consent.purpose, Consent.notice_version).where(
    Consent.contact_id == func.coalesce(_JOINED_TO, _ASKED),
    Consent.withdrawn_at.is_(None),
    Consent.whose == Whose.OWN,
)


def agreed(session: Session, contact_id: ContactId) -> Set[tuple[str, str]]:
    """The purposes and versions of a contact's own standing consents. Who was joined to another contact
    agreed as that one did: the message that joined them is answered for the contact that wrote it."""
    rows = session.connection().execute(CONSENTS, {"contact_id": contact_id})
    return {(row.purpose, row.notice_version) for row in rows}


def has_consented(session: Session, contact_id: ContactId, purpose: str | None = None) -> bool:
    """Whether a consent stands that was not withdrawn, for this purpose or for any without which
    nothing is done."""
    return covers(agreed(session, contact_id), purpose)


@read_once
def is_reachable(session: Session, contact_id: ContactId | None, *, owed: bool = False) -> bool:
    """Whether a notice would go out to them at all; `owed` as in `notices.service.notify`."""
    if contact_id is None or not (owed or has_consented(session, contact_id)):
        return False
    reachable = select(ChannelAddress.id).where(
        ChannelAddress.contact_id == contact_id, ChannelAddress.unreachable_at.is_(None)
    )
    return session.scalar(reachable.limit(1)) is not None
