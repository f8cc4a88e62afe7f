"""Posters with codes that a test can write down."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.invitations.models import Invitation, InvitationKind
from backend.officers.models import Officer, OfficerId
from tests.factories import World


def make_invitation(
    session: Session,
    world: World,
    typed: str = "THON 4825",
    place: str = "Thôn 1",
    code: str = "",
) -> Invitation:
    """A poster in xã A Lưới 1 for a hamlet or a school (`place`), or for all of it."""
    word, number = typed.split()
    kind = next(kind for kind in InvitationKind if kind.word == word)
    hamlet = select(AdministrativeUnit.id).where(
        AdministrativeUnit.parent_id == world.commune, AdministrativeUnit.name == place
    )
    invitation = Invitation(
        code=code or f"ma-{word}-{number}".lower(),
        kind=kind,
        number=int(number),
        unit_id=UnitId(world.commune),
        hamlet_id=session.scalars(hamlet).one() if kind is InvitationKind.HAMLET else None,
        school=place if kind is InvitationKind.SCHOOL else "",
        officer_id=session.get_one(Officer, OfficerId(world.officer)).id,
        created_at=clock.now(),
    )
    session.add(invitation)
    session.flush()
    return invitation
