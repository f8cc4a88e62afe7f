"""A date as people here type it: the day first, whatever computer they sit at. Pure."""

import re
from datetime import date

from backend.i18n import N_
from backend.vietnamese import fold

LONGEST = 40  # letters of a date that is written out
HOW = N_("Anh/chị ghi ngày trước, rồi tháng, năm. Ví dụ: 15/3/2026.")
YEARS = range(2000, 2100)  # of what an office writes down or plans; 26 is 2026

_BETWEEN = r"(?: ?[/.\\,–—-] ?| )"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?:ngay ?)?(?P<day>\d\d?){_BETWEEN}(?P<month>\d\d?){_BETWEEN}(?P<year>\d\d|\d{{4}})",
        r"(?:ngay ?)?(?P<day>\d\d?) ?thang ?(?P<month>\d\d?),? ?nam ?(?P<year>\d{4})",
        rf"(?P<year>\d{{4}}){_BETWEEN}(?P<month>\d\d?){_BETWEEN}(?P<day>\d\d?)",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d|\d{4})",
    )
)


def read_day(text: str) -> date | None:
    """5/3/2026, 05-03-2026, 5.3.26, 05032026, "ngày 5 tháng 3 năm 2026" and, as addresses have it,
    2026-03-05: the fifth of March. None for anything else, and for a day that no calendar has."""
    if len(text) > LONGEST:
        return None
    typed = fold(text).rstrip(" .")
    for form in _FORMS:
        if found := form.fullmatch(typed):
            return _day(found["year"], int(found["month"]), int(found["day"]))
    return None


def typed_day(day: date) -> str:
    """A date as a field shows it: 05/03/2026."""
    return f"{day:%d/%m/%Y}"


def _day(year: str, month: int, day: int) -> date | None:
    whole = int(year) + (YEARS.start if len(year) == 2 else 0)
    try:
        return date(whole, month, day) if whole in YEARS else None
    except ValueError:
        return None
