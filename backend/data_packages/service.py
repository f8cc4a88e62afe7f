"""Registering a data package with an operator, and what became of it there."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.data_packages import wording as words_of_packages
from backend.data_packages.models import DataPackage, Operator, PackageState, RefusalReason
from backend.data_packages.open_lines import answer_open_line, end_open_lines
from backend.data_packages.rules import last_day
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.privacy import mask_phone
from backend.programmes.schema import DataPackageBenefit
from backend.programmes.service import programme_of
from backend.support_requests import wording
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.service import open_for_action, refresh
from backend.support_requests.telling import tell

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
    benefit = benefit_of(session, request)
    require_delivered(request)
    if of_request(session, request.id):
        raise Conflict(_("Hồ sơ này đã đăng ký gói cước."))
    require_phone(registration.phone)
    end_open_lines(session, request.id)
    return place(session, officer, request, benefit, registration)


def place(
    session: Session,
    officer: Officer,
    request: SupportRequest,
    benefit: DataPackageBenefit,
    registration: Registration,
) -> DataPackage:
    """Writes down that the package of a locked request was ordered, and tells the family. One that
    was to be ordered again goes on with what is registered now."""
    package = of_request(session, request.id)
    if package is None:
        package = DataPackage(request_id=request.id, unit_id=request.unit_id)
        package.wording = benefit.wording
        session.add(package)
    package.operator, package.phone = registration.operator, registration.phone
    package.sim_serial = registration.sim_serial.strip()
    package.registered_at, package.registered_by = clock.now(), officer.id
    package.state, package.refusal, package.operator_words = PackageState.ORDERED, None, ""
    refresh(session, request)
    audit.record(session, "register_data_package", package, by=officer, request=request.code)
    told = wording.package_registered(
        request, package.wording, package.operator, mask_phone(package.phone)
    )
    tell(session, request, told)
    return package


def activate(
    session: Session, officer: Officer, request_id: RequestId, version: int, on: date
) -> DataPackage:
    """Records that the operator opened the package; its last day follows from the programme."""
    request = open_for_action(session, officer, request_id, version)
    package = of_request(session, request.id)
    if package is None:
        raise Conflict(_("Hồ sơ này chưa đăng ký gói cước."))
    if package.state is PackageState.ACTIVE:
        raise Conflict(_("Gói cước này đã mở rồi."))
    if package.state is PackageState.TO_ORDER:
        raise Conflict(_("Gói cước này đang chờ đặt lại, nhà mạng chưa nhận được số mới."))
    if on > clock.today():
        raise Invalid(_("Ngày mở gói chưa tới. Anh/chị ghi ngày nhà mạng đã mở."), field="on")
    begin(session, officer, request, package, on)
    return package


def begin(
    session: Session, officer: Officer, request: SupportRequest, package: DataPackage, on: date
) -> None:
    """The operator opened it on a day: its term begins, and the family is told until when."""
    benefit = benefit_of(session, request)
    package.activated_on, package.expires_on = on, last_day(on, benefit.months)
    package.state, package.refusal, package.warned_days = PackageState.ACTIVE, None, None
    answer_open_line(session, request.id)
    refresh(session, request)
    audit.record(session, "activate_data_package", package, by=officer, request=request.code)
    tell(
        session,
        request,
        wording.package_activated(request, package.wording, on, package.expires_on),
    )


def hold_up(
    session: Session,
    officer: Officer,
    request: SupportRequest,
    package: DataPackage,
    reason: RefusalReason | None,
    words: str,
) -> None:
    """The operator did not open it: for `reason`, or for None because the law wants the SIM's owner
    verified first. `words` are the operator's own. The family hears it once for each new reason."""
    state = PackageState.REFUSED if reason else PackageState.NEEDS_IDENTITY
    is_news = (package.state, package.refusal) != (state, reason)
    package.state, package.refusal, package.operator_words = state, reason, words
    answer_open_line(session, request.id)
    refresh(session, request)
    audit.record(session, f"package_{state.value}", package, by=officer, request=request.code)
    if is_news:
        told = words_of_packages.needs_identity(request, package)
        if reason:
            told = words_of_packages.refused(request, package, reason)
        tell(session, request, told)


def of_request(session: Session, request_id: RequestId) -> DataPackage | None:
    """The package of a request, if one is registered."""
    return session.scalar(select(DataPackage).where(DataPackage.request_id == request_id))


def require_delivered(request: SupportRequest) -> None:
    """Raises `Conflict` with the reason while the child has no device."""
    if request.status is Status.NOT_RECEIVED:
        raise Conflict(
            _("Gia đình báo chưa nhận được máy. Anh/chị kiểm tra với gia đình rồi đăng ký gói.")
        )
    if request.status not in AFTER_DELIVERY:
        raise Conflict(
            _("Gói cước chỉ dành cho học sinh đã nhận máy. Hồ sơ này chưa bàn giao máy.")
        )


def require_phone(phone: str) -> None:
    """Raises `Invalid` for what is no number of a subscriber."""
    if not PHONE.fullmatch(phone):
        raise Invalid(_("Số thuê bao có 10 chữ số, ví dụ 0912345678."), field="phone")


def benefit_of(session: Session, request: SupportRequest) -> DataPackageBenefit:
    """What the request's programme promises. Raises `Conflict` where it has no package."""
    benefit = programme_of(session, request.revision_id).data_package
    if benefit is None:
        raise Conflict(_("Chương trình này không có gói cước."))
    return benefit
