"""Handing over what was approved (a device, things, money), and the family's word on it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ContactId
from backend.deliveries.commands import ConfirmDelivery
from backend.deliveries.contents import Sim, columns_of, is_device, last_digits, read_sim
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.devices import service as devices
from backend.devices.checks import WHY, Note
from backend.devices.models import Device, DeviceId
from backend.devices.rules import serial_of
from backend.devices.service import Arrival
from backend.devices.words import Happened
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.programmes.rules import ONLY_ONCE, reasons_against
from backend.programmes.schema import DeviceBenefit, Grant
from backend.programmes.service import programme_of
from backend.support_requests import queries as requests
from backend.support_requests import wording
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.service import open_for_action, refresh
from backend.support_requests.telling import tell
from backend.support_requests.things import grant_of, thing_of
from backend.support_requests.verifying import facts_of
from backend.tickets import service as tickets

NO_SIM = Sim()


@dataclass(frozen=True)
class HandOver:
    """What the officer writes down when something changes hands; `serial` and `model` are "" for what
    is no device. `receiver_id_last4` and `sim` may be left out."""

    serial: str
    model: str
    on: date
    receiver_name: str
    receiver_relation: str
    receiver_id_last4: str = ""
    sim: Sim = NO_SIM


def hand_over(
    session: Session, officer: Officer, request_id: RequestId, version: int, form: HandOver
) -> Delivery:
    """Records that things or money were handed over, or a device: one of the stock, or one that nobody
    had written down yet, which is taken in with it. Raises `Conflict` when the request is not
    approved, when child or household were served through another request that was approved at the
    same time, or when the device is not in stock; `Invalid` for a date in the future or a missing
    entry."""
    request = open_for_action(session, officer, request_id, version)
    return hand_over_now(session, officer, request, form)


def hand_over_now(
    session: Session, officer: Officer, request: SupportRequest, form: HandOver
) -> Delivery:
    """The same for a request that is locked and as it is now."""
    if request.status is not Status.APPROVED:
        raise Conflict(_("Chỉ bàn giao được cho hồ sơ đã duyệt và chưa bàn giao."))
    grant = grant_of(session, request)
    _check(form, grant)
    _require_unserved(session, request)
    device = _device(session, officer, request, form) if is_device(grant) else None
    if device:
        devices.happen(session, officer, device, Happened.HANDED_OVER, Note(form.on))
    delivery = Delivery(
        request_id=request.id,
        device_id=device.id if device else None,
        **columns_of(grant),
        **_sim_columns(read_sim(grant, form.sim, device.serial if device else "")),
        handed_over_on=form.on,
        receiver_name=form.receiver_name.strip(),
        receiver_relation=form.receiver_relation.strip(),
        receiver_id_last4=last_digits(form.receiver_id_last4),
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(delivery)
    refresh(session, request)
    audit.record(session, "hand_over", delivery, by=officer, request=request.code)
    on, receiver = delivery.handed_over_on, delivery.receiver_name
    told = wording.handed_over(request, on, receiver, _(grant.thing))
    tell(session, request, told)
    return delivery


def note_sim(
    session: Session, officer: Officer, request_id: RequestId, version: int, sim: Sim
) -> Delivery:
    """Keeps the SIM of a phone that was handed over, or corrects it. Raises `Conflict` when nothing
    with a SIM was handed over or a colleague was faster, `Invalid` for a number that is none."""
    request = requests.request(session, officer, request_id, lock=True)
    grant, delivery = grant_of(session, request), _held(session, request)
    if delivery is None or not (isinstance(grant, DeviceBenefit) and grant.with_sim):
        raise Conflict(_("Hồ sơ {code} chưa giao điện thoại nào.").format(code=request.code))
    if delivery.version != version:
        raise Conflict(_("Số SIM vừa có người ghi. Anh/chị xem lại rồi sửa."))
    for name, value in _sim_columns(read_sim(grant, sim)).items():
        setattr(delivery, name, value)
    delivery.version += 1
    session.flush()
    audit.record(session, "note_sim", delivery, by=officer, request=request.code)
    return delivery


def take_back_goods(
    session: Session, officer: Officer, request_id: RequestId, version: int, on: date, why: str
) -> Delivery:
    """Things or money come back: what was handed over counts no more, and the request waits anew. A
    device is taken back by its own number (`take_back`). Raises `Conflict` when nothing of the kind
    was handed over, `Invalid` without a reason or for a day before the hand-over or to come."""
    request = open_for_action(session, officer, request_id, version)
    delivery = _held(session, request)
    if delivery is None or delivery.device_id is not None:
        words = _("Hồ sơ {code} chưa giao quà hay tiền nào.")
        raise Conflict(words.format(code=request.code))
    if not why.strip():
        raise Invalid(_("Anh/chị ghi vì sao thu lại."), field="text")
    if not delivery.handed_over_on <= on <= clock.today():
        raise Invalid(_("Ngày thu lại từ ngày giao đến hôm nay."), field="on")
    delivery.returned_on = on
    refresh(session, request)
    audit.record(session, "take_back_goods", delivery, by=officer, request=request.code)
    return delivery


def take_back(
    session: Session, officer: Officer, device_id: DeviceId, version: int, on: date, why: str
) -> Delivery:
    """The family gives a device back: it is in stock again, and what was handed over counts no more.
    Raises `Conflict` when no family has it, `Invalid` without a reason."""
    held = Delivery.device_id == device_id, Delivery.returned_on.is_(None)
    delivery = session.scalar(select(Delivery).where(*held))
    if delivery is None:
        raise Conflict(_("Máy này không ở gia đình nào."))
    if not why.strip():
        raise Invalid(_(WHY[Happened.RETURNED]), field="text")
    request = requests.request(session, officer, delivery.request_id, lock=True)
    devices.note(session, officer, device_id, version, Happened.RETURNED, Note(on, why))
    delivery.returned_on = on
    refresh(session, request)
    audit.record(session, "take_back", delivery, by=officer, request=request.code)
    return delivery


def confirm(session: Session, contact_id: ContactId, command: ConfirmDelivery) -> None:
    """The family's yes or no. A no opens a ticket for the officers, with a code and a date."""
    request = requests.own_request(session, contact_id, command.code, lock=True)
    delivery = _held(session, request)
    if delivery is None:
        raise Conflict(_("Hồ sơ {code} chưa ghi bàn giao.").format(code=request.code))
    session.add(
        DeliveryConfirmation(
            delivery_id=delivery.id,
            contact_id=contact_id,
            received=command.received,
            note=command.note,
            created_at=clock.now(),
        )
    )
    refresh(session, request)
    action = "confirm_delivery" if command.received else "deny_delivery"
    audit.record(session, action, delivery, by=contact_id, request=request.code)
    if command.received:
        tickets.settle(session, request, "not_received", "delivered")
        notify(session, contact_id, wording.confirmed(request, thing_of(session, request)))
    else:
        tickets.about_request(session, request, "not_received", request.recipient)


