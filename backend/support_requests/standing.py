"""Where a request stands, in one or two sentences with the office that decides."""

from datetime import date

from backend.data_packages.models import PackageState
from backend.data_packages.rules import state_words
from backend.i18n import N_, _, day, weekday_name
from backend.support_requests.course import Course
from backend.support_requests.models import Status


def standing(course: Course) -> str:
    """Where a request stands: who has it, until when, and whether the family has to do something."""
    request, delivery = course.request, course.events.delivery
    words = _(_words(course)).format(
        office=course.office,
        due=in_words(course.due) if course.due else "",
        late=course.days_late,
        reason=course.reason,
        handed_over=day(delivery.handed_over_on) if delivery else "",
        after=_what_follows_receipt(course),
        continued_in=course.continued_in,
        thing=course.thing,
        opens=day(course.awaited.opens) if course.awaited else "",
    )
    return _("Hồ sơ {code} ({child}): {words}").format(
        code=request.code, child=request.recipient, words=words
    )


def _words(course: Course) -> str:
    if course.days_late:
        return _LATE
    status = course.request.status
    return _AWAITS if status is Status.QUEUED and course.awaited else _STANDING[status]


def in_words(on: date) -> str:
    """A date with its day of the week, which people plan by: "thứ Hai 30/11/2026"."""
    return f"{weekday_name(on.weekday())} {day(on)}"


def _what_follows_receipt(course: Course) -> str:
    package = course.package
    if course.package_is_owed:
        return _("Tiếp theo cán bộ đăng ký gói cước, em sẽ báo ngay.")
    if package is None:
        return _("Hồ sơ đã xong.")
    if package.state in _NOT_AS_PLANNED:
        return _("Gói cước: {state}").format(state=state_words(package, course.today))
    if package.expires_on:
        return _("Gói cước dùng đến hết ngày {day}.").format(day=day(package.expires_on))
    words = _("Gói cước đã đăng ký với {operator}, khi mở em sẽ báo ngay.")
    return words.format(operator=package.operator)


_NOT_AS_PLANNED = (PackageState.TO_ORDER, PackageState.NEEDS_IDENTITY, PackageState.REFUSED)
_LATE = N_(
    "{office} chưa trả lời, đã quá hẹn {late} ngày làm việc (hẹn {due}). Em xin lỗi anh/chị. "
    "Trên trang của cán bộ, hồ sơ này cũng hiện là quá hạn."
)
_AWAITS = N_(
    "{office} thấy đủ điều kiện. Đợt trước đã hết hạn nhận, hồ sơ đang trong danh sách chờ của đợt sau, "
    "mở ngày {opens}. Anh/chị chưa cần làm gì."
)
_STANDING = {
    Status.WAITING: N_(
        "{office} đang xem, sẽ trả lời chậm nhất hết {due}. Anh/chị chưa cần làm gì."
    ),
    Status.SENT_BACK: N_("{office} cần anh/chị bổ sung: {reason}\nAnh/chị nhắn: bổ sung."),
    Status.APPROVED: N_(
        "{office} đã duyệt. Khi có {thing}, cán bộ sẽ hẹn ngày nhận. Anh/chị chưa cần làm gì."
    ),
    Status.QUEUED: N_(
        "{office} thấy đủ điều kiện, nhưng đã hết chỉ tiêu đợt này. Hồ sơ đang trong danh sách chờ. "
        "Anh/chị chưa cần làm gì."
    ),
    Status.REFUSED: N_(
        "{office} chưa duyệt. Lý do: {reason}\nThấy chưa đúng, anh/chị nhắn: khiếu nại."
    ),
    Status.HANDED_OVER: N_(
        "cán bộ ghi ngày {handed_over} đã giao {thing}. Anh/chị nhắn: đã nhận, hoặc: chưa nhận."
    ),
    Status.NOT_RECEIVED: N_(
        "anh/chị báo chưa nhận {thing}, cán bộ đang kiểm tra. Nhận được rồi, anh/chị nhắn: đã nhận."
    ),
    Status.RECEIVED: N_("đã nhận {thing}. {after}"),
    Status.MERGED: N_(
        "đã gộp vào hồ sơ {continued_in} của cùng học sinh. Hồ sơ đó có tin gì, em nhắn anh/chị ngay."
    ),
    Status.WITHDRAWN: N_("anh/chị đã rút. Khi cần, anh/chị nhắn: xin {thing}."),
}
