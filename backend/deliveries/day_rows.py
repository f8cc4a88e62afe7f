"""Which families of a day are on one page: in a school yard nobody walks through two hundred."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backend.deliveries.day_queries import Listed
from backend.deliveries.models import RowNumber
from backend.i18n import N_, _
from backend.vietnamese import compact

ROWS = 20  # a page


class Shown(StrEnum):
    """Which families are looked at."""

    OPEN = "open"
    CAME = "came"
    AWAY = "away"
    ALL = "all"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_LABELS[self])

    def holds(self, line: Listed) -> bool:
        """Whether a family is among them."""
        came = {Shown.OPEN: None, Shown.CAME: True, Shown.AWAY: False}
        return self is Shown.ALL or line.row.came is came[self]


_LABELS = {
    Shown.OPEN: N_("Chưa điểm danh"),
    Shown.CAME: N_("Đã đến"),
    Shown.AWAY: N_("Vắng"),
    Shown.ALL: N_("Tất cả"),
}


@dataclass(frozen=True)
class DayPage:
    """Lines of one page; `next` is the row after which the following page starts, None on the last."""

    lines: tuple[Listed, ...]
    next: RowNumber | None


def page_of(lines: Sequence[Listed], shown: Shown, after: int = 0) -> DayPage:
    """The families of `shown` behind the row `after`; from the start again when nobody is left there."""
    held = [line for line in lines if shown.holds(line)]
    rest = [line for line in held if line.row.id > after] or held
    page = tuple(rest[:ROWS])
    return DayPage(page, page[-1].row.id if len(rest) > ROWS else None)


def found(lines: Sequence[Listed], words: str) -> DayPage:
    """Who is called so, or has this code, line or serial number: "hồ thị na", "000123", "17"."""
    wanted = compact(words)
    held = tuple(line for line in lines if wanted and _answers(line, wanted))
    return DayPage(held[:ROWS], None)


def of_rows(lines: Sequence[Listed], rows: Container[int]) -> DayPage:
    """The lines with these numbers: what a refused form showed."""
    return DayPage(tuple(line for line in lines if line.row.id in rows), None)


def _answers(line: Listed, wanted: str) -> bool:
    if wanted == str(line.number):
        return True
    if wanted.isdigit() and len(wanted) < 3:
        return False
    request = line.request
    texts = (request.recipient, request.head_name, request.code, line.shown)
    return any(wanted in compact(text) for text in texts)
