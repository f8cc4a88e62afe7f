"""The states of a need, how urgent it is, what is given, and what can happen."""

from enum import StrEnum

from backend.i18n import N_, _


class NeedState(StrEnum):
    """How far a need is. Stored for the list's sake, always derived by `rules.state_of`."""

    OPEN = "open"
    MATCHED = "matched"  # somebody promised something
    PARTLY = "partly"  # a part has arrived
    MET = "met"
    CLOSED = "closed"  # an officer ended it without its being met

    @property
    def label(self) -> str:
        """As officers and sponsors read it."""
        return _(_STATES[self])


_STATES = {
    NeedState.OPEN: N_("Chưa có ai giúp"),
    NeedState.MATCHED: N_("Đã có người hứa giúp"),
    NeedState.PARTLY: N_("Đã nhận một phần"),
    NeedState.MET: N_("Đã đủ"),
    NeedState.CLOSED: N_("Đã đóng"),
}
# What a sponsor can still help with.
WANTED = (NeedState.OPEN, NeedState.MATCHED, NeedState.PARTLY)


class Urgency(StrEnum):
    """How long a need can wait; the values are those of the form that teachers fill in."""

    DANGER = "danger"
    TERM = "term"
    YEAR = "year"

    @property
    def label(self) -> str:
        """As the form words it."""
        return _(_URGENCIES[self])


_URGENCIES = {
    Urgency.DANGER: N_("Nguy hiểm, cần ngay"),
    Urgency.TERM: N_("Cần trong học kỳ này"),
    Urgency.YEAR: N_("Cần trong năm học"),
}


class PledgeKind(StrEnum):
    """In what form a sponsor gives."""

    MONEY = "money"
    GOODS = "goods"
    WORKS = "works"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_PLEDGES[self])


_PLEDGES = {
    PledgeKind.MONEY: N_("Tiền"),
    PledgeKind.GOODS: N_("Hiện vật"),
    PledgeKind.WORKS: N_("Công trình, công sức"),
}


class NeedHappened(StrEnum):
    """What can happen to a need."""

    REPORTED = "reported"
    CHANGED = "changed"
    PICTURED = "pictured"  # a photo was put to it
    PUSHED = "pushed"  # to the humanitarian platform
    PLEDGED = "pledged"
    WITHDRAWN = "withdrawn"  # a pledge
    RECEIVED = "received"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_HAPPENED[self])


_HAPPENED = {
    NeedHappened.REPORTED: N_("Ghi nhu cầu"),
    NeedHappened.CHANGED: N_("Sửa nội dung"),
    NeedHappened.PICTURED: N_("Thêm ảnh"),
    NeedHappened.PUSHED: N_("Đưa lên nền tảng Nhân đạo"),
    NeedHappened.PLEDGED: N_("Có người hứa giúp"),
    NeedHappened.WITHDRAWN: N_("Bỏ lời hứa"),
    NeedHappened.RECEIVED: N_("Trường đã nhận"),
    NeedHappened.CLOSED: N_("Đóng nhu cầu"),
    NeedHappened.REOPENED: N_("Mở lại"),
}
