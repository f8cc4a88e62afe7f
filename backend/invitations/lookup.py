"""Finding an invitation by one of its codes, for anybody who holds it."""

import re
from datetime import timedelta

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from backend.administrative_units.tree import tree
from backend.db import Moment, RowId, table
from backend.invitations.models import AcceptedInvitation, Invitation, InvitationId, Invited
from backend.invitations.rules import TypedCode
from backend.support_requests.models import SupportRequest

COUNTS_FOR = timedelta(days=30)
_CODE = re.compile("[a-z0-9-]{1,64}")


def by_code(session: Session, code: str | TypedCode) -> Invitation | None:
    """The invitation that still counts; None for an unknown or revoked code, and for a bare number
    that several have."""
    query = select(Invitation).where(Invitation.revoked_at.is_(None))
    if isinstance(code, str):
        well_formed = _CODE.fullmatch(code)
        return session.scalar(query.where(Invitation.code == code)) if well_formed else None
    query = query.where(Invitation.number == code.number)
    if code.kind:
        query = query.where(Invitation.kind == code.kind)
    found = session.scalars(query.limit(2)).all()
    return found[0] if len(found) == 1 else None


def invited(session: Session, invitation: Invitation) -> Invited:
    """What it says in advance."""
    units = tree(session)
    hamlet = units.units[invitation.hamlet_id].full_name if invitation.hamlet_id else ""
    commune = units.place(units.units[invitation.unit_id])
    return Invited(
        code=invitation.code,
        kind=invitation.kind,
        typed_code=invitation.typed_code,
        commune=commune,
        hamlet=hamlet,
        school=invitation.school,
    )


def invited_by(session: Session, invitation: InvitationId | None) -> Invited | None:
    """What one says in advance; None without one."""
    return invited(session, session.get_one(Invitation, invitation)) if invitation else None


_asked_since = exists().where(
    SupportRequest.contact_id == AcceptedInvitation.contact_id,
    SupportRequest.created_at >= AcceptedInvitation.at,
)
# The invitation by which a contact came lately. It serves one request: the next child may go to
# another school.
ACCEPTED = (
    select(table(AcceptedInvitation).c.invitation_id)
    .join(Invitation, AcceptedInvitation.invitation_id == Invitation.id)
    .where(
        AcceptedInvitation.contact_id == bindparam("contact_id", type_=RowId),
        AcceptedInvitation.at >= bindparam("since", type_=Moment),
        Invitation.revoked_at.is_(None),
        ~_asked_since,
    )
)
