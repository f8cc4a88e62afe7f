"""Handing a device over, and the family's word on it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ContactId
from backend.deliveries.commands import ConfirmDelivery
from backend.deliveries.models import Delivery, DeliveryConfirmation, Device, DeviceId
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.programmes.service import programme_of
from backend.support_requests import queries as requests
from backend.support_requests import wording
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.service import open_for_action, refresh
from backend.tickets import service as tickets


@dataclass(frozen=True)
class HandOver:
    """What the officer writes down when a device changes hands."""

    serial: str
    model: str
    on: date
    receiver_name: str
    receiver_relation: str


def hand_over(
    session: Session, officer: Officer, request_id: RequestId, version: int, form: HandOver
) -> Delivery:
    """Records that a device was handed over. Raises `Conflict` when the request is not approved,
    when the child has a device through another request that was approved at the same time, or when
    the device is already somebody's; `Invalid` for a date in the future or a missing entry."""
    request = open_for_action(session, officer, request_id, version)
    if request.status is not Status.APPROVED:
        raise Conflict(_("Chỉ bàn giao được cho hồ sơ đã duyệt và chưa bàn giao."))
    _check(form)
    _require_unserved(session, request)
    delivery = Delivery(
        request_id=request.id,
        device_id=_new_device(session, form.serial.strip().upper(), form.model.strip()),
        handed_over_on=form.on,
        receiver_name=form.receiver_name.strip(),
        receiver_relation=form.receiver_relation.strip(),
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(delivery)
    refresh(session, request)
    audit.record(session, "hand_over", delivery, by=officer, request=request.code)
    told = wording.handed_over(request, delivery.handed_over_on, delivery.receiver_name)
    notify(session, request.contact_id, told)
    return delivery


def confirm(session: Session, contact_id: ContactId, command: ConfirmDelivery) -> None:
    """The family's yes or no. A no opens a ticket for the officers, with a code and a date."""
    request = requests.own_request(session, contact_id, command.code, lock=True)
    delivery = session.scalar(select(Delivery).where(Delivery.request_id == request.id))
    if delivery is None:
        raise Conflict(_("Hồ sơ {code} chưa có máy bàn giao.").format(code=request.code))
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
        notify(session, contact_id, wording.confirmed(request))
    else:
        tickets.about_request(session, request, "not_received", request.child_name)


def _require_unserved(session: Session, request: SupportRequest) -> None:
    if not programme_of(session, request.revision_id).eligible.one_device_a_child:
        return
    # Another hand-over of the commune waits here: it may be for the same child.
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == request.unit_id)
    session.execute(unit.with_for_update(key_share=True))
    if code := requests.served_by(session, request):
        raise Conflict(_("Học sinh này đã được cấp thiết bị theo {code}.").format(code=code))


def _new_device(session: Session, serial: str, model: str) -> DeviceId:
    """Two officers may record one serial number at the same moment: the second is told."""
    device = insert(Device).values(serial=serial, model=model, created_at=clock.now())
    device_id: DeviceId | None = session.scalar(
        device.on_conflict_do_nothing().returning(Device.id)
    )
    if device_id is None:
        words = _("Máy có số sê-ri {serial} đã được giao trước đây.").format(serial=serial)
        raise Conflict(words, field="serial")
    return device_id


def _check(form: HandOver) -> None:
    if form.on > clock.today():
        raise Invalid(_("Ngày bàn giao chưa tới. Anh/chị ghi ngày đã giao máy."), field="on")
    if not form.serial.strip():
        raise Invalid(
            _("Anh/chị ghi số sê-ri của máy, in ở mặt sau hoặc dưới đáy máy."), field="serial"
        )
    if not form.receiver_name.strip():
        raise Invalid(_("Anh/chị ghi họ tên người nhận máy."), field="receiver_name")
