"""What is given, and who signs for its allocation."""

from enum import StrEnum

from backend.i18n import N_, _


class GiftKind(StrEnum):
    """As Kế hoạch 168/KH-UBND (17/11/2021), IV.8 has them, and data packages (II.4)."""

    MONEY = "money"
    DEVICE = "device"
    INFRASTRUCTURE = "infrastructure"
    PACKAGE = "package"

    @property
    def label(self) -> str:
        """As people read it."""
        return _(_KINDS[self])


_KINDS = {
    GiftKind.MONEY: N_("Tiền"),
    GiftKind.DEVICE: N_("Máy, thiết bị"),
    GiftKind.INFRASTRUCTURE: N_("Hạ tầng công nghệ thông tin"),
    GiftKind.PACKAGE: N_("Gói cước"),
}


class Side(StrEnum):
    """Who has to agree to an allocation (IV.8): two offices, two officers."""

    FATHERLAND = "fatherland"
    EDUCATION = "education"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_SIDES[self])


_SIDES = {
    Side.FATHERLAND: N_("Mặt trận Tổ quốc"),
    Side.EDUCATION: N_("Giáo dục (Văn hóa - Xã hội)"),
}
