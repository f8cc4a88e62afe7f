"""A broadcast in words."""

from collections.abc import Mapping

from backend.i18n import N_, _
from backend.message_templates.rules import VARIABLES, fill

_CHILDREN = (N_("Hồ Văn Mẫu"), N_("Kăn Thị Ví Dụ"), N_("Nguyễn Hoàng Thử Nghiệm"))

# Texts that a page leads to, by the name in its link; the sender changes them as needed.
_BEGINNINGS = {
    "breach": N_(
        "Em xin báo anh/chị: thông tin gia đình gửi cho Nối Sóng có thể đã bị người ngoài xem. Chúng em "
        "đang xử lý. Ai gọi xưng là cán bộ để xin tiền, xin mã hay mật khẩu thì anh/chị đừng đưa. Cần "
        "hỏi, anh/chị nhắn GẶP CÁN BỘ."
    ),
}


def beginning(name: str) -> str:
    """A text to begin with; "" for none."""
    return _(_BEGINNINGS[name]) if name in _BEGINNINGS else ""


def three_examples(text: str, values: Mapping[str, str]) -> list[str]:
    """The text as three invented families would read it."""
    usual = {name: _(value) for name, (_what, value) in VARIABLES.items()}
    return [
        fill(text, {**usual, **values, "child": _(child), "code": f"HT-2026-00000{number}"})
        for number, child in enumerate(_CHILDREN)
    ]


def duration(minutes: int) -> str:
    """About how long it takes."""
    if minutes < 2:
        return _("khoảng 1 phút")
    if minutes < 90:
        return _("khoảng {count} phút").format(count=minutes)
    return _("khoảng {count} giờ").format(count=round(minutes / 60))
