"""Reads citizen ids: 12 digits (căn cước) or 9 (chứng minh nhân dân).

There is no check digit: what passes has the right form (a province that issued cards, a century
that has begun) and may still be wrong.
"""

import re
from dataclasses import dataclass
from datetime import date

from vn_ident import CardNumber, is_valid_cmnd, parse_cccd

from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.workbook import Value

_ROUNDED = re.compile(r"\d[.,]?\d*\s*e\s*\+\s*\d+", re.IGNORECASE)
_ROUNDED_TAIL = "00000"
_DIGITS = re.compile(r"[0-9]+")
_WHOLE = 8  # digits from which a run of them is a number of its own, not a part of a spaced one


@dataclass(frozen=True, slots=True)
class CitizenId:
    """The id in 12 or 9 digits, as the cell has it, and what was wrong with it."""

    raw: str = ""
    value: str | None = None
    problem: Kind | None = None


def read_citizen_id(value: Value | None, today: date) -> CitizenId:
    """The best number in a cell; none, with the reason, where there is no sound one."""
    raw = text(value)
    numbers = _numbers(raw)
    rounded = isinstance(value, float | int) and raw.endswith(_ROUNDED_TAIL)
    if _ROUNDED.search(raw) or rounded:
        return CitizenId(raw, None, Kind.CITIZEN_ID_ROUNDED)
    if not raw.strip("'.-/ "):
        return CitizenId(raw)
    found = sorted((_read(number, today) for number in numbers), key=_worth)
    if not found:
        return CitizenId(raw, None, Kind.CITIZEN_ID_WRONG)
    best, trouble = found[0]
    if len(found) > 1 and best:
        trouble = Kind.CITIZEN_ID_TWO
    return CitizenId(raw, best, trouble)


def card_of(citizen_id: str | None) -> CardNumber | None:
    """What a 12-digit id says of its holder: province, sex, year of birth."""
    return parse_cccd(citizen_id) if citizen_id else None


def _numbers(raw: str) -> list[str]:
    runs: list[str] = _DIGITS.findall(raw)
    whole = [run for run in runs if len(run) >= _WHOLE]
    if whole or not runs:
        return whole
    # "046 085 001 234", "046.085.001.234"
    return ["".join(runs)]


def _read(number: str, today: date) -> tuple[str | None, Kind | None]:
    if _is_card(number, today) or is_valid_cmnd(number):
        return number, None
    if len(number) == 11 and _is_card("0" + number, today):
        return "0" + number, Kind.CITIZEN_ID_REPAIRED
    return None, Kind.CITIZEN_ID_SHORT if len(number) == 8 else Kind.CITIZEN_ID_WRONG


def _is_card(number: str, today: date) -> bool:
    card = parse_cccd(number)
    return card is not None and card.birth_year <= today.year


def _worth(found: tuple[str | None, Kind | None]) -> tuple[bool, bool, int]:
    """Sorts the best first: found before not found, untouched before repaired, longer first."""
    value, trouble = found
    return value is None, trouble is not None, -len(value or "")
