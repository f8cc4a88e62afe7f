"""Reads citizen ids: 12 digits (căn cước) or 9 (chứng minh nhân dân).

There is no check digit: what passes has the right form (a province that issued cards, a century
that has begun) and may still be wrong.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vn_ident import CardNumber, is_valid_cmnd, is_valid_phone, parse_cccd

from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.digits import plain_digits, without_letters
from backend.poverty_lists.reading.formats.content import Value
from backend.poverty_lists.reading.problems import Kind

_ROUNDED = re.compile(r"\d[.,]?\d*\s*e\s*\+\s*\d+", re.IGNORECASE)
_ROUNDED_TAIL = "00000"
_DIGITS = re.compile(r"[0-9]+")
_CARD = 12
_PREFIX = 6  # digits of a card that say everything but its running number
_WHOLE = 8  # digits from which a run of them is a number of its own, not a part of a spaced one
_YEAR = re.compile(r"(?:19|20)\d\d")


class CitizenId(NamedTuple):
    """The id in 12 or 9 digits, as the cell has it, and what was wrong with it."""

    raw: str = ""
    value: str | None = None
    problem: Kind | None = None


_NONE = CitizenId()


def read_citizen_id(value: Value | None, today: date) -> CitizenId:
    """The best number in a cell; none, with the reason, where there is no sound one."""
    if value is None:
        return _NONE
    if type(value) is str and _is_card(value, today):  # nearly every row, told quickly
        return CitizenId(value, value)
    raw = text(value)
    if _is_card(raw, today):
        return CitizenId(raw, raw)
    numeric = isinstance(value, float | int)
    if _ROUNDED.search(raw) or (numeric and raw.endswith(_ROUNDED_TAIL)):
        return CitizenId(raw, None, Kind.CITIZEN_ID_ROUNDED)
    if not raw.strip("'.-/ "):
        return CitizenId(raw)
    return _from_text(raw, numeric, today)


def _from_text(raw: str, numeric: bool, today: date) -> CitizenId:
    content = plain_digits(raw)
    mended = without_letters(content)
    found = sorted((_read(number, numeric, today) for number in _numbers(mended)), key=_worth)
    if not found:
        return CitizenId(raw, None, Kind.CITIZEN_ID_WRONG)
    best, trouble = found[0]
    if len(found) > 1 and best:
        trouble = Kind.CITIZEN_ID_TWO
    elif mended != content and best:
        trouble = Kind.CITIZEN_ID_LETTERS
    return CitizenId(raw, best, trouble)


def card_of(citizen_id: str | None) -> CardNumber | None:
    """What a 12-digit id says of its holder: province, sex, year of birth."""
    if citizen_id is None or len(citizen_id) != _CARD:
        return None
    return _kind_of_card(citizen_id[:_PREFIX])


@lru_cache(maxsize=100_000)
def _kind_of_card(prefix: str) -> CardNumber | None:
    return parse_cccd(prefix + "0" * (_CARD - _PREFIX))


def _numbers(raw: str) -> list[str]:
    runs: list[str] = _DIGITS.findall(raw)
    whole = [run for run in runs if len(run) >= _WHOLE]
    if whole or not runs:
        return whole
    # "046 085 001 234", "046.085.001.234"
    return ["".join(runs)]


def _read(number: str, numeric: bool, today: date) -> tuple[str | None, Kind | None]:
    if _is_card(number, today) or is_valid_cmnd(number):
        return number, None
    # As a number Hà Nội's 001... loses two zeros; a text of ten digits is rather a phone.
    if len(number) == 11 or (len(number) == 10 and numeric):
        padded = number.zfill(_CARD)
        if _is_card(padded, today):
            return padded, Kind.CITIZEN_ID_REPAIRED
    if len(number) == 10 and is_valid_phone(number):
        return None, Kind.CITIZEN_ID_PHONE
    if _YEAR.fullmatch(number):
        return None, Kind.CITIZEN_ID_YEAR
    short = len(number) in (8, 10)
    return None, Kind.CITIZEN_ID_SHORT if short else Kind.CITIZEN_ID_WRONG


def _is_card(number: str, today: date) -> bool:
    if len(number) != _CARD or not (number.isascii() and number.isdecimal()):
        return False
    card = _kind_of_card(number[:_PREFIX])
    return card is not None and card.birth_year <= today.year


def _worth(found: tuple[str | None, Kind | None]) -> tuple[bool, bool, int]:
    """Sorts the best first: found before not found, untouched before repaired, longer first."""
    value, trouble = found
    return value is None, trouble is not None, -len(value or "")
