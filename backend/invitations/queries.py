"""Reading the invitations of an officer's unit."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import UnitId
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.invitations.models import Invitation, InvitationId
from backend.officers.models import Officer


def invitation(
    session: Session, officer: Officer, invitation_id: InvitationId, *, lock: bool = False
) -> Invitation:
    """One invitation. Raises `NotFound`, also for another unit's."""
    query = select(Invitation).where(
        Invitation.id == invitation_id, scope.within(officer, Invitation.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có áp phích này trong đơn vị của anh/chị."))
    return found


def invitations(session: Session, officer: Officer, commune_id: UnitId) -> Sequence[Invitation]:
    """Those of a commune that count, newest first."""
    query = select(Invitation).where(
        scope.within(officer, Invitation.unit_id),
        Invitation.unit_id == commune_id,
        Invitation.revoked_at.is_(None),
    )
    return session.scalars(query.order_by(Invitation.id.desc())).all()