def _require_unserved(session: Session, request: SupportRequest) -> None:
    eligible = programme_of(session, request.revision_id).eligible.model_dump()
    once = {name: True for name in ONLY_ONCE if eligible[name]}
    if not once:
        return
    # Another hand-over of the commune waits here: it may be for the same child or household.
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == request.unit_id)
    session.execute(unit.with_for_update(key_share=True))
    if reasons := reasons_against(once, facts_of(session, request)):
        raise Conflict(reasons[0].words)


def _held(session: Session, request: SupportRequest) -> Delivery | None:
    """What was handed over and not given back."""
    held = Delivery.request_id == request.id, Delivery.returned_on.is_(None)
    return session.scalar(select(Delivery).where(*held))


def _sim_columns(sim: Sim) -> dict[str, str]:
    return {"sim_operator": sim.operator, "sim_number": sim.number, "imei": sim.imei}


def _device(session: Session, officer: Officer, request: SupportRequest, form: HandOver) -> Device:
    """Two officers may record one serial number at the same moment: the second is told."""
    serial = serial_of(form.serial)
    if known := devices.in_stock(session, officer, serial):
        return known
    arrival = Arrival(serial, form.model.strip(), received_on=form.on)
    try:
        return devices.take_in(session, officer, request.unit_id, arrival)
    except Conflict:
        words = _("Máy có số sê-ri {serial} đã được giao trước đây.").format(serial=serial)
        raise Conflict(words, field="serial") from None


def _check(form: HandOver, grant: Grant) -> None:
    if form.on > clock.today():
        raise Invalid(_("Ngày bàn giao chưa tới. Anh/chị ghi ngày đã giao."), field="on")
    if is_device(grant) and not form.serial.strip():
        raise Invalid(
            _("Anh/chị ghi số sê-ri của máy, in ở mặt sau hoặc dưới đáy máy."), field="serial"
        )
    if not form.receiver_name.strip():
        raise Invalid(_("Anh/chị ghi họ tên người nhận."), field="receiver_name")
