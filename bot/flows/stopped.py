"""What is true once somebody has stopped: what goes on without them, and who else has something."""

from collections.abc import Sequence

from backend.data_packages.models import PackageState
from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import Status, SupportRequest

_AT_OPERATOR = (PackageState.ORDERED, PackageState.NEEDS_IDENTITY, PackageState.ACTIVE)
_OVER = (Status.WITHDRAWN, Status.MERGED, Status.REFUSED)


def stopped(office: Office) -> str:
    """After the messages were stopped."""
    told = [_("Em đã dừng. Hồ sơ đã gửi vẫn được cán bộ xem."), *_at_operators(office)]
    return " ".join([*told, _("Muốn dùng lại, anh/chị cứ nhắn em.")])


def stopped_all(office: Office, withdrawn: Sequence[SupportRequest]) -> str:
    """After these requests were withdrawn as well."""
    gone = {request.code for request in withdrawn}
    codes = ", ".join(request.code for request in withdrawn)
    told = [_("Em đã rút {codes} và dừng mọi tin.").format(codes=codes)]
    rest = [r.code for r in office.requests() if r.status not in _OVER and r.code not in gone]
    if rest:
        words = _("{codes} đã có quyết định hoặc đã giao, em không rút được; anh/chị {way}.")
        told.append(words.format(codes=", ".join(rest), way=_way(office)))
    told += _at_operators(office)
    return " ".join([*told, _("Muốn dùng lại, anh/chị cứ nhắn em.")])


def _at_operators(office: Office) -> list[str]:
    """An operator that was sent a number has it until an officer has told it; then the package ends."""
    packages = (package for _request, package in office.data_packages())
    having = [each.operator.value for each in packages if each.state in _AT_OPERATOR]
    if not having:
        return []
    words = _("{operators} đã có số điện thoại để mở gói cước: cán bộ sẽ báo họ, gói có thể ngừng.")
    return [words.format(operators=", ".join(dict.fromkeys(having)))]


def _way(office: Office) -> str:
    phone = office.operator.phone
    return _("gọi {phone}").format(phone=phone) if phone else _("hỏi cán bộ xã")
