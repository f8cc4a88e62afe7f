"""Reading gifts and rounds: an officer those of the own units."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import UnitId
from backend.db import locked
from backend.donors.models import Donor
from backend.errors import NotFound
from backend.gifts import way
from backend.gifts.models import (
    Gift,
    GiftId,
    GiftRound,
    GiftRoundId,
    GiftShare,
)
from backend.gifts.rules import Left
from backend.gifts.words import GiftKind
from backend.i18n import _
from backend.officers.models import Officer
from backend.officers.permissions import TASKS, Task
from backend.support_requests.models import SupportRequest

PAGE = 40


@dataclass(frozen=True)
class ListedGift:
    """A gift with who gave it, and what of it is in no round yet."""

    gift: Gift
    donor: str
    left: Left


@dataclass(frozen=True)
class ListedShare:
    """What a round takes of a gift, and the code of the request that it is for, "" for none."""

    share: GiftShare
    gift: Gift
    donor: str
    request_code: str


def gift(session: Session, officer: Officer, gift_id: GiftId, *, lock: bool = False) -> Gift:
    """One gift. Raises `NotFound`, also for another unit's."""
    query = select(Gift).where(Gift.id == gift_id, scope.within(officer, Gift.unit_id))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có phần ủng hộ này trong đơn vị của anh/chị."))
    return found


def gifts(
    session: Session,
    officer: Officer,
    kind: GiftKind | None = None,
    before: GiftId | None = None,
) -> Sequence[ListedGift]:
    """The newest first: at most a page and one more."""
    query = (
        select(Gift, Donor.name)
        .join(Donor, Donor.id == Gift.donor_id)
        .where(scope.within(officer, Gift.unit_id))
        .order_by(Gift.id.desc())
        .limit(PAGE + 1)
    )
    if kind:
        query = query.where(Gift.kind == kind)
    if before:
        query = query.where(Gift.id < before)
    found = [(one, name) for one, name in session.execute(query)]
    rest = way.remaining(session, [one for one, _name in found])
    return [ListedGift(one, name, rest[one.id]) for one, name in found]


def gift_round(
    session: Session, officer: Officer, round_id: GiftRoundId, *, lock: bool = False
) -> GiftRound:
    """One round. Raises `NotFound`, also for another unit's."""
    query = select(GiftRound).where(
        GiftRound.id == round_id, scope.within(officer, GiftRound.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có đợt phân bổ này trong đơn vị của anh/chị."))
    return found


def signers(session: Session, officer: Officer, unit_id: UnitId) -> Sequence[Officer]:
    """The unit's officers who may be named to sign, by name."""
    roles = [role for role, tasks in TASKS.items() if Task.MANAGE_GIFTS in tasks]
    query = select(Officer).where(
        scope.within(officer, Officer.unit_id),
        Officer.unit_id == unit_id,
        Officer.active,
        Officer.role.in_(roles),
    )
    return session.scalars(query.order_by(Officer.full_name, Officer.id).limit(PAGE)).all()


def rounds(
    session: Session, officer: Officer, before: GiftRoundId | None = None
) -> Sequence[GiftRound]:
    """The newest first: at most a page and one more."""
    query = select(GiftRound).where(scope.within(officer, GiftRound.unit_id))
    if before:
        query = query.where(GiftRound.id < before)
    return session.scalars(query.order_by(GiftRound.id.desc()).limit(PAGE + 1)).all()


def shares(session: Session, officer: Officer, of: GiftRound) -> Sequence[ListedShare]:
    """What a round takes, in the order in which it was written."""
    query = (
        select(GiftShare, Gift, Donor.name, SupportRequest.code)
        .join(Gift, Gift.id == GiftShare.gift_id)
        .join(Donor, Donor.id == Gift.donor_id)
        .outerjoin(SupportRequest, SupportRequest.id == GiftShare.request_id)
        .where(GiftShare.round_id == of.id, scope.within(officer, Gift.unit_id))
        .order_by(GiftShare.id)
    )
    return [ListedShare(*row[:3], row[3] or "") for row in session.execute(query)]
