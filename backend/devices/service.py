"""What officers write down about a device: that it came, and whatever happened to it since."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import UnitId
from backend.db import locked
from backend.devices import queries
from backend.devices.checks import Note, check
from backend.devices.models import Device, DeviceEvent, DeviceId, DeviceImei
from backend.devices.rules import Standing, after
from backend.devices.words import Condition, DeviceKind, DeviceState, Happened, Holder
from backend.donors.service import donor_named
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _, day
from backend.officers.models import Officer


@dataclass(frozen=True)
class Arrival:
    """A device as it comes in. `serial` and `imeis` are in the form in which they are kept."""

    serial: str
    model: str
    received_on: date
    kind: DeviceKind = DeviceKind.OTHER
    imeis: tuple[str, ...] = ()
    source: str = ""
    donor: str = ""
    condition_note: str = ""


def take_in(session: Session, officer: Officer, unit_id: UnitId, arrival: Arrival) -> Device:
    """Puts a device into the stock of a unit. Raises `Conflict` when there is one of this serial
    number or IMEI, also when it came in at this very moment; `NotFound` for another's unit."""
    if not scope.reaches(session, officer, unit_id):
        raise NotFound(_("Không có kho này trong đơn vị của anh/chị."))
    now = clock.now()
    standing = after(None, Happened.RECEIVED)
    assert standing  # noqa: S101 - for the type: this is how every life begins
    row = insert(Device).values(
        serial=arrival.serial,
        model=arrival.model,
        kind=arrival.kind,
        source=arrival.source,
        donor_id=donor_named(session, unit_id, arrival.donor),
        condition_note=arrival.condition_note,
        received_on=arrival.received_on,
        unit_id=unit_id,
        holder=standing.holder,
        condition=standing.condition,
        state=standing.state,
        version=1,
        created_at=now,
    )
    device_id: DeviceId | None = session.scalar(row.on_conflict_do_nothing().returning(Device.id))
    if device_id is None:
        raise Conflict(_("Máy có số sê-ri này đã được nhập trước đây."), field="serial")
    for imei in arrival.imeis:
        _keep_imei(session, device_id, imei)
    device = session.get_one(Device, device_id)
    _keep(session, device, Happened.RECEIVED, Note(arrival.received_on, unit_id=unit_id), officer)
    return device


def note(
    session: Session,
    officer: Officer,
    device_id: DeviceId,
    version: int,
    happened: Happened,
    said: Note,
) -> Device:
    """Writes one event down. Raises `Conflict` when a colleague was faster or it cannot happen to
    the device now, `Invalid` beside the field that is missing or wrong."""
    device = queries.device(session, officer, device_id, lock=True)
    if device.version != version:
        raise Conflict(_("Máy này vừa có người ghi thêm. Anh/chị xem lại rồi ghi."))
    _require_hands(session, officer, device, happened)
    if happened is Happened.SENT:
        _require_destination(session, officer, device, said)
    happen(session, officer, device, happened, check(happened, said, device.lent_until))
    return device


def happen(
    session: Session, officer: Officer, device: Device, happened: Happened, said: Note
) -> None:
    """Adds an event to a device that is locked, and derives where it stands. Raises `Conflict` when
    it cannot happen now, `Invalid` for a day before what happened last."""
    standing = after(Standing(device.holder, device.condition), happened)
    if standing is None:
        raise Conflict(
            _("Máy này đang ở trạng thái «{state}», không ghi «{event}» được.").format(
                state=device.state.label, event=happened.label
            )
        )
    if said.on < (last := _last_day(session, device)):
        words = _("Việc trước đó của máy ghi ngày {day}. Anh/chị ghi từ ngày đó trở đi.")
        raise Invalid(words.format(day=day(last)), field="on")
    device.holder, device.condition = standing.holder, standing.condition
    device.state = standing.state
    device.version += 1
    if happened is Happened.SENT:
        device.going_to_id = said.unit_id
    if happened is Happened.ACCEPTED and device.going_to_id:
        device.unit_id = device.going_to_id
    if standing.holder is not Holder.WAY:
        device.going_to_id = None
    device.lent_until = said.until or device.lent_until
    if standing.holder is not Holder.READER:
        device.lent_until = None
    _keep(session, device, happened, said, officer)


