"""What a family reads about its request: one or two plain sentences, and the office that decides."""

from datetime import date

from backend.i18n import _, day
from backend.programmes.schema import Round
from backend.support_requests.models import SupportRequest


def submitted(request: SupportRequest, office: str, working_days: int) -> str:
    """After a request came in."""
    return _(
        "Em đã gửi đề nghị cho {child} đến {office}. Mã hồ sơ: {code}. "
        "Cán bộ sẽ trả lời trong {days} ngày làm việc. "
        "Anh/chị muốn xem hồ sơ đến đâu thì nhắn: trạng thái."
    ).format(child=request.recipient, office=office, code=request.code, days=working_days)


def supplemented(request: SupportRequest, office: str) -> str:
    """After the family added what was missing."""
    return _("Em đã chuyển phần bổ sung của hồ sơ {code} đến {office}.").format(
        code=request.code, office=office
    )


def withdrawn(request: SupportRequest) -> str:
    """After the family withdrew."""
    return _("Em đã rút hồ sơ {code}. Khi cần, anh/chị cứ gửi lại đề nghị mới.").format(
        code=request.code
    )


def approved(request: SupportRequest, office: str, thing: str) -> str:
    """After the last approval."""
    return _(
        "Tin vui ạ! {office} đã duyệt hồ sơ {code} của {child}. "
        "Khi có {thing}, cán bộ sẽ hẹn anh/chị ngày nhận. Anh/chị chưa cần làm gì thêm."
    ).format(office=office, code=request.code, child=request.recipient, thing=thing)


def queued(request: SupportRequest, office: str, awaited: Round | None) -> str:
    """After the last approval when the quota is used up, or the request came too late for the rounds
    that are open and the next one is awaited."""
    if awaited:
        return _(
            "{office} thấy {child} đủ điều kiện. Đợt này đã hết hạn nhận nên hồ sơ {code} chuyển sang "
            "đợt sau, mở ngày {day}; tới lượt em báo ngay. Anh/chị chưa cần làm gì."
        ).format(office=office, code=request.code, child=request.recipient, day=day(awaited.opens))
    return _(
        "{office} thấy {child} đủ điều kiện, nhưng đã hết chỉ tiêu đợt này. Hồ sơ {code} vào danh sách "
        "chờ; có thêm chỉ tiêu em báo ngay. Anh/chị chưa cần làm gì."
    ).format(office=office, code=request.code, child=request.recipient)


def reopened(request: SupportRequest, office: str) -> str:
    """After an appeal was right, or an approval has to be looked at once more."""
    return _(
        "{office} xét lại hồ sơ {code} của {child}. Có kết quả em báo ngay, anh/chị chưa cần làm gì."
    ).format(office=office, code=request.code, child=request.recipient)


def advanced(request: SupportRequest, step: str, next_step: str) -> str:
    """After an approval that is not the last one."""
    return _("Hồ sơ {code} đã qua bước «{step}» và đang chờ bước «{next_step}».").format(
        code=request.code, step=step, next_step=next_step
    )


def refused(request: SupportRequest, office: str, reason: str) -> str:
    """After a refusal."""
    return _(
        "{office} chưa duyệt được hồ sơ {code} của {child}. Lý do: {reason}\n"
        "Nếu thấy chưa đúng, anh/chị nhắn: khiếu nại."
    ).format(office=office, code=request.code, child=request.recipient, reason=reason)


def sent_back(request: SupportRequest, office: str, reason: str) -> str:
    """After an officer asked for something more."""
    return _(
        "{office} cần anh/chị bổ sung cho hồ sơ {code}: {reason}\nĐể trả lời, anh/chị nhắn: bổ sung."
    ).format(office=office, code=request.code, reason=reason)


def handed_over(request: SupportRequest, on: date, receiver: str, thing: str) -> str:
    """After an officer recorded a hand-over."""
    return _(
        "Cán bộ ghi là ngày {day} đã giao {thing} cho {receiver} theo hồ sơ {code}. "
        "Anh/chị đã nhận được {thing} chưa ạ? Nhắn: đã nhận, hoặc: chưa nhận."
    ).format(day=day(on), receiver=receiver, code=request.code, thing=thing)


def confirmed(request: SupportRequest, thing: str) -> str:
    """After the family confirmed the receipt."""
    wish = _("Chúc cả nhà mạnh khỏe!")
    if not request.is_for_household:
        wish = _("Chúc {child} học tốt!").format(child=request.child_name)
    words = _("Em cảm ơn anh/chị đã xác nhận nhận {thing}, hồ sơ {code}. {wish}")
    return words.format(code=request.code, thing=thing, wish=wish)


def package_registered(request: SupportRequest, package: str, operator: str, phone: str) -> str:
    """After a data package was registered; `phone` comes masked."""
    return _(
        "{package} cho {child} đã được đăng ký với {operator}, số {phone}. "
        "Khi gói mở, em sẽ nhắn ngay."
    ).format(package=package, child=request.recipient, operator=operator, phone=phone)


def package_activated(request: SupportRequest, package: str, start: date, end: date) -> str:
    """After the operator activated it."""
    return _(
        "{package} cho {child} đã mở, dùng được từ {start} đến hết ngày {end}. "
        "Sau ngày đó nhà mạng có thể tính tiền."
    ).format(package=package, child=request.recipient, start=day(start), end=day(end))
