"""Registering a data package with an operator, and activating it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.data_packages.models import DataPackage, Operator
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.privacy import mask_phone
from backend.programmes.schema import DataPackageBenefit
from backend.programmes.service import programme_of
from backend.support_requests import wording
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.service import open_for_action, refresh

PHONE = re.compile(r"0[0-9]{9}")
AFTER_DELIVERY = (Status.HANDED_OVER, Status.RECEIVED)


@dataclass(frozen=True)
class Registration:
    """The line that an operator needs. `phone` has 10 digits; `sim_serial` may be empty."""

    operator: Operator
    phone: str
    sim_serial: str = ""


def register(
    session: Session,
    officer: Officer,
    request_id: RequestId,
    version: int,
    registration: Registration,
) -> DataPackage:
    """Registers the package that follows a device. Raises `Conflict` with the reason while no
    device has been handed over (plan 168/KH-UBND, II.4.b) or when one is registered already."""
    request = open_for_action(session, officer, request_id, version)
    benefit = _benefit(session, request)
    if request.status is Status.NOT_RECEIVED:
        raise Conflict(
            _("Gia đình báo chưa nhận được máy. Anh/chị kiểm tra với gia đình rồi đăng ký gói.")
        )
    if request.status not in AFTER_DELIVERY:
        raise Conflict(
            _("Gói cước chỉ dành cho học sinh đã nhận máy. Hồ sơ này chưa bàn giao máy.")
        )
    if of_request(session, request.id):
        raise Conflict(_("Hồ sơ này đã đăng ký gói cước."))
    if not PHONE.fullmatch(registration.phone):
        raise Invalid(_("Số thuê bao có 10 chữ số, ví dụ 0912345678."), field="phone")
    package = DataPackage(
        request_id=request.id,
        operator=registration.operator,
        phone=registration.phone,
        sim_serial=registration.sim_serial.strip(),
        wording=benefit.wording,
        registered_at=clock.now(),
        registered_by=officer.id,
    )
    session.add(package)
    refresh(session, request)
    audit.record(session, "register_data_package", package, by=officer, request=request.code)
    told = wording.package_registered(
        request, benefit.wording, package.operator, mask_phone(package.phone)
    )
    notify(session, request.contact_id, told)
    return package


def activate(
    session: Session, officer: Officer, request_id: RequestId, version: int, on: date
) -> DataPackage:
    """Records that the operator opened the package; its last day follows from the programme."""
    request = open_for_action(session, officer, request_id, version)
    package = of_request(session, request.id)
    if package is None:
        raise Conflict(_("Hồ sơ này chưa đăng ký gói cước."))
    if package.activated_on:
        raise Conflict(_("Gói cước này đã mở rồi."))
    if on > clock.today():
        raise Invalid(_("Ngày mở gói chưa tới. Anh/chị ghi ngày nhà mạng đã mở."), field="on")
    benefit = _benefit(session, request)
    package.activated_on = on
    package.expires_on = last_day(on, benefit.months)
    refresh(session, request)
    audit.record(session, "activate_data_package", package, by=officer, request=request.code)
    told = wording.package_activated(request, benefit.wording, on, package.expires_on)
    notify(session, request.contact_id, told)
    return package


def of_request(session: Session, request_id: RequestId) -> DataPackage | None:
    """The package of a request, if one is registered."""
    return session.scalar(select(DataPackage).where(DataPackage.request_id == request_id))


def last_day(start: date, months: int) -> date:
    """The day before the same day `months` later; the month's end where that day does not exist."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    same_day = date(year, month, min(start.day, monthrange(year, month)[1]))
    return same_day if same_day.day < start.day else same_day - timedelta(days=1)


def _benefit(session: Session, request: SupportRequest) -> DataPackageBenefit:
    benefit = programme_of(session, request.revision_id).data_package
    if benefit is None:
        raise Conflict(_("Chương trình này không có gói cước."))
    return benefit
