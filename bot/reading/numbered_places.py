"""A commune whose name ends in a number, beside an hour: "thư viện A Lưới 1 giờ nào mở"."""

import re

from backend.vietnamese import fold
from bot.reading.phrases import line_of

# Behind the number, "giờ" asks for the hours and gives none: "giờ nào", "giờ mở cửa" at the end.
_ASKS_HOURS = (
    r"(?=gio (?:nao|gi|chi|mo nao|lam viec|hoat dong|phuc vu|dong cua|mo cua|mo|dong)"
    r"(?![^,.;?]*\b(?:khong|ko|k|hong|hok|chua)\b))"
)


def without_its_number(text: str, place: str) -> str:
    """The text without the number that ends the place's name, where an hour would be read in it:
    "A Lưới 1 giờ nào mở" asks for hours, "A Lưới 1 giờ chiều mở không" is left, for it tells one."""
    name, _end, number = fold(place).rpartition(" ")
    if not number.isdigit():
        return text
    own = " ".join(name.split()[1:])  # without "xã"
    line = line_of(text)
    found = re.search(rf"(?<=\b{re.escape(own)} ){number} ?{_ASKS_HOURS}", fold(line))
    if not own or found is None or len(fold(line)) != len(line):
        return text
    return line[: found.start()] + line[found.end() :]
