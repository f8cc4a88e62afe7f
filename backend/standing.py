"""What every message asks of its sender, in one statement: most have agreed, have no request yet, and
came without a poster."""

from collections.abc import Set
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ContactId
from backend.contacts.queries import CONSENTS
from backend.invitations.lookup import ACCEPTED, COUNTS_FOR
from backend.invitations.models import InvitationId
from backend.support_requests.queries import OWN

_WITHIN, _BETWEEN = "\n", "\t"  # a purpose and a version, one consent and the next


class Standing(NamedTuple):
    """The purposes and versions that a contact agreed to, whether there are requests, and the
    invitation by which the contact came lately."""

    agreed: Set[tuple[str, str]]
    has_requests: bool
    invitation: InvitationId | None


def standing_of(session: Session, contact_id: ContactId) -> Standing:
    """That of a contact now."""
    asked = {"contact_id": contact_id, "since": clock.now() - COUNTS_FOR}
    agreed, has_requests, invitation = session.connection().execute(_STANDING, asked).one()
    consents = agreed.split(_BETWEEN) if agreed else ()
    pairs = (consent.split(_WITHIN) for consent in consents)
    return Standing({(purpose, version) for purpose, version in pairs}, has_requests, invitation)


_purpose, _version = CONSENTS.selected_columns
_agreed = func.aggregate_strings(_purpose + _WITHIN + _version, _BETWEEN)
# Built once, and of columns alone: the ORM's bookkeeping would make it dear to learn nothing.
_STANDING = select(
    CONSENTS.with_only_columns(_agreed).scalar_subquery(),
    OWN.exists(),
    ACCEPTED.limit(1).scalar_subquery(),
)
