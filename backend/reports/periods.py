"""Periods that reports are written for: the one that goes on, and the one before it. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from backend.figures.rules import (
    Period,
    this_month,
    this_quarter,
    this_school_year,
    this_year,
)
from backend.i18n import N_, _

OWN = "own"  # days that the officer types
_KINDS: Sequence[tuple[str, Callable[[date], Period], str, str]] = (
    ("month", this_month, N_("Tháng này"), N_("Tháng trước")),
    ("quarter", this_quarter, N_("Quý này"), N_("Quý trước")),
    ("year", this_year, N_("Năm nay"), N_("Năm trước")),
    ("school-year", this_school_year, N_("Năm học này"), N_("Năm học trước")),
)


def choices(today: date) -> Iterator[tuple[str, str]]:
    """Code and words of each, with its days."""
    for code, period, words, before in _KINDS:
        yield code, _with_days(_(words), period(today))
        yield f"last-{code}", _with_days(_(before), _before(period, today))
    yield OWN, _("Tự chọn ngày")


def period_of(code: str, today: date) -> Period | None:
    """The days of a code; None for own days and for no code."""
    for name, period, _words, _before_words in _KINDS:
        if code == name:
            return period(today)
        if code == f"last-{name}":
            return _before(period, today)
    return None


def _before(period: Callable[[date], Period], today: date) -> Period:
    since = period(today).since
    return period(since - timedelta(days=1)) if since else period(today)


def _with_days(words: str, period: Period) -> str:
    return f"{words} ({period.since:%d/%m/%Y} – {period.until:%d/%m/%Y})"
