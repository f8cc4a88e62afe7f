"""Reading donors, and the way of their gifts without a pupil's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.deliveries.models import Delivery
from backend.devices.models import Device, DeviceId
from backend.devices.words import DeviceState
from backend.donors.models import Donor, DonorId
from backend.donors.rules import grade_of
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest

PAGE = 50


@dataclass(frozen=True)
class Trace:
    """One given device, and where it is: `unit` has it in its stock or handed it over, `grade` is the
    pupil's ("5", or "")."""

    device_id: DeviceId
    model: str
    serial: str
    state: DeviceState
    unit: str
    handed_over_on: date | None
    grade: str


def donors(
    session: Session, officer: Officer, after: DonorId | None = None
) -> Sequence[tuple[Donor, int]]:
    """Donors with how many devices they gave, the first first: at most a page and one more."""
    query = (
        select(Donor, func.count(Device.id))
        .outerjoin(Device, Device.donor_id == Donor.id)
        .where(scope.within(officer, Donor.unit_id))
        .group_by(Donor.id)
        .order_by(Donor.id)
        .limit(PAGE + 1)
    )
    if after:
        query = query.where(Donor.id > after)
    return [(donor, count) for donor, count in session.execute(query)]


def names(session: Session, officer: Officer) -> Sequence[str]:
    """The newest donors, to choose from."""
    query = select(Donor.name).where(scope.within(officer, Donor.unit_id))
    return session.scalars(query.order_by(Donor.id.desc()).limit(PAGE)).all()


def donor(session: Session, officer: Officer, donor_id: DonorId) -> Donor:
    """One donor. Raises `NotFound`, also for another unit's."""
    query = select(Donor).where(Donor.id == donor_id, scope.within(officer, Donor.unit_id))
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có người ủng hộ này trong đơn vị của anh/chị."))
    return found


def traces(
    session: Session, officer: Officer, donor_id: DonorId, after: DeviceId | None = None
) -> list[Trace]:
    """From donor to item to pupil, without a name: at most a page and one more. A gift may have been
    sent on to a unit beyond the officer's; the donor is told of it all the same."""
    unit = AdministrativeUnit
    query = (
        select(Device, unit, Delivery.handed_over_on, SupportRequest.class_name)
        .join(Donor, Donor.id == Device.donor_id)
        .join(unit, unit.id == Device.unit_id)
        .outerjoin(Delivery, and_(Delivery.device_id == Device.id, Delivery.returned_on.is_(None)))
        .outerjoin(SupportRequest, SupportRequest.id == Delivery.request_id)
        .where(Donor.id == donor_id, scope.within(officer, Donor.unit_id))
        .order_by(Device.id)
        .limit(PAGE + 1)
    )
    if after:
        query = query.where(Device.id > after)
    return [
        Trace(
            device.id,
            device.model,
            device.serial,
            device.state,
            place.full_name,
            on,
            grade_of(class_name or ""),
        )
        for device, place, on, class_name in session.execute(query)
    ]
