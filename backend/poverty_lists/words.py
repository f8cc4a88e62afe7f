"""What officers call the parts of a file."""

from backend.i18n import N_, _
from backend.poverty_lists.draft import LegacyFont, Shape, SheetRole
from backend.poverty_lists.models import Change

_ROLES = {
    SheetRole.LIST: N_("danh sách"),
    SheetRole.SUMMARY: N_("không đọc, không phải danh sách"),
    SheetRole.HIDDEN: N_("không đọc, trang đang ẩn"),
    SheetRole.EMPTY: N_("trang trống"),
}
_FONTS = {
    LegacyFont.TCVN3: "TCVN3 (.VnTime, .VnArial)",
    LegacyFont.VNI: "VNI (VNI-Times)",
    LegacyFont.VISCII: "VISCII",
    LegacyFont.VPS: "VPS",
}
_SHAPES = {
    Shape.HOUSEHOLDS: N_("mỗi dòng một hộ"),
    Shape.MEMBERS: N_("mỗi dòng một người, chủ hộ đứng đầu"),
    Shape.PUPILS: N_("mỗi dòng một học sinh"),
}
_CHANGES = {
    Change.ENTERED: N_("Mới vào danh sách"),
    Change.SAME: N_("Giữ nguyên"),
    Change.STANDING: N_("Đổi diện"),
    Change.MOVED: N_("Chuyển thôn"),
    Change.CORRECTED: N_("Sửa tên, năm sinh hoặc số căn cước"),
}


def role_label(role: SheetRole) -> str:
    """What was done with a sheet."""
    return _(_ROLES[role])


def font_label(font: LegacyFont) -> str:
    """An old encoding with the fonts by which it is known."""
    return _FONTS[font]


def shape_label(shape: Shape) -> str:
    """What one row of a table is."""
    return _(_SHAPES[shape])


def change_label(change: Change) -> str:
    """What became of a household."""
    return _(_CHANGES[change])
