"""The choices of the daily log and the yearly book, as people read them."""

from enum import StrEnum

from backend.i18n import N_, _


class Group(StrEnum):
    """Who came. Nobody is named, and nothing else is asked of anybody."""

    PUPIL = "pupil"
    ADULT = "adult"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_GROUPS[self])


_GROUPS = {Group.PUPIL: N_("Học sinh, trẻ em"), Group.ADULT: N_("Người lớn")}


class Purpose(StrEnum):
    """What for, in the words of Kế hoạch 156/KH-UBND (11/12/2017), I.1."""

    DOCUMENTS = "documents"
    LAW = "law"
    ENGLISH = "english"
    INFORMATION = "information"
    FUN = "fun"
    NOT_SAID = "not_said"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_PURPOSES[self])


_PURPOSES = {
    Purpose.DOCUMENTS: N_("Tra cứu tài liệu"),
    Purpose.LAW: N_("Tìm hiểu pháp luật"),
    Purpose.ENGLISH: N_("Học tiếng Anh trực tuyến"),
    Purpose.INFORMATION: N_("Tìm kiếm thông tin"),
    Purpose.FUN: N_("Giải trí"),
    Purpose.NOT_SAID: N_("Không ghi"),
}


class Money(StrEnum):
    """Where a cost was paid from (V.1, V.2; the district's budget is the commune's since 1/7/2025)."""

    BUDGET = "budget"
    DONATED = "donated"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_MONEY[self])


_MONEY = {Money.BUDGET: N_("Ngân sách nhà nước"), Money.DONATED: N_("Vốn xã hội hóa")}


class Collected(StrEnum):
    """What an item of the digital collection is."""

    BOOK = "book"
    FILM = "film"
    HISTORY = "history"
    LESSON = "lesson"

    @property
    def label(self) -> str:
        """As people read it."""
        return _(_COLLECTED[self])


_COLLECTED = {
    Collected.BOOK: N_("Sách, tài liệu"),
    Collected.FILM: N_("Phim"),
    Collected.HISTORY: N_("Lịch sử, văn hóa, con người địa phương"),
    Collected.LESSON: N_("Bài học trực tuyến"),
}
