"""Reading devices: an officer those of the own units, and those on the way there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.queries import communes_of
from backend.db import locked
from backend.devices.models import Device, DeviceEvent, DeviceId, DeviceImei
from backend.devices.words import DeviceState, Happened, Holder
from backend.donors.models import DonorId
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer

PAGE = 40
_OUT = (DeviceState.LENT, DeviceState.BROKEN, DeviceState.IN_REPAIR)  # of a loan that is to end
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class Filter:
    """What a list of devices is narrowed to; what is None or empty does not count."""

    state: DeviceState | None = None
    source: str = ""
    unit_id: UnitId | None = None
    donor_id: DonorId | None = None


def device(
    session: Session, officer: Officer, device_id: DeviceId, *, lock: bool = False
) -> Device:
    """One device. Raises `NotFound`, also for another unit's."""
    query = select(Device).where(Device.id == device_id, _visible(officer))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có máy này trong đơn vị của anh/chị."))
    return found


def devices(
    session: Session, officer: Officer, only: Filter, before: DeviceId | None = None
) -> Sequence[Device]:
    """The newest first: at most a page and one more, behind the device `before`."""
    query = _only(select(Device).where(_visible(officer)), only)
    if before:
        query = query.where(Device.id < before)
    return session.scalars(query.order_by(Device.id.desc()).limit(PAGE + 1)).all()


def by_serial(session: Session, officer: Officer, text: str) -> Sequence[Device]:
    """Those whose serial number ends with the text, or that have this IMEI: at most a page."""
    imei = select(DeviceImei.device_id).where(DeviceImei.imei_hash == text)
    query = select(Device).where(
        _visible(officer),
        or_(Device.serial.endswith(text, autoescape=True), Device.id.in_(imei)),
    )
    return session.scalars(query.order_by(Device.id.desc()).limit(PAGE)).all()


def state_counts(session: Session, officer: Officer, only: Filter) -> dict[DeviceState, int]:
    """How many there are in each state, whatever state `only` names."""
    rest = Filter(None, only.source, only.unit_id, only.donor_id)
    query = _only(select(Device.state, func.count()).where(_visible(officer)), rest)
    return {state: count for state, count in session.execute(query.group_by(Device.state))}


def sources(session: Session, officer: Officer) -> Sequence[str]:
    """Every source that devices of the officer's units come from."""
    query = select(Device.source).where(_visible(officer), Device.source != "").distinct()
    return session.scalars(query.order_by(Device.source).limit(30)).all()


def stock_of(session: Session, officer: Officer, unit_id: UnitId) -> Sequence[Device]:
    """What can be handed over from a unit's stock, the oldest first."""
    query = select(Device).where(
        scope.within(officer, Device.unit_id),
        Device.unit_id == unit_id,
        Device.state == DeviceState.IN_STOCK,
    )
    return session.scalars(query.order_by(Device.id).limit(100)).all()


def loans(
    session: Session, officer: Officer, until: date | None, after: DeviceId | None = None
) -> Sequence[Device]:
    """What readers have, the first due first; only what is due by `until` when it is given."""
    query = select(Device).where(_visible(officer), Device.holder == Holder.READER)
    query = query.where(Device.lent_until.is_not(None), Device.state.in_(_OUT))
    if until:
        query = query.where(Device.lent_until <= until)
    if after:
        last = select(Device.lent_until).where(Device.id == after).scalar_subquery()
        later = (Device.lent_until == last) & (Device.id > after)
        query = query.where(or_(Device.lent_until > last, later))
    return session.scalars(query.order_by(Device.lent_until, Device.id).limit(PAGE + 1)).all()


def in_repair(session: Session, officer: Officer) -> Sequence[tuple[Device, str, date]]:
    """Broken machines and those in repair that a family has not got for good, each with where it is
    repaired, "" for nowhere yet, and since when: at most a page, who waits longest first."""
    newest = (
        select(func.max(DeviceEvent.id))
        .where(
            DeviceEvent.device_id == Device.id,
            DeviceEvent.kind.in_((Happened.BROKE, Happened.SENT_TO_REPAIR)),
        )
        .correlate(Device)
        .scalar_subquery()
    )
    query = (
        select(Device, DeviceEvent.workshop, DeviceEvent.on)
        .join(DeviceEvent, DeviceEvent.id == newest)
        .where(
            _visible(officer),
            Device.state.in_((DeviceState.BROKEN, DeviceState.IN_REPAIR)),
            Device.holder != Holder.FAMILY,
        )
        .order_by(DeviceEvent.on, Device.id)
        .limit(PAGE)
    )
    return [(device, workshop, on) for device, workshop, on in session.execute(query)]


def borrowers(session: Session, officer: Officer, devices: Sequence[Device]) -> dict[DeviceId, str]:
    """Who has each of these devices on loan."""
    newest = (
        select(func.max(DeviceEvent.id))
        .join(Device, Device.id == DeviceEvent.device_id)
        .where(
            DeviceEvent.device_id.in_([one.id for one in devices]),
            DeviceEvent.person != "",
            _visible(officer),
        )
        .group_by(DeviceEvent.device_id)
    )
    found = session.scalars(select(DeviceEvent).where(DeviceEvent.id.in_(newest)))
    return {event.device_id: event.person for event in found}


def life(
    session: Session, officer: Officer, device: Device
) -> Sequence[tuple[DeviceEvent, str, str | None]]:
    """Everything that happened to a device, oldest first, with the officer's name and the unit's."""
    unit = AdministrativeUnit
    query = (
        select(DeviceEvent, Officer.full_name, unit.name)
        .join(Device, Device.id == DeviceEvent.device_id)
        .join(Officer, Officer.id == DeviceEvent.officer_id)
        .outerjoin(unit, unit.id == DeviceEvent.unit_id)
        .where(DeviceEvent.device_id == device.id, _visible(officer))
    )
    found = session.execute(query.order_by(DeviceEvent.id))
    return [(event, officer_name, unit_name) for event, officer_name, unit_name in found]


def imeis(session: Session, officer: Officer, device: Device) -> Sequence[str]:
    """The device's numbers of the mobile network."""
    query = (
        select(DeviceImei.imei)
        .join(Device, Device.id == DeviceImei.device_id)
        .where(DeviceImei.device_id == device.id, _visible(officer))
    )
    return sorted(session.scalars(query))


def units_with_stock(session: Session, officer: Officer) -> list[AdministrativeUnit]:
    """The own unit and the communes below it."""
    own = session.get_one(AdministrativeUnit, officer.unit_id)
    return [own, *(unit for unit in communes_of(session, officer) if unit.id != own.id)]


def destinations(session: Session, officer: Officer, device: Device) -> list[AdministrativeUnit]:
    """Where a device may be sent: to the officer's units, and to the one right above."""
    units = units_with_stock(session, officer)
    if units[0].parent_id:
        units.append(session.get_one(AdministrativeUnit, units[0].parent_id))
    return [unit for unit in units if unit.id != device.unit_id]


def _visible(officer: Officer) -> ColumnElement[bool]:
    return or_(scope.within(officer, Device.unit_id), scope.within(officer, Device.going_to_id))


def _only(query: Select[*Columns], only: Filter) -> Select[*Columns]:
    if only.state:
        query = query.where(Device.state == only.state)
    if only.source:
        query = query.where(Device.source == only.source)
    if only.unit_id:
        query = query.where(Device.unit_id == only.unit_id)
    if only.donor_id:
        query = query.where(Device.donor_id == only.donor_id)
    return query
