"""Finds the name of a school among what is said with it ("cháu học lớp 5 trường ... ạ"), and tells
it from words that only speak of one: "xa lắm", "nhà nghèo"."""

import re

from backend.vietnamese import clean, fold, normal
from bot.reading.gleaning import BIRTH, CLASS, PHONE_SAID, ROOM_AT_SCHOOL

# Without marks; whoever writes one of these names a school, whatever else is said.
_LABEL = re.compile(
    r"(?<!\w)(?:truong|th|thcs|thpt|pt\w*|tieu hoc|trung hoc|mam non|mau giao|cap \d|lien cap)(?!\w)"
)
_SPEAKS = re.compile(
    r"(?<!\w)(?:(?:nha|ho|can) ngheo|ngheo (?:lam|qua|kho)|xa (?:lam|qua|nha|xoi|lac)"
    r"|(?:o|tan|duoi|tren) (?:xa|huyen|tinh|ban)|gan (?:nha|day|do|lam)|kho (?:khan|lam|qua)"
    r"|(?:nghi|bo|chua di|khong di|ko di|het) hoc|hoc (?:gioi|kem|kha|xa|gan)"
    r"|(?:khong|ko|chua) (?:co|hoc)|cung duoc|gi cung|o day|o kia"
    r"|di bo|qua suoi)(?!\w)"
)
_LABELS = r"(?:trường|truong|th|tiểu học|tieu hoc|thcs|thpt|pt\w*|mầm non|mam non|mn)\b"
_WHO = (
    r"(?:em|con|cháu|chau|bé|be|nó|no|đứa|dua|tụi|tui|nhà|nha|trai|gái|gai|lớn|lon|nhỏ|nho|út|ut"
    r"|tôi|toi|mình|minh|đang|dang|đi|di|thì|thi|cũng|cung|giờ|gio|hiện|hien)"
)
# "Tiểu học" is none of them: before "học" stands who goes there, or nothing.
_LEAD = re.compile(
    rf"(?:(?:dạ|da|thưa|thua|vâng|vang),? +)*(?:(?:{_WHO} +)*(?:học|hoc) +"
    rf"(?:(?:ở|tại|bên|trong|(?:o|tai|ben|trong)(?= \S+ \S)) +)?"
    rf"|(?:là|ở|tại) +|(?:la|o|tai) +(?={_LABELS}))",
    re.IGNORECASE,
)
# "cháu An học trường Kim Đồng"
_NAMED_LEAD = re.compile(
    rf"(?:em|con|cháu|chau|bé|be) (?:\S+ ){{1,4}}?(?:học|hoc) +(?:(?:ở|o|tại|tai) +)?(?={_LABELS})",
    re.IGNORECASE,
)
_KNOWS_NOT = re.compile(r"(?<!\w)(?:khong|ko|k|chua|chang|quen) (?:biet|ro|nho)(?!\w)")
_SPEAKING = {"lắm", "quá", "nghèo", "xa", "rồi", "nhỉ", "hả"}  # with their marks


def school_named(text: str) -> str:
    """The name alone; "" where nothing but a class or another fact is said."""
    line = clean(text)
    for fact in (CLASS, BIRTH, PHONE_SAID):
        line = fact.sub(" ", line)
    if room := ROOM_AT_SCHOOL.search(line):
        start, end = room.span(1) if room[1] else room.span(2)
        line = f"{line[:start]} {line[end:]}"
    line = re.sub(r"\s*,[\s,]*", ", ", line).strip(" ,;.-")
    line = " ".join(line.split())
    line = re.sub(r"^(?:(?:dạ|vâng|ạ|thưa),? )+", "", line, flags=re.IGNORECASE)
    lead = _LEAD.match(line) or _NAMED_LEAD.match(line)
    return line[lead.end() :] if lead else line


def is_no_school(text: str) -> bool:
    """Whether words tell something of a school or a child, and no name."""
    said = fold(text)
    if _KNOWS_NOT.search(said):
        return True
    if _LABEL.search(said):
        return False
    return bool(_SPEAKS.search(said)) or not _SPEAKING.isdisjoint(normal(text).split())
