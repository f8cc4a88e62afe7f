"""What a device can be, where it can be, and what can happen to it, with the words for each."""

from enum import StrEnum

from backend.i18n import N_, _


class DeviceKind(StrEnum):
    """What it is."""

    TABLET = "tablet"
    LAPTOP = "laptop"
    PHONE = "phone"
    DESKTOP = "desktop"
    TELEVISION = "television"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As officers call it."""
        return _(_KINDS[self])


_KINDS = {
    DeviceKind.TABLET: N_("Máy tính bảng"),
    DeviceKind.LAPTOP: N_("Máy tính xách tay"),
    DeviceKind.PHONE: N_("Điện thoại"),
    DeviceKind.DESKTOP: N_("Máy tính để bàn"),
    DeviceKind.TELEVISION: N_("Tivi, đầu thu"),
    DeviceKind.OTHER: N_("Loại khác"),
}


class Holder(StrEnum):
    """Who has it."""

    STOCK = "stock"
    WAY = "way"  # between two stocks
    FAMILY = "family"
    READER = "reader"  # on loan


class Condition(StrEnum):
    """How it is. Lost and scrapped are conditions too: they hide every other."""

    GOOD = "good"
    BROKEN = "broken"
    IN_REPAIR = "in_repair"
    LOST = "lost"
    SCRAPPED = "scrapped"


class DeviceState(StrEnum):
    """The one word for holder and condition."""

    IN_STOCK = "in_stock"
    ON_THE_WAY = "on_the_way"
    HANDED_OVER = "handed_over"
    LENT = "lent"
    BROKEN = "broken"
    IN_REPAIR = "in_repair"
    LOST = "lost"
    SCRAPPED = "scrapped"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_STATES[self])


_STATES = {
    DeviceState.IN_STOCK: N_("Trong kho"),
    DeviceState.ON_THE_WAY: N_("Đang chuyển"),
    DeviceState.HANDED_OVER: N_("Đã bàn giao"),
    DeviceState.LENT: N_("Đang cho mượn"),
    DeviceState.BROKEN: N_("Hỏng, chờ sửa"),
    DeviceState.IN_REPAIR: N_("Đang sửa"),
    DeviceState.LOST: N_("Mất"),
    DeviceState.SCRAPPED: N_("Đã thanh lý"),
}


class Happened(StrEnum):
    """What can happen to a device."""

    RECEIVED = "received"
    SENT = "sent"
    ACCEPTED = "accepted"
    CALLED_BACK = "called_back"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    LENT = "lent"
    EXTENDED = "extended"
    GIVEN_BACK = "given_back"
    BROKE = "broke"
    SENT_TO_REPAIR = "sent_to_repair"
    REPAIRED = "repaired"
    LOST = "lost"
    FOUND = "found"
    SCRAPPED = "scrapped"

    @property
    def label(self) -> str:
        """As the life of a device tells it."""
        return _(_HAPPENED[self])


_HAPPENED = {
    Happened.RECEIVED: N_("Nhập kho"),
    Happened.SENT: N_("Chuyển đi"),
    Happened.ACCEPTED: N_("Nơi nhận đã nhận"),
    Happened.CALLED_BACK: N_("Thôi chuyển, về kho cũ"),
    Happened.HANDED_OVER: N_("Bàn giao cho gia đình"),
    Happened.RETURNED: N_("Gia đình trả lại"),
    Happened.LENT: N_("Cho mượn"),
    Happened.EXTENDED: N_("Gia hạn mượn"),
    Happened.GIVEN_BACK: N_("Người mượn trả"),
    Happened.BROKE: N_("Báo hỏng"),
    Happened.SENT_TO_REPAIR: N_("Đưa đi sửa"),
    Happened.REPAIRED: N_("Sửa xong"),
    Happened.LOST: N_("Báo mất"),
    Happened.FOUND: N_("Tìm thấy"),
    Happened.SCRAPPED: N_("Thanh lý"),
}
