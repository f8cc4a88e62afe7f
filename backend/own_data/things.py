"""What was given to a family: machines, things, money, data packages."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.models import ContactId
from backend.data_packages.models import DataPackage
from backend.deliveries.models import Delivery
from backend.devices.models import Device
from backend.i18n import _, day
from backend.support_requests.models import SupportRequest


def things(session: Session, contact_id: ContactId) -> list[str]:
    """A line for each hand-over, then for each package, oldest first."""
    return [*_deliveries(session, contact_id), *_packages(session, contact_id)]


def _deliveries(session: Session, contact_id: ContactId) -> list[str]:
    query = (
        select(SupportRequest.code, Delivery, Device)
        .join(Delivery, Delivery.request_id == SupportRequest.id)
        .outerjoin(Device, Device.id == Delivery.device_id)
        .where(SupportRequest.contact_id == contact_id)
        .order_by(Delivery.id)
    )
    words = _("Hồ sơ {code}: {what}, giao ngày {day}, người nhận {receiver}{card}{returned}.")
    return [
        words.format(
            code=code,
            what=_what(delivery, device),
            day=day(delivery.handed_over_on),
            receiver=delivery.receiver_name,
            card=_(" (có 4 số cuối căn cước)") if delivery.receiver_id_last4 else "",
            returned=_(", đã trả lại ngày {day}").format(day=day(delivery.returned_on))
            if delivery.returned_on
            else "",
        )
        for code, delivery, device in session.execute(query)
    ]


def _what(delivery: Delivery, device: Device | None) -> str:
    if device:
        return _("{model}, số máy {serial}").format(model=device.model, serial=device.serial)
    if delivery.dong:
        return _("{dong} đồng").format(dong=f"{delivery.dong:,}".replace(",", "."))
    return ", ".join(delivery.items)


def _packages(session: Session, contact_id: ContactId) -> list[str]:
    query = (
        select(SupportRequest.code, DataPackage)
        .join(DataPackage, DataPackage.request_id == SupportRequest.id)
        .where(SupportRequest.contact_id == contact_id)
        .order_by(DataPackage.id)
    )
    words = _("Hồ sơ {code}: gói cước {operator} cho số {phone}, {state}.")
    return [
        words.format(
            code=code,
            operator=package.operator.value,
            phone=package.phone,
            state=package.state.label.lower(),
        )
        for code, package in session.execute(query)
    ]
