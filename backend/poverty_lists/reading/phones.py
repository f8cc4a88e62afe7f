"""Reads phone numbers, which Excel likes to rob of their first zero."""

import re

from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.digits import plain_digits, without_letters
from backend.poverty_lists.reading.formats.content import Value

_BETWEEN = re.compile(r"[/;,\n]|\s-\s|\b(?:hoac|hoặc|và)\b")
_NOT_DIGIT = re.compile(r"\D+")
_COUNTRY = "84"
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")
# Eleven digits until 2018: Bộ Thông tin và Truyền thông, kế hoạch 798/QĐ-BTTTT, 30/5/2018.
_OLD = {
    **{f"016{digit}": f"03{digit}" for digit in range(2, 10)},
    **{"0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078"},
    **{"0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082"},
    **{"0186": "056", "0188": "058", "0199": "059"},
}


def read_phone(value: Value | None) -> str | None:
    """The first phone number of a cell, as text from its zero on; `None` where there is none."""
    content = without_letters(plain_digits(text(value)))
    parts = _BETWEEN.split(content)
    joined = _NOT_DIGIT.sub("", content)[:10]  # two numbers with a space between
    return next((found for part in [*parts, content, joined] if (found := _phone(part))), None)


def _phone(part: str) -> str | None:
    digits = _NOT_DIGIT.sub("", part)
    if digits.startswith(_COUNTRY) and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    elif digits and not digits.startswith("0") and len(digits) in (9, 10):
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in _OLD:
        digits = _OLD[digits[:4]] + digits[4:]
    return digits if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) else None