def _keep(
    session: Session, device: Device, happened: Happened, said: Note, officer: Officer
) -> None:
    session.add(
        DeviceEvent(
            device_id=device.id,
            kind=happened,
            on=said.on,
            note=said.text,
            unit_id=said.unit_id,
            person=said.person,
            until=said.until,
            workshop=said.workshop,
            cost=said.cost,
            officer_id=officer.id,
            created_at=clock.now(),
        )
    )
    session.flush()
    audit.record(session, f"device_{happened.value}", device, by=officer, on=said.on.isoformat())


def _keep_imei(session: Session, device_id: DeviceId, imei: str) -> None:
    row = insert(DeviceImei).values(imei=imei, imei_hash=imei, device_id=device_id)
    if session.scalar(row.on_conflict_do_nothing().returning(DeviceImei.device_id)) is None:
        raise Conflict(_("Số IMEI này đã có ở một máy khác."), field="imeis")


def _last_day(session: Session, device: Device) -> date:
    query = select(func.max(DeviceEvent.on)).where(DeviceEvent.device_id == device.id)
    return session.scalar(query) or device.received_on


def _require_hands(session: Session, officer: Officer, device: Device, happened: Happened) -> None:
    """A move is accepted by the unit that gets the device, by somebody else than the sender; all
    else is done by the unit that has it."""
    if happened is not Happened.ACCEPTED:
        if not scope.reaches(session, officer, device.unit_id):
            raise Conflict(_("Máy này do đơn vị khác giữ. Anh/chị nhờ nơi đó ghi."))
        return
    sender = select(DeviceEvent.officer_id).where(
        DeviceEvent.device_id == device.id, DeviceEvent.kind == Happened.SENT
    )
    if session.scalar(sender.order_by(DeviceEvent.id.desc()).limit(1)) == officer.id:
        raise Conflict(_("Anh/chị là người chuyển đi. Cán bộ nơi nhận ghi khi máy tới."))
    if device.going_to_id and not scope.reaches(session, officer, device.going_to_id):
        raise Conflict(_("Máy này chuyển đến đơn vị khác. Cán bộ nơi nhận ghi khi máy tới."))


def _require_destination(session: Session, officer: Officer, device: Device, said: Note) -> None:
    if said.unit_id not in {unit.id for unit in queries.destinations(session, officer, device)}:
        raise Invalid(_("Anh/chị chọn kho nhận trong danh sách."), field="unit_id")


def in_stock(session: Session, officer: Officer, serial: str) -> Device | None:
    """The device of a serial number, locked; also by its last four or more letters when one device
    alone in the officer's stock ends so. None for one that nobody has seen. Raises `Conflict` for
    what cannot be handed over, `Invalid` when several end so."""
    device = session.scalar(locked(select(Device).where(Device.serial == serial)))
    if device is None and len(serial) >= 4:
        ending = select(Device).where(
            scope.within(officer, Device.unit_id),
            Device.state == DeviceState.IN_STOCK,
            Device.serial.endswith(serial, autoescape=True),
        )
        found = session.scalars(locked(ending.order_by(Device.id).limit(2))).all()
        if len(found) > 1:
            words = _("Trong kho có mấy máy số tận cùng như vậy. Anh/chị ghi đủ số sê-ri.")
            raise Invalid(words, field="serial")
        device = found[0] if found else None
    if device:
        _require_stock(session, officer, device)
    return device


def _require_stock(session: Session, officer: Officer, device: Device) -> None:
    if device.condition is not Condition.SCRAPPED and device.holder is Holder.FAMILY:
        words = _("Máy có số sê-ri {serial} đã được giao trước đây.")
        raise Conflict(words.format(serial=device.serial), field="serial")
    if not scope.reaches(session, officer, device.unit_id):
        words = _("Máy này đang ở kho của đơn vị khác. Anh/chị nhờ nơi đó chuyển máy về.")
        raise Conflict(words, field="serial")
    if device.state is not DeviceState.IN_STOCK:
        words = _("Máy này đang ghi là «{state}», chưa bàn giao được.")
        raise Conflict(words.format(state=device.state.label), field="serial")
