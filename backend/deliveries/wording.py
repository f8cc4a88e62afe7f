"""What a family reads about fetching what it was given; `thing` is what that is: "máy", "chăn ấm"."""

from backend.deliveries.models import HandOverDay
from backend.i18n import _, day
from backend.support_requests.models import SupportRequest


def invited(request: SupportRequest, planned: HandOverDay, thing: str) -> str:
    """After the family was put on the list of a day."""
    return _(
        "Mời anh/chị đến nhận {thing} cho {child} lúc {time} ngày {day}, tại {place}. "
        "Mang theo căn cước công dân giúp em. Mã hồ sơ: {code}."
    ).format(**_about(request, planned, thing))


def moved(request: SupportRequest, planned: HandOverDay, thing: str) -> str:
    """After place, day or time changed."""
    return _(
        "Lịch nhận {thing} của {child} đổi lại: {time} ngày {day}, tại {place}. "
        "Anh/chị đến theo lịch mới này giúp em. Mã hồ sơ: {code}."
    ).format(**_about(request, planned, thing))


def called_off(request: SupportRequest, planned: HandOverDay, thing: str, reason: str) -> str:
    """After the whole day was called off."""
    return _(
        "Buổi nhận {thing} ngày {day} không diễn ra: {reason} "
        "Anh/chị chưa cần đến, cán bộ sẽ hẹn ngày khác. Mã hồ sơ: {code}."
    ).format(reason=_sentence(reason), **_about(request, planned, thing))


def taken_off(request: SupportRequest, planned: HandOverDay, thing: str) -> str:
    """After this family alone was taken off the list."""
    return _(
        "Ngày {day} anh/chị chưa cần đến nhận {thing}. Cán bộ sẽ hẹn ngày khác. Mã hồ sơ: {code}."
    ).format(**_about(request, planned, thing))


def missed(request: SupportRequest, planned: HandOverDay, thing: str) -> str:
    """After nobody of the family came."""
    return _(
        "Ngày {day} gia đình chưa đến nhận {thing} cho {child}. Phần của gia đình vẫn giữ ở xã, "
        "cán bộ sẽ hẹn ngày khác. Mã hồ sơ: {code}."
    ).format(**_about(request, planned, thing))


def reminded(request: SupportRequest, thing: str) -> str:
    """When the family has not said whether the device came."""
    return _(
        "Anh/chị đã nhận được {thing} cho {child} chưa ạ? "
        "Nhắn giúp em: đã nhận, hoặc: chưa nhận. Mã hồ sơ: {code}."
    ).format(child=request.recipient, code=request.code, thing=thing)


def _about(request: SupportRequest, planned: HandOverDay, thing: str) -> dict[str, str]:
    return {
        "child": request.recipient,
        "thing": thing,
        "code": request.code,
        "time": planned.starts_at,
        "day": day(planned.held_on),
        "place": planned.place,
    }


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
