"""Pure parts of an official paper: numbers, days, places and titles as Nghị định 30/2020/NĐ-CP wants
them (phụ lục I, mục II)."""

import re
from collections.abc import Sequence
from datetime import date

from backend.i18n import _
from backend.vietnamese import clean

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_TYPES = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_BLANK = "……"


def plain(text: str) -> str:
    """The text as one line that every format can hold: letters stay, what steers does not."""
    return clean(_NONCHARACTERS.sub("", text))


def agency(unit: str) -> tuple[str, str]:
    """ "xã A Lưới 1" -> the two lines of its people's committee."""
    return _("ỦY BAN NHÂN DÂN"), plain(unit).upper()


def place(unit: str) -> str:
    """Where a paper is written: "xã A Lưới 1" -> "A Lưới 1", but "Phường 12" and "Thành phố Hồ Chí
    Minh": units that are called by a number or a person keep their type."""
    name = plain(unit)
    for kind in _TYPES:
        rest = name[len(kind) + 1 :]
        if name.casefold().startswith(f"{kind} ") and rest:
            whole = rest.isdigit() or rest == "Hồ Chí Minh"
            return name[:1].upper() + name[1:] if whole else rest
    return name


def dateline(unit: str, day: date | None) -> str:
    """ "A Lưới 1, ngày 05 tháng 02 năm 2026": days to 9 and the first two months have two digits. With
    room to write where there is no day yet."""
    words = _("{place}, ngày {day} tháng {month} năm {year}")
    if day is None:
        return words.format(place=place(unit), day=_BLANK, month=_BLANK, year=_BLANK)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return words.format(place=place(unit), day=f"{day.day:02d}", month=month, year=day.year)


def long_day(day: date | None) -> str:
    """ "05 tháng 02 năm 2026", with room where there is none."""
    return dateline("x", day).partition(_("ngày"))[2].strip()


def number_line(number: str, symbol: str) -> str:
    """ "7/QĐ-UBND" -> "Số: 07/QĐ-UBND"; without a number there is room before the symbol."""
    counted, slash, rest = plain(number).partition("/")
    if not counted:
        return _("Số: {number}").format(number=f"{_BLANK}/{symbol}")
    counted = counted.zfill(2) if counted.isdigit() else counted
    return _("Số: {number}").format(number=counted + slash + rest)


def signing(title: str) -> Sequence[str]:
    """The lines above a signature: the head of a people's committee signs on its behalf, a deputy in
    the head's place; everybody else in the own office."""
    words = plain(title)
    folded = words.casefold()
    committee = _("TM. ỦY BAN NHÂN DÂN")
    if folded.startswith(("phó chủ tịch", "pct")):
        return committee, _("KT. CHỦ TỊCH"), _("PHÓ CHỦ TỊCH")
    if not words or folded.startswith("chủ tịch"):
        return committee, _("CHỦ TỊCH")
    return (words.upper(),)
