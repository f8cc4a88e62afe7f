"""A programme's rules in words, for whoever reads rather than writes its file."""

from collections.abc import Mapping
from typing import Any

from backend.administrative_units.models import Level
from backend.i18n import N_, _
from backend.programmes.schema import Eligible

_LEVELS = {
    Level.PROVINCE: N_("tỉnh"),
    Level.DISTRICT: N_("huyện"),
    Level.COMMUNE: N_("xã"),
    Level.HAMLET: N_("thôn"),
}
# The words of a file's keys, as far as officers have words for them.
_KEYS: Mapping[str, str] = {
    "name": N_("tên"),
    "offer": N_("lời giới thiệu"),
    "request_series": N_("chữ đầu mã hồ sơ"),
    "basis": N_("căn cứ"),
    "document": N_("văn bản"),
    "wording": N_("lời văn bản"),
    "eligible": N_("điều kiện"),
    "circumstances": N_("diện"),
    "without_device": N_("chưa có thiết bị"),
    "one_device_a_child": N_("mỗi học sinh một máy"),
    "one_device_a_household": N_("mỗi hộ một máy"),
    "steps": N_("bước"),
    "level": N_("cấp"),
    "roles": N_("vai trò"),
    "working_days": N_("ngày làm việc"),
    "benefits": N_("khoản hỗ trợ"),
    "follows": N_("đi sau"),
    "gigabytes": N_("GB"),
    "period": N_("tính theo"),
    "months": N_("số tháng"),
    "questions": N_("câu hỏi"),
    "title": N_("tiêu đề"),
    "examples": N_("cách hỏi"),
    "answer": N_("câu trả lời"),
    "next": N_("lời dẫn tiếp"),
    "source": N_("dựa vào"),
    "officers_decide": N_("cán bộ quyết định"),
    "status_first": N_("báo tình trạng hồ sơ trước"),
    "platforms": N_("trang học"),
    "link": N_("đường dẫn"),
    "publisher": N_("đơn vị cung cấp"),
    "until": N_("miễn phí đến"),
    "confirmed": N_("đã mở thử"),
    "sources": N_("nguồn"),
    "rounds": N_("đợt"),
    "opens": N_("mở"),
    "closes": N_("đóng"),
    "priority": N_("thứ tự ưu tiên"),
    "listed": N_("diện theo danh sách"),
    "claimed": N_("diện gia đình khai"),
}


def level_words(level: Level) -> str:
    """ "xã"."""
    return _(_LEVELS[level])


def key_words(key: str) -> str:
    """What a key of the file is called; the key itself where nobody has a word for it."""
    return _(_KEYS[key]) if key in _KEYS else key


def value_words(value: Any) -> str:
    """A value of the file as it is read; "" for none."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return "; ".join(map(value_words, value))
    if isinstance(value, dict):
        parts = (f"{key_words(key)}: {value_words(part)}" for key, part in value.items())
        return ", ".join(part for part in parts if not part.endswith(": "))
    return "" if value is None else str(value)


def conditions(eligible: Eligible) -> list[str]:
    """What must hold, one sentence a condition."""
    classes = ", ".join(each.label for each in eligible.circumstances)
    told = [_("Thuộc một trong các diện: {classes}.").format(classes=classes)]
    if eligible.without_device:
        told.append(_("Học sinh chưa có thiết bị học."))
    if eligible.one_device_a_child:
        told.append(_("Mỗi học sinh nhận một máy, trong mọi chương trình."))
    if eligible.one_device_a_household:
        told.append(_("Mỗi hộ nhận một máy, trong mọi chương trình."))
    return told
