"""Reads how many households a file says it holds: "Tổng cộng: 112 hộ (HN: 64; HCN: 48)"."""

import re
from collections.abc import Iterable
from dataclasses import asdict, replace

from backend.poverty_lists.draft import StatedCount
from backend.vietnamese import fold

_NUMBER = r"(?<!nam )(?<![\d.])(\d{1,3}(?:\.\d{3})+|\d+)"
_POOR = r"(?<!\w)(?:ho ngheo|hn|(?<!can )ngheo)"
_NEAR_POOR = r"(?<!\w)(?:ho can ngheo|can ngheo|hcn|cn)"
_HOUSEHOLDS = r"ho(?!\w)(?!\s*(?:can\s*)?ngheo)"
_PATTERNS = {
    "poor": re.compile(rf"{_POOR}\s*[:=]\s*{_NUMBER}|{_NUMBER}\s*{_POOR}(?!\w)"),
    "near_poor": re.compile(rf"{_NEAR_POOR}\s*[:=]\s*{_NUMBER}|{_NUMBER}\s*{_NEAR_POOR}(?!\w)"),
    "total": re.compile(rf"tong so ho\s*[:=]\s*{_NUMBER}|{_NUMBER}\s*{_HOUSEHOLDS}"),
}


def read_counts(content: str) -> StatedCount:
    """The counts that a line states; what it does not state is `None`."""
    folded = fold(content)
    return StatedCount(**{name: _found(pattern, folded) for name, pattern in _PATTERNS.items()})


def first_counts(lines: Iterable[str]) -> StatedCount:
    """The first statement of each figure."""
    counts = StatedCount()
    for line in lines:
        counts = merge_counts(counts, read_counts(line))
    return counts


def merge_counts(first: StatedCount, second: StatedCount) -> StatedCount:
    """`first`, with the figures that it lacks taken from `second`."""
    known = {name: value for name, value in asdict(first).items() if value is not None}
    return replace(second, **known)


def add_counts(counts: Iterable[StatedCount]) -> StatedCount:
    """The sum over the tables of a file; a figure that one of them does not state stays `None`."""
    counts = list(counts)
    return StatedCount(
        _sum([count.poor for count in counts]),
        _sum([count.near_poor for count in counts]),
        _sum([count.total for count in counts]),
    )


def _found(pattern: re.Pattern[str], folded: str) -> int | None:
    match = pattern.search(folded)
    if not match:
        return None
    digits = next(group for group in match.groups() if group)
    return int(re.sub(r"\D", "", digits)[:9])


def _sum(figures: list[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known and len(known) == len(figures) else None


def grand_total(counts: list[StatedCount]) -> StatedCount:
    """The last of several total rows, if it holds the earlier ones: otherwise all are subtotals,
    and one of them may be missing."""
    if not counts:
        return StatedCount()
    last = asdict(counts[-1])
    for name, figure in last.items():
        earlier = [count for count in (asdict(one)[name] for one in counts[:-1]) if count]
        if figure is not None and earlier and figure not in (sum(earlier), max(earlier)):
            return StatedCount()
        if figure is None and earlier:
            return StatedCount()
    return counts[-1]
