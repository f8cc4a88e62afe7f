"""Reads and writes opening hours as officers type them: `T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00`.

Days are T2 to T7 and CN; several with commas or "đến". What people write otherwise is taken, too:
"Thứ hai đến thứ sáu: 7h30 - 11h30 và 13h30 - 17h", "hằng ngày 8h-20h", "chiều 1h30-5h", "CN nghỉ".
"""

import re
from collections.abc import Iterator

from backend.access_points.rules import Hours, Interval, Week, alike, in_order
from backend.errors import Invalid
from backend.i18n import _
from backend.vietnamese import fold

NOON = 12 * 60
DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_SUNDAY = 6

# On folded text, in this order.
_SPELLED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"\b(?:chu|chua) (?:nhat|nhut)\b|\bcn\b", "t8"),
        (r"\bcuoi tuan\b", "t7-t8"),
        (r"\b(?:hang|moi|cac|tat ca cac) ngay(?: trong tuan)?\b|\bca tuan\b", "t2-t8"),
        (r"\b(?:thu|t) ?(hai|2)\b", "t2"),
        (r"\b(?:thu|t) ?(ba|3)\b", "t3"),
        (r"\b(?:thu|t) ?(tu|bon|4)\b", "t4"),
        (r"\b(?:thu|t) ?(nam|5)\b", "t5"),
        (r"\b(?:thu|t) ?(sau|6)\b", "t6"),
        (r"\b(?:thu|t) ?(bay|7)\b", "t7"),
        (r"(t[2-8]) ?:", r"\1 "),
        (r"(?<=\d) ?(?:gio|h|g|:|\.) ?(?=\d\d\b)", ":"),
        (r"(?<=\d) ?(?:gio|h|g)(?!\w)", ":00"),
        (r"\bden\b|->|→|~|(?<=:\d\d) toi (?=\d)|(?<=t[2-8]) toi (?=t[2-8])", "-"),
        (r"\b(?:va|voi|cung)\b|&|\+", ","),
        (r"\b(?:nghi|dong cua|khong mo|dong)\b", "x"),
        (r"\b(?:chieu|toi|dem)\b", "p"),
        (r"\b(?:tu|luc|sang|trua|buoi|gio mo cua|mo cua|mo|ngay)\b", " "),
        # "T2-6", "T2,3,4"
        (r"(t[2-8]) ?- ?([2-7])(?![\d:])", r"\1-t\2"),
    )
)
_MORE_DAYS = re.compile(r"(t[2-8]) ?, ?([2-7])(?!\d|:\d| ?-)")
_TOKEN = re.compile(
    r"(?P<days>t([2-8])(?: ?- ?t([2-8]))?)"
    r"|(?P<hours>p? ?(\d{1,2})(?::(\d\d))? ?- ?p? ?(\d{1,2})(?::(\d\d))?(?!\d))"
    r"|(?P<closed>x)|(?P<between>[,:;. ()]+)|(?P<other>.)"
)


def read_week(text: str) -> Week:
    """Seven days of hours, Monday first. Raises `Invalid` in words."""
    week: list[list[Interval]] = [[] for _day in DAYS]
    days: set[int] = set()
    for number, part in enumerate(re.split(r"[;\n]+", text), 1):
        days, telling = set(), False  # the days are told again in each part
        for kind, token in _tokens(part, number):
            if kind == "days":
                days, telling = (days if telling else set()) | _days(token), True
                continue
            telling = False
            if not days:
                raise _unread(number)
            for day in days if kind == "hours" else ():
                week[day].append(_interval(token))
        if telling:
            raise _unread(number)
    return tuple(map(in_order, week))


def read_hours(text: str) -> Hours:
    """The hours of one day, none for "nghỉ" and for an empty text. Raises `Invalid` in words."""
    tokens = list(_tokens(text, 1)) if text.strip() else []
    if any(kind == "days" for kind, _token in tokens) or (text.strip() and not tokens):
        raise Invalid(_("Ở đây chỉ ghi giờ của một ngày, ví dụ: 8:00-11:00."))
    return in_order(_interval(token) for kind, token in tokens if kind == "hours")


def show_hours(hours: Hours) -> str:
    """7:30-11:30, 13:30-17:00."""
    return ", ".join(f"{show_minute(one.opens)}-{show_minute(one.closes)}" for one in hours)


def show_week(week: Week) -> str:
    """As `read_week` reads it; days without hours are left out."""
    return "; ".join(
        f"{', '.join(_show_days(*stretch) for stretch in stretches)} {show_hours(hours)}"
        for stretches, hours in alike(week)
    )


def _show_days(first: int, last: int) -> str:
    return DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"


def show_minute(minute: int) -> str:
    """450 -> 7:30."""
    return f"{minute // 60}:{minute % 60:02d}"


def _tokens(text: str, part: int) -> Iterator[tuple[str, re.Match[str]]]:
    line = fold(text)
    for pattern, meant in _SPELLED:
        line = pattern.sub(meant, line)
    line = re.sub(r"\s+", " ", line)
    while _MORE_DAYS.search(line):
        line = _MORE_DAYS.sub(r"\1, t\2", line)
    for token in _TOKEN.finditer(line):
        if token["other"]:
            raise _unread(part)
        if not token["between"]:
            yield str(token.lastgroup), token


def _days(token: re.Match[str]) -> set[int]:
    first, last = int(token[2]) - 2, int(token[3] or token[2]) - 2
    if last >= first:
        return set(range(first, last + 1))
    return {*range(first, _SUNDAY + 1), *range(last + 1)}  # "T6-T2" goes over the week's end


def _interval(token: re.Match[str]) -> Interval:
    opens, closes = (
        int(token[hour]) * 60 + int(token[minute] or 0) for hour, minute in ((5, 6), (7, 8))
    )
    if int(token[6] or 0) > 59 or int(token[8] or 0) > 59:
        raise Invalid(_("Số phút phải nhỏ hơn 60. Anh/chị xem lại giờ giúp em."))
    if "p" in token["hours"]:
        opens, closes = (at + NOON if at < NOON else at for at in (opens, closes))
    return Interval(opens, closes)


def _unread(part: int) -> Invalid:
    words = _(
        "Em chưa đọc được phần thứ {number}. "
        "Anh/chị ghi như: T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00."
    )
    return Invalid(words.format(number=part))
