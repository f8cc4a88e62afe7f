"""Reading days of handing over, and the minutes of one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.db import locked
from backend.deliveries.contents import is_device
from backend.deliveries.models import (
    DayId,
    DayState,
    HandOverDay,
    HandOverPhoto,
    HandOverRow,
    PhotoId,
)
from backend.devices.models import Device
from backend.devices.words import DeviceState
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.schema import Grant
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.things import grant_of

PAGE = 40
MOST_ROWS = 200  # of one day: beyond it nobody hands over in an afternoon


@dataclass(frozen=True)
class Listed:
    """One line of a day: its number on the signed sheet, the family's request, what it is given, and
    the device that is meant for it, which things and money need none of."""

    number: int
    row: HandOverRow
    request: SupportRequest
    grant: Grant
    device: Device | None

    @property
    def needs_device(self) -> bool:
        """Whether a machine changes hands."""
        return is_device(self.grant)

    @property
    def shown(self) -> str:
        """What is handed over, as officers read it: the serial number, or the things."""
        if not self.needs_device:
            return _(self.grant.name)
        return self.device.serial if self.device else ""


def planned_day(
    session: Session, officer: Officer, day_id: DayId, *, lock: bool = False
) -> HandOverDay:
    """One day. Raises `NotFound`, also for another unit's."""
    query = select(HandOverDay).where(
        HandOverDay.id == day_id, scope.within(officer, HandOverDay.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có buổi bàn giao này trong đơn vị của anh/chị."))
    return found


def days(
    session: Session, officer: Officer, state: DayState | None, before: DayId | None = None
) -> Sequence[tuple[HandOverDay, int]]:
    """Days with how many families each has, the newest first: at most a page and one more."""
    query = (
        select(HandOverDay, func.count(HandOverRow.id))
        .outerjoin(HandOverRow, HandOverRow.day_id == HandOverDay.id)
        .where(scope.within(officer, HandOverDay.unit_id))
        .group_by(HandOverDay.id)
    )
    if state:
        query = query.where(HandOverDay.state == state)
    if before:
        query = query.where(HandOverDay.id < before)
    found = session.execute(query.order_by(HandOverDay.id.desc()).limit(PAGE + 1))
    return [(planned, count) for planned, count in found]


def state_counts(session: Session, officer: Officer) -> dict[DayState, int]:
    """How many days stand where."""
    query = select(HandOverDay.state, func.count()).where(
        scope.within(officer, HandOverDay.unit_id)
    )
    return {state: count for state, count in session.execute(query.group_by(HandOverDay.state))}


def listed(session: Session, officer: Officer, day_id: DayId) -> list[Listed]:
    """Everybody on a day, in the order in which they were added."""
    query = (
        select(HandOverRow, SupportRequest, Device)
        .join(HandOverDay, HandOverDay.id == HandOverRow.day_id)
        .join(SupportRequest, SupportRequest.id == HandOverRow.request_id)
        .outerjoin(Device, Device.id == HandOverRow.device_id)
        .where(HandOverRow.day_id == day_id, scope.within(officer, HandOverDay.unit_id))
        .order_by(HandOverRow.id)
    )
    return [
        Listed(number, row, request, grant_of(session, request), device)
        for number, (row, request, device) in enumerate(session.execute(query), start=1)
    ]


def to_invite(
    session: Session, officer: Officer, planned: HandOverDay, after: RequestId | None = None
) -> Sequence[SupportRequest]:
    """Approved requests of the commune that are on no coming day, those that wait longest first: at
    most a page and one more."""
    query = _waiting(officer, planned)
    if after:
        query = query.where(SupportRequest.id > after)
    return session.scalars(query.order_by(SupportRequest.id).limit(PAGE + 1)).all()


def count_to_invite(session: Session, officer: Officer, planned: HandOverDay) -> int:
    """How many families could still be invited."""
    query = _waiting(officer, planned).with_only_columns(func.count())
    return session.scalar(query) or 0


def waiting_among(
    session: Session, officer: Officer, planned: HandOverDay, wanted: Collection[RequestId]
) -> Sequence[SupportRequest]:
    """Those of the `wanted` requests that can be invited."""
    query = _waiting(officer, planned).where(SupportRequest.id.in_(wanted))
    return session.scalars(query.order_by(SupportRequest.id)).all()


def _waiting(officer: Officer, planned: HandOverDay) -> Select[SupportRequest]:
    busy = (
        select(HandOverRow.request_id)
        .join(HandOverDay, HandOverDay.id == HandOverRow.day_id)
        .where(HandOverDay.state == DayState.PLANNED, HandOverDay.unit_id == planned.unit_id)
    )
    return select(SupportRequest).where(
        scope.within(officer, SupportRequest.unit_id),
        SupportRequest.unit_id == planned.unit_id,
        SupportRequest.status == Status.APPROVED,
        SupportRequest.id.not_in(busy),
    )


def free_devices(session: Session, officer: Officer, planned: HandOverDay) -> Sequence[Device]:
    """What is in the commune's stock and meant for nobody on a coming day."""
    meant = (
        select(HandOverRow.device_id)
        .join(HandOverDay, HandOverDay.id == HandOverRow.day_id)
        .where(
            HandOverDay.state == DayState.PLANNED,
            HandOverDay.unit_id == planned.unit_id,
            HandOverRow.device_id.is_not(None),
        )
    )
    query = select(Device).where(
        scope.within(officer, Device.unit_id),
        Device.unit_id == planned.unit_id,
        Device.state == DeviceState.IN_STOCK,
        Device.id.not_in(meant),
    )
    return session.scalars(query.order_by(Device.id).limit(MOST_ROWS)).all()


def photos(session: Session, officer: Officer, day_id: DayId) -> Sequence[HandOverPhoto]:
    """The photos of the signed sheet, without their content."""
    query = (
        select(HandOverPhoto)
        .join(HandOverDay, HandOverDay.id == HandOverPhoto.day_id)
        .where(HandOverPhoto.day_id == day_id, scope.within(officer, HandOverDay.unit_id))
    )
    return session.scalars(query.order_by(HandOverPhoto.id)).all()


def photo(session: Session, officer: Officer, day_id: DayId, photo_id: PhotoId) -> HandOverPhoto:
    """One photo. Raises `NotFound`, also for another day's."""
    for found in photos(session, officer, day_id):
        if found.id == photo_id:
            return found
    raise NotFound(_("Không có ảnh này."))


def unit_of(session: Session, officer: Officer, planned: HandOverDay) -> AdministrativeUnit:
    """The commune of a day that the officer was shown."""
    query = select(AdministrativeUnit).where(
        AdministrativeUnit.id == planned.unit_id, scope.within(officer, AdministrativeUnit.id)
    )
    return session.scalars(query).one()


def due_days(session: Session, officer: Officer, on: date) -> int:
    """How many planned days are past and still wait to be closed."""
    query = select(func.count()).where(
        scope.within(officer, HandOverDay.unit_id),
        HandOverDay.state == DayState.PLANNED,
        HandOverDay.held_on <= on,
    )
    return session.scalar(query) or 0
