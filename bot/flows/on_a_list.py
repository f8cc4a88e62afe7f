"""«Nhà em có trong danh sách không»: the person's own requests are told, a list never is, so that nobody
learns by asking who is poor."""

from backend.i18n import _
from backend.office import Office


def about_lists(office: Office) -> str:
    """Where a family is told of its own name, and what to do where it is missing."""
    phone = office.operator.phone
    where = _("trưởng thôn hoặc UBND xã ({phone})").format(phone=phone) if phone else ""
    words = _(
        "Danh sách hộ nghèo em không đọc qua tin nhắn, để giữ riêng cho từng nhà; anh/chị hỏi {where}. "
        "Sót tên nhà mình, anh/chị nhắn: danh sách chưa đúng."
    )
    return words.format(where=where or _("trưởng thôn hoặc UBND xã"))
