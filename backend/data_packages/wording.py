"""What a family is told about its data package, beside its registering and activating."""

from datetime import date

from backend.data_packages.models import DataPackage, RefusalReason
from backend.data_packages.operators import Carrier
from backend.data_packages.rules import OTHER_NUMBER
from backend.i18n import _, day
from backend.privacy import mask_phone
from backend.support_requests.models import SupportRequest


def needs_identity(request: SupportRequest, package: DataPackage) -> str:
    """The law's block of a SIM (circular 08/2026/TT-BKHCN): what it is, what to bring, where."""
    return _(
        "Gói cước của {child} chưa mở được vì SIM số {phone} chưa xác thực chủ thuê bao. Đây là quy "
        "định chung, máy không hỏng. Chủ SIM mang căn cước và điện thoại lắp SIM đó đến cửa hàng "
        "{operator}; SIM của con thì bố mẹ đứng tên. Không ai được thu tiền việc này. "
        "Xong rồi anh/chị nhắn: gặp cán bộ."
    ).format(child=request.recipient, phone=mask_phone(package.phone), operator=package.operator)


def refused(request: SupportRequest, package: DataPackage, reason: RefusalReason) -> str:
    """The operator could not open it, for a reason that officers look into."""
    if reason in OTHER_NUMBER:
        words = _(
            "{operator} báo số {phone} đăng ký gói cho {child} chưa đúng. Anh/chị xem lại số đang "
            "dùng; muốn báo số khác, anh/chị nhắn: gặp cán bộ."
        )
    else:
        words = _(
            "{operator} chưa mở được gói cước cho {child}, số {phone}. Cán bộ đang hỏi lại nhà mạng. "
            "Anh/chị chưa cần làm gì."
        )
    return words.format(
        operator=package.operator, phone=mask_phone(package.phone), child=request.recipient
    )


def corrected(request: SupportRequest, package: DataPackage) -> str:
    """Another number is to get the package."""
    words = _(
        "Cán bộ đã đổi số nhận gói cước của {child} thành {phone} ({operator}) và sẽ đăng ký lại. "
        "Số này chưa đúng, anh/chị nhắn: gặp cán bộ."
    )
    return words.format(
        child=request.recipient, phone=mask_phone(package.phone), operator=package.operator
    )


def renewed(request: SupportRequest, package: DataPackage) -> str:
    """A new term was granted."""
    words = _(
        "{child} được dùng gói cước thêm một đợt. Cán bộ sẽ đăng ký với {operator}; khi gói mở, em sẽ "
        "nhắn ngay."
    )
    return words.format(child=request.recipient, operator=package.operator)


def ends_soon(request: SupportRequest, package: DataPackage, last: date, carrier: Carrier) -> str:
    """Some days before the last one. A price is told only where the operator gave it in writing."""
    told = _("Gói cước của {child} (số {phone}) dùng đến hết ngày {day}.").format(
        child=request.recipient, phone=mask_phone(package.phone), day=day(last)
    )
    price = _("Sau ngày đó nhà mạng có thể tính tiền.")
    if carrier.price_after:
        price = _("Sau ngày đó, {operator} báo: {price}.").format(
            operator=package.operator, price=carrier.price_after
        )
    asking = _("Muốn biết giá hoặc cách dừng, anh/chị hỏi cửa hàng {operator}.")
    if carrier.hotline:
        asking = _("Muốn biết giá hoặc cách dừng, anh/chị gọi {operator} số {hotline}, miễn phí.")
    asked = asking.format(operator=package.operator, hotline=carrier.hotline)
    return f"{told} {price} {asked}"
