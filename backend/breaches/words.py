"""What the workbook of breaches calls its receivers and kinds of data."""

from enum import StrEnum

from backend.i18n import N_, _


class Told(StrEnum):
    """Who hears of a breach."""

    AUTHORITY = "authority"
    ZALO = "zalo"
    PEOPLE = "people"
    SUPERIOR = "superior"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_TOLD[self])


_TOLD = {
    Told.AUTHORITY: N_("Cơ quan bảo vệ dữ liệu cá nhân (A05)"),
    Told.ZALO: N_("Zalo"),
    Told.PEOPLE: N_("Người dân bị ảnh hưởng"),
    Told.SUPERIOR: N_("Cấp trên"),
}

DATA = {
    "names": N_("họ tên, năm sinh, nơi ở"),
    "children": N_("dữ liệu của trẻ em"),
    "phones": N_("số điện thoại, số SIM"),
    "citizen_ids": N_("số định danh"),
    "standing": N_("diện hộ nghèo, hoàn cảnh, dân tộc"),
    "messages": N_("tin nhắn, ảnh gia đình gửi"),
    "officers": N_("tài khoản, mật khẩu của cán bộ"),
    "other": N_("loại khác, ghi ở phần việc đã xảy ra"),
}


def data_told(codes: str) -> str:
    """ "names, phones" in words."""
    return "; ".join(_(DATA[code]) for code in codes.split(", ") if code in DATA)


def people_told(count: int | None, is_counted: bool) -> str:
    """ "120 người (đã đếm)", "khoảng 1.250 người (ước tính)"; "" while nobody can say."""
    if count is None:
        return ""
    words = _("{count} người (đã đếm)") if is_counted else _("khoảng {count} người (ước tính)")
    return words.format(count=f"{count:,}".replace(",", "."))
