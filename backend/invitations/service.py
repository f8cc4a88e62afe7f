"""Making and revoking invitations, and counting who follows them."""

import secrets
from collections.abc import Container
from itertools import count

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import communes_of, hamlets
from backend.contacts.models import ContactId
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.invitations import queries
from backend.invitations.commands import AcceptInvitation
from backend.invitations.lookup import COUNTS_FOR, by_code
from backend.invitations.models import (
    AcceptedInvitation,
    Invitation,
    InvitationId,
    InvitationKind,
)
from backend.invitations.rules import FEWEST_DIGITS, with_check_digit
from backend.officers.models import Officer
from backend.vietnamese import clean, fold

ALPHABET, LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 10  # 49 bits; no letter looks like a digit
LONGEST_SCHOOL = 100  # letters, as in the chat


def create(
    session: Session,
    officer: Officer,
    commune_id: UnitId,
    hamlet_id: UnitId | None = None,
    school: str = "",
) -> Invitation:
    """A new invitation for a hamlet, a school, or a whole commune. Raises `NotFound` for a place
    beyond the officer's unit, `Conflict` when the same one has a poster already."""
    school = clean(school)
    if commune_id not in {unit.id for unit in communes_of(session, officer)}:
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    if hamlet_id and hamlet_id not in {place.id for place in hamlets(session, commune_id)}:
        raise NotFound(_("Không có thôn này trong xã."))
    if hamlet_id and school:
        raise Invalid(_("Một tờ chỉ cho một thôn hoặc một trường."), field="school")
    if len(school) > LONGEST_SCHOOL:
        raise Invalid(_("Tên trường dài quá. Anh/chị ghi gọn lại."), field="school")
    for other in queries.invitations(session, officer, commune_id):
        if other.hamlet_id == hamlet_id and fold(other.school) == fold(school):
            raise Conflict(_("Nơi này đã có áp phích. Anh/chị tải lại tờ ở bảng bên dưới."))
    kind = _kind(hamlet_id, school)
    invitation = Invitation(
        code="".join(secrets.choice(ALPHABET) for _place in range(LENGTH)),
        kind=kind,
        number=_free_number(_numbers(session, kind)),
        unit_id=commune_id,
        hamlet_id=hamlet_id,
        school=school,
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(invitation)
    session.flush()
    audit.record(session, "create_invitation", invitation, by=officer, kind=kind)
    return invitation


def create_for_hamlets(session: Session, officer: Officer, commune_id: UnitId) -> list[Invitation]:
    """An invitation for each hamlet of a commune that has none. Raises `Conflict` when all have."""
    have = {found.hamlet_id for found in queries.invitations(session, officer, commune_id)}
    lacking = [place.id for place in hamlets(session, commune_id) if place.id not in have]
    if not lacking:
        raise Conflict(_("Thôn nào của xã cũng có áp phích rồi."))
    return [create(session, officer, commune_id, hamlet_id) for hamlet_id in lacking]


def revoke(session: Session, officer: Officer, invitation_id: InvitationId) -> Invitation:
    """Ends an invitation: its codes lead to the service, and no longer to a place."""
    invitation = queries.invitation(session, officer, invitation_id, lock=True)
    if invitation.revoked_at:
        raise Conflict(_("Áp phích này vừa được thu hồi rồi."))
    invitation.revoked_at = clock.now()
    session.flush()
    audit.record(session, "revoke_invitation", invitation, by=officer)
    return invitation


def open_page(session: Session, code: str) -> Invitation | None:
    """The invitation whose page is opened, counted; None when it does not count any more."""
    invitation = by_code(session, code)
    if invitation:
        _count(session, invitation, "opened_count")
    return invitation


def accept(session: Session, contact_id: ContactId, command: AcceptInvitation) -> None:
    """Keeps by which poster the contact came; the same one again is not counted again."""
    invitation = by_code(session, command.code)
    if invitation is None:
        raise NotFound(_("Mã này không dùng được nữa."))
    kept = session.get(AcceptedInvitation, contact_id) or AcceptedInvitation(contact_id=contact_id)
    if kept.invitation_id != invitation.id:
        _count(session, invitation, "started_count")
    kept.invitation_id, kept.at = invitation.id, clock.now()
    session.add(kept)
    session.flush()


def forget_arrivals(session: Session) -> None:
    """Deletes who came by which poster once it says nothing any more; the sums stay."""
    session.execute(
        delete(AcceptedInvitation).where(AcceptedInvitation.at < clock.now() - COUNTS_FOR)
    )


def _count(session: Session, invitation: Invitation, column: str) -> None:
    """One more, also when two come at once."""
    one_more = {column: getattr(Invitation, column) + 1}
    session.execute(update(Invitation).where(Invitation.id == invitation.id).values(one_more))


def _kind(hamlet_id: UnitId | None, school: str) -> InvitationKind:
    if hamlet_id:
        return InvitationKind.HAMLET
    return InvitationKind.SCHOOL if school else InvitationKind.COMMUNE


def _numbers(session: Session, kind: InvitationKind) -> set[int]:
    """All that were ever given: the paper of a revoked one may still hang."""
    return set(session.scalars(select(Invitation.number).where(Invitation.kind == kind)))


def _free_number(taken: Container[int]) -> int:
    """The shortest kind of number of which many are free, so that a wrong one is hardly ever another
    one; by chance, so that nobody counts the posters."""
    for digits in count(FEWEST_DIGITS):
        room = range(10 ** (digits - 2), 10 ** (digits - 1))
        for _try in range(4):
            number = with_check_digit(secrets.choice(room))
            if number not in taken:
                return number
    raise AssertionError("there is always a longer one")
