"""What follows from what: how long a package runs, when its end is told, and what a family hears."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from backend.data_packages.models import DataPackage, PackageState, RefusalReason
from backend.i18n import _, day
from backend.privacy import mask_phone

WARN_DAYS = (10, 3)  # before the last day
RENEW_DAYS = 30  # before the last day a new term may be given
# For these the family's own number is in question.
OTHER_NUMBER = (RefusalReason.WRONG_NUMBER, RefusalReason.OTHER_NETWORK)


def last_day(start: date, months: int) -> date:
    """The day before the same day `months` later; the month's end where that day does not exist."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    same_day = date(year, month, min(start.day, monthrange(year, month)[1]))
    return same_day if same_day.day < start.day else same_day - timedelta(days=1)


def runs(package: DataPackage, today: date) -> bool:
    """Whether it can be used today, by what the operator said."""
    return package.expires_on is not None and package.expires_on >= today


def warning_due(left: int, warned: int | None, days: Iterable[int] = WARN_DAYS) -> int | None:
    """Which warning is to be given when `left` days remain, the last day not counted and the one
    before at `warned`; None for none. One that was missed is given by the next, not twice."""
    due = min((each for each in days if 0 <= left <= each), default=None)
    return due if due is not None and (warned is None or due < warned) else None


def number_words(package: DataPackage) -> str:
    """The number that it is for, as its family recognises it: "091•••••78"."""
    return mask_phone(package.phone)


def state_words(package: DataPackage, today: date) -> str:
    """Where it stands, as a family hears it after "gói cước của con: "."""
    if package.state is not PackageState.ACTIVE and runs(package, today):
        words = _("dùng được đến hết ngày {day}. Đợt tiếp theo: {next}")
        return words.format(day=day(package.expires_on or today), next=_waiting(package))
    if package.state is not PackageState.ACTIVE:
        return _waiting(package)
    last = package.expires_on or today
    if last < today:
        words = _("đã hết hạn ngày {day}. Dùng tiếp thì nhà mạng có thể tính tiền.")
    else:
        words = _("đã mở, dùng đến hết ngày {day}. Sau ngày đó nhà mạng có thể tính tiền.")
    return words.format(day=day(last))


def _waiting(package: DataPackage) -> str:
    match package.state:
        case PackageState.NEEDS_IDENTITY:
            words = _(
                "SIM chưa xác thực chủ thuê bao nên {operator} chưa mở được; máy không hỏng. "
                "Anh/chị mang căn cước và điện thoại lắp SIM đó đến cửa hàng {operator}."
            )
        case PackageState.REFUSED if package.refusal in OTHER_NUMBER:
            words = _(
                "{operator} báo số đăng ký chưa đúng. Cán bộ sẽ hỏi lại anh/chị số đang dùng."
            )
        case PackageState.REFUSED:
            words = _("{operator} chưa mở được. Cán bộ đang hỏi lại, anh/chị chưa cần làm gì.")
        case PackageState.TO_ORDER:
            words = _("cán bộ đang đặt lại với {operator}. Khi gói mở, em sẽ nhắn ngay.")
        case _:
            words = _("đã đăng ký với {operator}, đang chờ mở. Khi gói mở, em sẽ nhắn ngay.")
    return words.format(operator=package.operator)
