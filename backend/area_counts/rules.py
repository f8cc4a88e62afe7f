"""What is known of an area from its own entry and those of its parts. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

MOST = 100_000_000
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Total:
    """What is known of an area. `count` is None while a part has not told; `own` when the area
    entered it itself; `told` and `missing` count the parts."""

    count: int | None
    own: bool = False
    told: int = 0
    missing: int = 0


UNKNOWN = Total(None)


def total(own: int | None, parts: Sequence[Total]) -> Total:
    """The own entry comes first, for who signs it answers for it; else the sum of all parts, and
    nothing while one of them is missing: a sum with holes is no denominator."""
    told = sum(part.count is not None for part in parts)
    missing = len(parts) - told
    if own is not None:
        return Total(own, own=True, told=told, missing=missing)
    if not parts or missing:
        return Total(None, told=told, missing=missing)
    return Total(sum(part.count or 0 for part in parts), told=told)


def year_of(until: date | None, today: date) -> int:
    """The year whose numbers a period is held against: that of its last day, or of today while the
    period goes on."""
    return min(until or today, today).year


def number(text: str) -> int | None:
    """ "12.500" -> 12500; None for what is no such number."""
    plain = text.strip().replace(".", "").replace(" ", "")
    is_number = plain.isascii() and plain.isdigit() and len(plain) < 10
    return int(plain) if is_number and int(plain) <= MOST else None


def years(today: date) -> Iterator[int]:
    """Those that can be entered, the newest first: next year's is known before it begins."""
    yield from range(today.year + 1, today.year - 6, -1)
