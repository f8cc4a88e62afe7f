"""Numbers, days and hours in words, as they are read aloud."""

from datetime import date
from itertools import pairwise

from backend.i18n import _

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ")
MOST = 10**12 - 1


def in_words(number: int) -> str:
    """0..999 999 999 999: 21 -> "hai mươi mốt", 105 -> "một trăm linh năm", 2026 -> "hai nghìn không
    trăm hai mươi sáu". Raises `ValueError` beyond."""
    if not 0 <= number <= MOST:
        raise ValueError("only numbers that somebody reads aloud")
    if number == 0:
        return _DIGITS[0]
    groups = [number // 1000**power % 1000 for power in (3, 2, 1, 0)]
    said: list[str] = []
    for power, group in zip((3, 2, 1, 0), groups, strict=True):
        if group:
            said += [_hundreds(group, whole=bool(said)), _GROUPS[power]]
    return " ".join(word for word in said if word)


def _hundreds(number: int, *, whole: bool) -> str:
    """One group of three digits; a `whole` one says its hundreds even if there are none."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    if tens > 1:
        said += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        said.append("mười")
    elif ones and said:
        said.append("linh")
    if ones == 1 and tens > 1:
        said.append("mốt")
    elif ones == 5 and tens:
        said.append("lăm")
    elif ones:
        said.append(_DIGITS[ones])
    return " ".join(said)


def day_in_words(day: date) -> str:
    """ "ngày năm tháng hai năm hai nghìn không trăm hai mươi sáu"; the fourth month is "tháng tư", and
    days up to ten are "mùng"."""
    month = "tư" if day.month == 4 else in_words(day.month)
    number = f"mùng {in_words(day.day)}" if day.day <= 10 else in_words(day.day)
    return _("ngày {day} tháng {month} năm {year}").format(
        day=number, month=month, year=in_words(day.year)
    )


def hour_in_words(clock: str) -> str:
    """ "7:30" -> "bảy giờ ba mươi phút"; what is no such hour stays as it is."""
    hour, _colon, minute = clock.partition(":")
    if not (hour.isdigit() and minute.isdigit()):
        return clock
    said = _("{hour} giờ").format(hour=in_words(int(hour)))
    if int(minute):
        said += " " + _("{minute} phút").format(minute=in_words(int(minute)))
    return said


def digits_in_words(number: str) -> str:
    """A telephone number digit by digit, in breaths of three or four: "0234 3878" -> "không hai ba
    bốn, ba tám bảy tám"."""
    digits = [character for character in number if character.isascii() and character.isdigit()]
    first = len(digits) % 3 + 3 if len(digits) % 3 else 3
    cuts = [0, first, *range(first + 3, len(digits) + 1, 3)]
    breaths = [digits[start:end] for start, end in pairwise(cuts)]
    return ", ".join(" ".join(_DIGITS[int(digit)] for digit in breath) for breath in breaths)
