"""What officers do with a package between orders: another number, a verified SIM, another term."""

from datetime import timedelta

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.data_packages import wording
from backend.data_packages.models import DataPackage, PackageState
from backend.data_packages.open_lines import end_open_lines
from backend.data_packages.rules import RENEW_DAYS
from backend.data_packages.service import Registration, of_request, require_phone
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.service import open_for_action, refresh
from backend.support_requests.telling import tell

HELD_UP = (PackageState.NEEDS_IDENTITY, PackageState.REFUSED)


def correct(
    session: Session,
    officer: Officer,
    request_id: RequestId,
    version: int,
    registration: Registration,
    reason: str,
) -> DataPackage:
    """Another number or operator gets the package, which is ordered again. Raises `Invalid` without
    a reason or a usable number, `Conflict` when nothing would change."""
    request, package = _open(session, officer, request_id, version)
    require_phone(registration.phone)
    _require_reason(reason)
    serial = registration.sim_serial.strip()
    new = (registration.operator, registration.phone, serial)
    if new == (package.operator, package.phone, package.sim_serial):
        raise Conflict(_("Số và nhà mạng vẫn như cũ, chưa có gì để sửa."))
    package.operator, package.phone, package.sim_serial = new
    package.activated_on = package.expires_on = package.warned_days = None
    package.note = reason.strip()
    _order_again(session, package)
    refresh(session, request)
    audit.record(session, "correct_package_number", package, by=officer, request=request.code)
    tell(session, request, wording.corrected(request, package))
    return package


def order_again(
    session: Session, officer: Officer, request_id: RequestId, version: int
) -> DataPackage:
    """The same number once more: the SIM's owner is verified, or the operator has mended its fault.
    Raises `Conflict` for a package that nothing holds up."""
    request, package = _open(session, officer, request_id, version)
    if package.state not in HELD_UP:
        raise Conflict(_("Gói này không bị vướng ở nhà mạng, không cần đặt lại."))
    _order_again(session, package)
    refresh(session, request)
    audit.record(session, "order_package_again", package, by=officer, request=request.code)
    return package


def renew(
    session: Session, officer: Officer, request_id: RequestId, version: int, reason: str
) -> DataPackage:
    """Another term of the same length, granted by what `reason` names. The days of the present term
    stay until the new one begins. Raises `Conflict` long before its end, `Invalid` without a reason."""
    request, package = _open(session, officer, request_id, version)
    if package.state is not PackageState.ACTIVE or package.expires_on is None:
        raise Conflict(_("Chỉ gia hạn được gói đã mở."))
    earliest = package.expires_on - timedelta(days=RENEW_DAYS)
    if clock.today() < earliest:
        words = _("Gói còn lâu mới hết. Gia hạn được từ {count} ngày trước ngày cuối.")
        raise Conflict(words.format(count=RENEW_DAYS))
    _require_reason(reason)
    package.term += 1
    package.note = reason.strip()
    _order_again(session, package)
    refresh(session, request)
    audit.record(session, "renew_data_package", package, by=officer, request=request.code)
    tell(session, request, wording.renewed(request, package))
    return package


def _open(
    session: Session, officer: Officer, request_id: RequestId, version: int
) -> tuple[SupportRequest, DataPackage]:
    request = open_for_action(session, officer, request_id, version)
    package = of_request(session, request.id)
    if package is None:
        raise Conflict(_("Hồ sơ này chưa đăng ký gói cước."))
    return request, package


def _order_again(session: Session, package: DataPackage) -> None:
    package.state, package.refusal, package.operator_words = PackageState.TO_ORDER, None, ""
    end_open_lines(session, package.request_id)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(_("Anh/chị ghi lý do, để người kiểm tra sau này hiểu."), field="reason")
