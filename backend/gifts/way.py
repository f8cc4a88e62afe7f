"""Where gifts are: what is in no round yet, and which machines came with one. Counts about a gift that
the caller has already found within a scope, or by its code."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.deliveries.models import Delivery
from backend.devices.models import Device
from backend.donors.rules import grade_of
from backend.gifts.models import Gift, GiftDevice, GiftId, GiftShare
from backend.gifts.rules import Left, left
from backend.gifts.words import GiftKind
from backend.support_requests.models import SupportRequest


def remaining(session: Session, gifts: Iterable[Gift]) -> Mapping[GiftId, Left]:
    """What of each gift is in no round yet."""
    every = list(gifts)
    taken: dict[GiftId, list[tuple[int | None, int | None]]] = defaultdict(list)
    query = select(GiftShare.gift_id, GiftShare.quantity, GiftShare.amount).where(
        GiftShare.gift_id.in_([one.id for one in every])
    )
    for gift_id, quantity, amount in session.execute(query):
        taken[gift_id].append((quantity, amount))
    return {
        # Only money is used up in đồng; of a thing they are its value.
        one.id: left(
            one.quantity, one.amount if one.kind is GiftKind.MONEY else None, taken[one.id]
        )
        for one in every
    }


def attachable(session: Session, gift: Gift) -> Sequence[Device]:
    """The donor's machines in the stock that belong to no gift yet, the oldest first."""
    query = (
        select(Device)
        .outerjoin(GiftDevice, GiftDevice.device_id == Device.id)
        .where(Device.donor_id == gift.donor_id, GiftDevice.device_id.is_(None))
        .order_by(Device.id)
    )
    return session.scalars(query.limit(1000)).all()


def device_count(session: Session, gift: Gift) -> int:
    """How many machines of the stock came with it."""
    query = select(func.count()).where(GiftDevice.gift_id == gift.id)
    return session.scalar(query) or 0


def handed_over(session: Session, gift: Gift) -> Mapping[str, list[str]]:
    """The grades of the pupils who have a machine of the gift, by the commune of the request: nothing
    that names anybody. A donor may hear it only as `rules.told` words it."""
    query = (
        select(AdministrativeUnit, SupportRequest.class_name)
        .select_from(GiftDevice)
        .join(
            Delivery,
            and_(Delivery.device_id == GiftDevice.device_id, Delivery.returned_on.is_(None)),
        )
        .join(SupportRequest, SupportRequest.id == Delivery.request_id)
        .join(AdministrativeUnit, AdministrativeUnit.id == SupportRequest.unit_id)
        .where(GiftDevice.gift_id == gift.id)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for unit, class_name in session.execute(query):
        found[unit.full_name].append(grade_of(class_name))
    return found
